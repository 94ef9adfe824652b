import { describe, expect, it } from 'vitest'
import type { Asset } from '../../lib/domain/asset'
import { makePosition } from '../../lib/plan/testing/outcomes'
import { typeSuggestion } from './suggestion'

const weth: Asset = {
  address: '0x00000000000000000000000000000000000000ee',
  symbol: 'WETH',
  name: 'Wrapped Ether',
  decimals: 18,
}
// It owes a dollar without decimals.
const position = makePosition(300n, 100n)

describe('a way out is typed into its form', () => {
  it('in full digits, with its asset and what becomes of it', () => {
    const deposit = { asset: weth, amount: 1_500_000_000_000_000_001n }
    expect(typeSuggestion({ kind: 'deposit', deposit, use: 'hold' }, position)).toMatchObject({
      asset: weth.address,
      amount: '1.500000000000000001',
      use: 'hold',
    })
    expect(typeSuggestion({ kind: 'repay', amount: 42n }, position)).toMatchObject({
      amount: '42',
      max: null,
    })
  })

  it('as "Max" where all is repaid, since that grows', () => {
    const typed = typeSuggestion({ kind: 'repay', amount: 'all' }, position)
    expect(typed).toMatchObject({ amount: null, max: 'max' })
  })

  it('and nothing of what was typed there before is left', () => {
    const leverageWad = 2_105_000_000_000_000_000n
    const typed = typeSuggestion({ kind: 'change-leverage', leverageWad, compound: false }, position)
    const { leverage, ...rest } = typed
    expect(leverage).toBe('2.1')
    expect(new Set(Object.values(rest))).toEqual(new Set([null]))
    expect(Object.keys(rest)).toEqual(expect.arrayContaining(['compound', 'slippage', 'deadline', 'receive']))
  })
})
