import { describe, expect, it } from 'vitest'
import { isSameAddress } from '../../domain/asset'
import { type Issue, isRefusal } from '../../domain/issue'
import { WAD } from '../../domain/math'
import { nameSlippageCause } from '../../execution/slippage-cause'
import { formatIssue } from '../../format/issue'
import { explainNoLimit, findLimit } from '../../plan/find-limit'
import type { PlanResult } from '../../plan/plan'
import { planManage } from '../../plan/plan-manage'
import { planOpen } from '../../plan/plan-open'
import { explainError } from './errors/explain'
import { makePositionId } from './ids'
import { gearboxV3 } from './index'
import { convertAccount } from './read/convert'
import type { RawAccount, RawMarket } from './read/raw'
import {
  creditAccount,
  makeMarkets,
  makeRawAccount,
  makeRawMarket,
  makeRawSnapshot,
  owner,
  tokens,
  tolerance,
} from './testing/market'

const issuesOf = (result: PlanResult): readonly Issue[] => (result.ok ? result.plan.issues : result.issues)
const codesOf = (result: PlanResult) => issuesOf(result).map(({ code }) => code)

describe('dust put into the pool’s shares', () => {
  const markets = makeMarkets()
  const farm = markets.farms.find(({ asset }) => isSameAddress(asset.address, tokens.stakedLp))
  const usdc = farm?.depositAssets.find(({ asset }) => asset.symbol === 'USDC')?.asset
  const open = (amount: bigint, leverageWad = WAD) => {
    if (!farm || !usdc) throw new Error('The fixture has the farm')
    const intent = {
      kind: 'open',
      farmId: farm.id,
      owner,
      deposit: { asset: usdc, amount },
      leverageWad,
    } as const
    return planOpen(gearboxV3, markets, null, intent, tolerance)
  }

  it('is too little, and nobody is advised a smaller amount', () => {
    expect(codesOf(open(1n))).toEqual(['trade-too-small'])
    expect(codesOf(open(30n))).toEqual(['lost-to-rounding'])
    for (const amount of [1n, 3n, 10n, 30n, 100n, 300n, 1_000n]) {
      const result = open(amount)
      expect(
        issuesOf(result)
          .map((issue) => formatIssue(issue).text)
          .join(' '),
      ).not.toContain('smaller')
    }
  })

  it('is not mistaken for a trade that is too large for its pool', () => {
    expect(codesOf(open(10_000n))).toEqual([])
    expect(codesOf(open(10_000_000n * 10n ** 6n))).toContain('price-impact-too-high')
  })
})

describe('"Max" of a position that can borrow nothing', () => {
  const explain = (use: 'wallet' | 'farm', change: Partial<RawMarket>, owed: Partial<RawAccount> = {}) => {
    const raw = makeRawSnapshot(makeRawMarket(change), [makeRawAccount(owed)])
    const account = convertAccount(raw, {}, 31337, owner)
    const positionId = makePositionId(31337, creditAccount)
    const planFor = (to: typeof use) => (amount: bigint) =>
      planManage(gearboxV3, account, { kind: 'borrow', positionId, owner, amount, use: to }, tolerance)
    const most = change.availableLiquidity ?? change.borrowable ?? 10n ** 12n
    expect(findLimit(planFor(use), most)).toBe(0n)
    return explainNoLimit([planFor('wallet'), planFor(use)], most)
  }

  it.each(['wallet', 'farm'] as const)('is told that the pool has lent everything: to the %s', (use) => {
    const issue = explain(use, { availableLiquidity: 0n })
    expect(issue?.code).toBe('pool-liquidity-too-low')
    expect(issue && formatIssue(issue).text).toContain('All of the pool is lent out')
  })

  it.each(['wallet', 'farm'] as const)(
    'is told of the limit, and not of so little that rounding takes: to the %s',
    (use) => {
      expect(explain(use, { borrowable: 0n })?.code).toBe('lending-limit-reached')
      expect(explain(use, { maxDebtPerBlockMultiplier: 0 })?.code).toBe('borrowing-forbidden')
    },
  )

  it.each(['wallet', 'farm'] as const)(
    'is told of its health, which refuses every amount: to the %s',
    (use) => {
      const issue = explain(use, {}, { totalDebt: 24_800n * 10n ** 6n })
      expect(issue && isRefusal(issue)).toBe(true)
      expect(['health-factor-too-low', 'not-enough-collateral']).toContain(issue?.code)
    },
  )
})

describe('less than was promised arrives', () => {
  const planIn = (raw: RawMarket) => {
    const account = convertAccount(makeRawSnapshot(raw, [makeRawAccount()]), {}, 31337, owner)
    const farm = account.markets.farms.find(({ asset }) => isSameAddress(asset.address, tokens.stakedLp))
    const usdc = farm?.depositAssets.find(({ asset }) => asset.symbol === 'USDC')?.asset
    if (!farm || !usdc) throw new Error('The fixture has the farm')
    const deposit = { asset: usdc, amount: 5_000n * 10n ** 6n }
    const intent = { kind: 'open', farmId: farm.id, owner, deposit, leverageWad: 3n * WAD } as const
    return { account, result: planOpen(gearboxV3, account.markets, account, intent, tolerance) }
  }
  const explained = explainError('BalanceLessThanExpectedException', ['0x'])

  it('for the price where it has moved, and for what a token keeps where it has not', () => {
    const { account, result } = planIn(makeRawMarket())
    if (!result.ok || !explained) throw new Error('Planned, and known')
    const [pool] = makeRawMarket().balancerPools
    if (!pool) throw new Error('The fixture has a pool')
    const [weth = 0n, usdc = 0n] = pool.balances
    const moved = { ...pool, balances: [(weth * 95n) / 100n, (usdc * 105n) / 100n] }
    const later = planIn(makeRawMarket({ balancerPools: [moved] })).account
    const name = (before: typeof account) => nameSlippageCause(explained, result.plan, before, gearboxV3)
    expect(name(later)).toMatchObject({ code: 'slippage-exceeded', cause: 'price' })
    expect(name(account)).toMatchObject({ code: 'slippage-exceeded', cause: 'transfer-fee' })
    expect(formatIssue(name(account)).text).not.toMatch(/price moved|new price/)
  })
})
