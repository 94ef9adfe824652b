import { describe, expect, it } from 'vitest'
import type { ManageIntent, OpenIntent } from '../../../domain/intent'
import { type Issue, identifyIssue } from '../../../domain/issue'
import { WAD } from '../../../domain/math'
import { makePositionId } from '../ids'
import { convertAccount } from '../read/convert'
import type { RawAccount, RawMarket, RawToken } from '../read/raw'
import {
  creditAccount,
  makeMarkets,
  makeRawAccount,
  makeRawMarket,
  makeRawSnapshot,
  owner,
  tokens,
  tolerance,
} from '../testing/market'
import { draftManage } from './manage'
import { draftOpen } from './open'

const dollars = (n: bigint) => n * 10n ** 6n
type Distributed<T> = T extends unknown ? Omit<T, 'positionId' | 'owner'> : never

function changeToken(token: string, change: Partial<RawToken>): Partial<RawMarket> {
  return { tokens: makeRawMarket().tokens.map((t) => (t.token === token ? { ...t, ...change } : t)) }
}

function draft(
  intent: Distributed<ManageIntent>,
  market: Partial<RawMarket> = {},
  change: Partial<RawAccount> = {},
) {
  const snapshot = makeRawSnapshot(makeRawMarket(market), [makeRawAccount(change)])
  const account = convertAccount(snapshot, {}, 31337, owner)
  const positionId = makePositionId(31337, creditAccount)
  return draftManage(account, { positionId, owner, ...intent }, tolerance)
}

function open(farm: string, amount: bigint, market: Partial<RawMarket> = {}) {
  const markets = makeMarkets(makeRawMarket(market))
  const found = markets.farms.find((f) => f.asset.address === farm)
  const deposit = found?.depositAssets.find((d) => d.asset.symbol === 'USDC')
  if (!found || !deposit) throw new Error('The fixture has no such farm')
  const base = { kind: 'open', farmId: found.id, owner } as const
  const intent: OpenIntent = { ...base, deposit: { asset: deposit.asset, amount }, leverageWad: 3n * WAD }
  return draftOpen(markets, intent, tolerance)
}

const codes = ({ issues }: { readonly issues: readonly Issue[] }) => issues.map(identifyIssue)
const textOf = (issue: Issue | undefined) => (issue && 'words' in issue ? issue.words.text : [])
const assetOf = (token: string) => {
  const found = makeRawMarket().tokens.find((t) => t.token === token)
  if (!found) throw new Error(`No ${token}`)
  return { address: found.token, symbol: found.symbol, name: found.name, decimals: found.decimals }
}

describe('what stops a trade has its own reason', () => {
  it('a vault that takes no more', () => {
    const [vault] = makeRawMarket().vaults
    if (!vault) throw new Error('No vault')
    const full = open(tokens.vault, dollars(10_000n), { vaults: [{ ...vault, maxDeposit: 10n ** 18n }] })
    expect(full.issues).toMatchObject([{ code: 'vault-full' }])
    expect(textOf(full.issues[0])).toContainEqual(expect.objectContaining({ amount: 10n ** 18n }))
  })

  it('an amount that an exchange gives nothing for', () => {
    const dust = {
      kind: 'deposit',
      deposit: { asset: assetOf(tokens.weth), amount: 1n },
      use: 'farm',
    } as const
    expect(codes(draft(dust))).toEqual(['trade-too-small'])
  })

  it('a sale that a pool does not take at once', () => {
    const [pool] = makeRawMarket().balancerPools
    if (!pool) throw new Error('No pool')
    const small = { balancerPools: [{ ...pool, supply: 400n * 10n ** 18n }] }
    const close = { kind: 'close', receive: assetOf(tokens.usdc) } as const
    expect(codes(draft(close, small))).toEqual(['trade-too-large'])
  })
})

describe('what stops a position', () => {
  it('is an adapter that is gone, where only it gives the balance out', () => {
    const withdraw = { asset: assetOf(tokens.stakedLp), amount: 10n ** 18n }
    const intent = { kind: 'withdraw', withdraw, healthFactorFloorWad: WAD } as const
    expect(codes(draft(intent, { stakings: [] }))).toEqual(['venue-gone'])
    expect(codes(draft(intent))).toEqual([])
  })

  it('is one collateral more than an account counts', () => {
    const deposit = { asset: assetOf(tokens.weth), amount: 10n ** 18n }
    const intent = { kind: 'deposit', deposit, use: 'hold' } as const
    expect(codes(draft(intent, { maxEnabledTokens: 1 }))).toEqual(['too-many-collaterals'])
    expect(codes(draft(intent, { maxEnabledTokens: 2 }))).toEqual([])
  })

  it('is not a greatest debt that was lowered since, where it is repaid in parts', () => {
    const repay = { kind: 'repay', amount: dollars(1_000n) } as const
    expect(codes(draft(repay, { maxDebt: dollars(10_000n) }))).toEqual([])
  })

  it('is an expired market for everything but closing', () => {
    const expired = { isExpired: true }
    expect(codes(draft({ kind: 'repay', amount: 'all' }, expired))).toEqual(['market-expired'])
    expect(codes(draft({ kind: 'close', receive: assetOf(tokens.usdc) }, expired))).toEqual([])
  })
})

describe('the deadline', () => {
  const callsOf = (result: ReturnType<typeof draft>) =>
    'calls' in result ? result.calls.map(({ call }) => call.data).join('').length : 0
  const repay = { kind: 'repay', amount: dollars(1_000n) } as const

  it('is left out of a mere repayment where it would mark the bundle as a trade and so forbid it', () => {
    const forbidden = changeToken(tokens.stakedLp, { isForbidden: true })
    expect(codes(draft(repay, forbidden))).toEqual([])
    expect(callsOf(draft(repay, forbidden))).toBeLessThan(callsOf(draft(repay)))
  })

  it('stays where the safe price is the price', () => {
    const lower = changeToken(tokens.stakedLp, { safePrice: 1n })
    expect(callsOf(draft(repay, lower))).toBeLessThan(callsOf(draft(repay)))
    expect(callsOf(draft(repay, changeToken(tokens.weth, { safePrice: 1n })))).toBe(callsOf(draft(repay)))
  })
})
