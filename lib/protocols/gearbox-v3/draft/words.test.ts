import { describe, expect, it } from 'vitest'
import type { Issue } from '../../../domain/issue'
import { formatIssue } from '../../../format/issue'
import { makeRefusal, type PlainCode } from './refusal'
import * as said from './words'

const usdc = { symbol: 'USDC', decimals: 6 }
const of = (amount: bigint) => ({ asset: usdc, amount })

const issues: readonly (readonly [string, Issue])[] = [
  ...[...Object.keys(said.words), ...Object.keys(said.rules)].map(
    (code) => [code, makeRefusal(code as PlainCode)] as const,
  ),
  ['a pool', said.refusePoolLiquidity(of(1n))],
  ['an empty pool', said.refusePoolLiquidity(of(0n))],
  ['a limit', said.refuseLendingLimit(of(1n))],
  ['a limit that is reached', said.refuseLendingLimit(of(0n))],
  ['a quota', said.refuseQuota(of(1n))],
  ['a quota that is used up', said.refuseQuota(of(0n))],
  ['a vault', said.refuseFullVault(of(1n))],
  ['a forbidden collateral', said.refuseForbidden(['WETH', 'RWD'])],
  ['a forbidden collateral that nobody names', said.refuseForbidden([])],
  ['a forbidden collateral that is held', said.refuseHeldByForbidden(['WETH'])],
  ['a worthless collateral', said.refuseWorthless('RWD')],
  ['another collateral', said.refuseAnotherCollateral(4)],
  ['a safe price', said.refuseSafePrice(['WETH'])],
  ['an adapter that is gone', said.refuseStuck('LP')],
]

describe('the words for what the protocol does not allow', () => {
  it.each(issues)('%s: sentences', (_, issue) => {
    const { title, text } = formatIssue(issue)
    expect(text).toMatch(/^[A-Z].*[.]$/)
    expect(text).not.toMatch(/undefined|object|[{}$]| {2}| [.,;]/)
    expect(title).toMatch(/^[A-Z].*[^.]$/)
  })

  it('tell what they are about', () => {
    const text = (issue: Issue) => formatIssue(issue).text
    expect(text(said.refusePoolLiquidity(of(1_000_000n)))).toContain('The pool can lend 1 USDC')
    expect(text(said.refuseForbidden(['WETH', 'RWD']))).toContain('no more of WETH and RWD as collateral')
    expect(text(said.refuseForbidden([]))).toContain('no more of this token as collateral')
    expect(text(said.refuseAnotherCollateral(4))).toContain('counts 4 collaterals')
  })

  it('tell nothing left from too little', () => {
    expect(formatIssue(said.refusePoolLiquidity(of(0n))).text).toContain('All of the pool is lent out')
    expect(formatIssue(said.refusePoolLiquidity(of(1n))).text).toContain('can lend 0.000001 USDC')
  })

  it('come with every refusal of a code that is the protocol’s own, and with no other', () => {
    expect(makeRefusal('market-paused')).toMatchObject({ words: { title: 'The market is paused' } })
    expect(makeRefusal('market-expired')).toMatchObject({ code: 'protocol-rule', rule: 'market-expired' })
    expect(makeRefusal('amount-zero')).not.toHaveProperty('words')
  })
})
