import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Asset } from '../../../domain/asset'
import { RAY, WAD } from '../../../domain/math'
import { type Line, nearestLine, roundingLine } from '../line'
import { makeV3Pool, narrowPool, pricesE8, usdc, weth, wstEth } from '../testing/pools'
import { runLoops } from '../testing/run-loops'
import { openExchange } from '../venues/uniswap-v3/draft'
import type { UniswapV3Pool } from '../venues/uniswap-v3/read'
import type { Exchange } from '../venues/venue'
import {
  changeAccount,
  type LoopAccount,
  type LoopReserve,
  measureAccount,
  owedOf,
  reserveOf,
} from './loop-account'
import { isRefused, type LoopPlan, type LoopRefusal } from './loop-outcome'
import type { LoopRequest } from './loop-state'
import { planLoops } from './loops'
import { estimateWholeTrade } from './whole-trade'

type Pair = {
  readonly collateral: Asset
  readonly debt: Asset
  readonly pool: UniswapV3Pool
  readonly ltvBps: bigint
  readonly thresholdBps: bigint
}
const staked: Pair = {
  collateral: wstEth,
  debt: weth,
  pool: makeV3Pool({ sides: [weth, wstEth] }),
  ltvBps: 9_300n,
  thresholdBps: 9_500n,
}
const ether: Pair = {
  collateral: weth,
  debt: usdc,
  pool: makeV3Pool({ sides: [usdc, weth], feePips: 500n, tickSpacing: 10, nearTicks: 3_000 }),
  ltvBps: 8_050n,
  thresholdBps: 8_300n,
}
/** Dollars that ether was sold for: in the other order of the pool, with few decimals of what is held. */
const short: Pair = { ...ether, collateral: usdc, debt: weth, ltvBps: 7_500n, thresholdBps: 7_800n }

type Terms = {
  readonly pair?: Pair
  readonly line?: Line
  readonly indices?: readonly [supply: bigint, debt: bigint]
  /** Worth of what is held, in whole units of account, and leverage in hundredths. */
  readonly equity?: bigint
  readonly leverage?: bigint
}

function makeReserve(asset: Asset, { pair = staked, indices = [RAY, RAY] }: Terms): LoopReserve {
  const isCollateral = asset === pair.collateral
  return {
    asset,
    priceE8: pricesE8.get(asset) ?? 0n,
    isCollateral,
    ltvBps: isCollateral ? pair.ltvBps : 0n,
    thresholdBps: isCollateral ? pair.thresholdBps : 0n,
    supplyIndexRay: indices[0],
    debtIndexRay: indices[1],
    scaledSupply: 0n,
    scaledDebt: 0n,
  }
}

const amountWorth = (asset: Asset, worthE8: bigint) =>
  (worthE8 * 10n ** BigInt(asset.decimals)) / (pricesE8.get(asset) ?? 1n)

function makeAccount(terms: Terms): LoopAccount {
  const { pair = staked, line = roundingLine, equity = 24_000n, leverage = 100n } = terms
  const empty = { line, reserves: [pair.debt, pair.collateral].map((asset) => makeReserve(asset, terms)) }
  const held = (equity * 10n ** 8n * leverage) / 100n
  const owed = held - equity * 10n ** 8n
  const supplied = changeAccount(empty, 'supply', pair.collateral.address, amountWorth(pair.collateral, held))
  return changeAccount(supplied, 'borrow', pair.debt.address, amountWorth(pair.debt, owed))
}

function ask(terms: Terms & { readonly target: bigint } & Partial<LoopRequest>): LoopRequest {
  const { pair = staked, target } = terms
  return {
    account: makeAccount(terms),
    collateral: pair.collateral.address,
    debt: pair.debt.address,
    targetWad: (target * WAD) / 100n,
    exchange: openExchange(pair.pool, null),
    slippageBps: 30n,
    maxLoops: 40,
    borrowRateRay: RAY / 20n,
    ...terms,
  }
}

function planned(outcome: LoopPlan | LoopRefusal): LoopPlan {
  if (isRefused(outcome)) throw new Error(`Refused: ${outcome.kind}`)
  return outcome
}

/** Carries it out by the chain's rules, and compares with what it said. */
function expectToHold(request: LoopRequest, plan: LoopPlan, pool: UniswapV3Pool) {
  const { scaled, wallet, most } = runLoops(request.account, plan.steps, pool)
  expect(most).toBeLessThanOrEqual((WAD * 9_991n) / 10_000n)
  for (const { asset, scaledSupply, scaledDebt } of plan.account.reserves) {
    expect(scaled.get(asset.address)).toEqual({ supply: scaledSupply, debt: scaledDebt })
  }
  expect(wallet.get(request.collateral) ?? 0n).toBe(plan.leftCollateral)
  expect(wallet.get(request.debt) ?? 0n).toBe(plan.leftDebt)
}

const anyPair = fc.constantFrom(staked, ether, short)
const anyLine = fc.constantFrom(roundingLine, nearestLine)
const anyIndex = fc.bigInt({ min: RAY, max: (RAY * 3n) / 2n })
const anyTerms = fc.record({
  pair: anyPair,
  line: anyLine,
  indices: fc.tuple(anyIndex, anyIndex),
  // the more of each length
  equity: fc
    .integer({ min: 2, max: 6 })
    .chain((digits) => fc.bigInt({ min: 1n, max: 10n ** BigInt(digits) })),
  slippageBps: fc.bigInt({ min: 0n, max: 100n }),
})
const anyLeverage = fc.bigInt({ min: 100n, max: 1_500n })

/** In hundredths: what the reserve allows, and in which direction things went. */
describe('loops', () => {
  it('lead up to the target or just under it, within every limit on their way', () => {
    const kinds: string[] = []
    fc.assert(
      fc.property(anyTerms, anyLeverage, (terms, target) => {
        const { pool } = terms.pair
        const request = ask({ ...terms, target })
        const outcome = planLoops(request)
        kinds.push(isRefused(outcome) ? outcome.kind : 'planned')
        if (isRefused(outcome)) return
        expectToHold(request, outcome, pool)
        const { leverageWad } = outcome
        if (leverageWad === null) throw new Error('No equity left')
        expect(leverageWad).toBeLessThanOrEqual(request.targetWad)
        // Of a unit of account, the last unit of dollars is a millionth.
        const slack = request.targetWad / 10n ** 8n + (request.targetWad * 10n) / (terms.equity * 10n ** 5n)
        expect(request.targetWad - leverageWad).toBeLessThan(slack)
        const borrowed = outcome.steps.filter(({ kind }) => kind === 'borrow')
        expect(borrowed).toHaveLength(outcome.loops)
      }),
      { numRuns: 300 },
    )
    expect(kinds).toContain('over-highest-leverage')
    expect(kinds.filter((kind) => kind === 'planned').length).toBeGreaterThan(80)
  })

  it('lead down to the target or just under it', () => {
    const kinds: string[] = []
    fc.assert(
      fc.property(anyTerms, anyLeverage, fc.bigInt({ min: 0n, max: 99n }), (terms, leverage, part) => {
        const { pool, ltvBps } = terms.pair
        const highest = 100_000_000n / (10_000n - ltvBps) / 100n
        fc.pre(leverage > 110n && leverage < highest)
        const target = 101n + ((leverage - 101n) * part) / 100n
        const request = ask({ ...terms, leverage, target })
        const outcome = planLoops(request)
        kinds.push(isRefused(outcome) ? outcome.kind : 'planned')
        if (isRefused(outcome)) return
        expectToHold(request, outcome, pool)
        const { leverageWad } = outcome
        if (leverageWad === null) throw new Error('No equity left')
        expect(leverageWad).toBeLessThanOrEqual(request.targetWad)
        const slack = request.targetWad / 10n ** 8n + (request.targetWad * 10n) / (terms.equity * 10n ** 5n)
        expect(request.targetWad - leverageWad).toBeLessThan(slack)
      }),
      { numRuns: 300 },
    )
    expect(kinds.filter((kind) => kind === 'planned').length).toBeGreaterThan(80)
  })

  it('repay all, with what the debt grows by, and leave the rest of that', () => {
    let most = 0
    fc.assert(
      fc.property(anyTerms, anyLeverage, (terms, leverage) => {
        const { pool, ltvBps, debt } = terms.pair
        fc.pre(leverage > 101n && leverage < 100_000_000n / (10_000n - ltvBps) / 100n)
        const request = ask({ ...terms, leverage, target: 100n })
        const plan = planLoops(request)
        if (isRefused(plan)) return
        most = Math.max(most, plan.loops)
        expectToHold(request, plan, pool)
        expect(plan.leverageWad).toBe(WAD)
        expect(measureAccount(plan.account).owedE8).toBe(0n)
        const last = plan.steps.at(-1)
        expect(last).toMatchObject({ kind: 'repay', asset: debt.address, isAll: true })
        const swap = plan.steps.at(-2)
        if (swap?.kind !== 'swap' || last?.kind !== 'repay') throw new Error('No last swap')
        // 5 % a year, for an hour, on all of it: that was owed until now
        if (swap.trade.exact === 'out') {
          const grown = swap.trade.amount - last.amount
          const owed = owedOf(request.account, reserveOf(request.account, debt.address))
          expect(grown * 175_200n).toBeGreaterThanOrEqual(owed)
          expect(grown).toBeLessThanOrEqual(owed / 175_000n + 2n)
        }
      }),
      { numRuns: 300 },
    )
    expect(most).toBeGreaterThan(5)
  })

  it('are planned with a quote each, and a few for the last', () => {
    const counting = (exchange: Exchange, count: () => void): Exchange => ({
      ...exchange,
      quote: (trade) => {
        count()
        const quote = exchange.quote(trade)
        return quote && { ...quote, after: counting(quote.after, count) }
      },
    })
    const tally = (terms: Parameters<typeof ask>[0]) => {
      let quotes = 0
      const request = ask(terms)
      const exchange = counting(request.exchange, () => {
        quotes += 1
      })
      const { loops } = planned(planLoops({ ...request, exchange }))
      return { loops, more: quotes - loops }
    }
    const up = tally({ target: 880n })
    expect(up.loops).toBe(13)
    expect(up.more).toBeLessThanOrEqual(4)
    const down = tally({ leverage: 900n, target: 200n })
    expect(down.loops).toBeGreaterThan(4)
    expect(down.more).toBeLessThanOrEqual(5)
    const out = tally({ leverage: 900n, target: 100n })
    expect(out.more).toBeLessThanOrEqual(2)
  })

  it('count what already counts for the account, and what else it owes', () => {
    const extra = { ...makeReserve(usdc, { pair: short }), ltvBps: 5_000n, thresholdBps: 6_000n }
    for (const line of [roundingLine, nearestLine]) {
      const account = makeAccount({ line })
      const with2 = {
        ...account,
        reserves: [...account.reserves, { ...extra, scaledSupply: 30_000_000_000n }],
      }
      const request = { ...ask({ target: 300n }), account: with2 }
      const plan = planned(planLoops(request))
      expectToHold(request, plan, staked.pool)
      expect(Number(plan.leverageWad) / 1e18).toBeCloseTo(3, 6)
      const { collateralE8, owedE8 } = measureAccount(plan.account)
      expect(Number(collateralE8 - owedE8) / 1e8).toBeGreaterThan(53_000)
      const down = { ...request, account: plan.account, targetWad: (WAD * 3n) / 2n, exchange: plan.exchange }
      expect(Number(planned(planLoops(down)).leverageWad) / 1e18).toBeCloseTo(1.5, 6)
    }
  })

  it('cost what fees and moved prices take', () => {
    const small = planned(planLoops(ask({ target: 300n })))
    // 0.01 % of 48,000
    expect(Number(small.feesE8) / 1e8).toBeCloseTo(4.8, 1)
    expect(Number(small.tradedE8) / 1e8).toBeCloseTo(48_000, -3)
    const large = planned(planLoops(ask({ target: 300n, equity: 2_400_000n })))
    expect(Number(large.impactE8) / Number(small.impactE8)).toBeGreaterThan(5_000)
  })
})

describe('all that loops trade', () => {
  it('is about what they trade together', () => {
    for (const [leverage, target] of [
      [100n, 600n],
      [300n, 500n],
      [600n, 200n],
      [600n, 100n],
    ] as const) {
      const request = ask({ leverage, target })
      const trade = estimateWholeTrade(request.account, request)
      const plan = planned(planLoops(request))
      const swaps = plan.steps.filter((step) => step.kind === 'swap')
      const [first] = swaps
      const sum = swaps.reduce(
        (total, { amountIn, amountOut }) => total + (target > leverage ? amountIn : amountOut),
        0n,
      )
      expect([trade?.from, trade?.to]).toEqual([first?.trade.from, first?.trade.to])
      expect(Number(trade?.amount) / Number(sum)).toBeCloseTo(1, 1)
      expect(trade?.exact).toBe(target > leverage ? 'in' : 'out')
    }
  })

  it('is nothing where all is as it should be', () => {
    const request = ask({ target: 100n })
    expect(estimateWholeTrade(request.account, request)).toBeNull()
    expect(planned(planLoops(request)).steps).toEqual([])
  })
})

describe('there are no loops', () => {
  const refusalOf = (terms: Parameters<typeof ask>[0]) => {
    const outcome = planLoops(ask(terms))
    if (!isRefused(outcome)) throw new Error('Planned')
    return outcome
  }

  it('over the highest leverage, which is that of 99.9 % of the loan-to-value', () => {
    const refusal = refusalOf({ target: 1_500n })
    if (refusal.kind !== 'over-highest-leverage') throw new Error(refusal.kind)
    expect(Number(refusal.highestWad) / 1e18).toBeCloseTo(1 / (1 - 0.93 * 0.999), 6)
  })

  it('of more than may be, which says how far those lead', () => {
    const refusal = refusalOf({ target: 1_000n, maxLoops: 8 })
    if (refusal.kind !== 'too-many-loops' || refusal.reachedWad === null) throw new Error(refusal.kind)
    const reached = refusal.reachedWad
    expect(reached).toBeGreaterThan(5n * WAD)
    const there = planned(planLoops({ ...ask({ target: 0n, maxLoops: 8 }), targetWad: reached }))
    expect(there.loops).toBe(8)
  })

  it('that the pool cannot take', () => {
    const pool = narrowPool(staked.pool, 3)
    const exchange = openExchange(pool, null)
    expect(refusalOf({ target: 300n, equity: 10_000_000n, exchange })).toEqual({ kind: 'too-large' })
    expect(refusalOf({ leverage: 300n, target: 150n, equity: 10_000_000n, exchange })).toEqual({
      kind: 'too-large',
    })
    expect(refusalOf({ leverage: 300n, target: 100n, equity: 10_000_000n, exchange })).toEqual({
      kind: 'too-large',
    })
  })

  it('without equity or a price', () => {
    expect(refusalOf({ equity: 0n, target: 200n })).toEqual({ kind: 'no-equity' })
    const account = makeAccount({ leverage: 200n })
    const [owed, held] = account.reserves
    if (!owed || !held) throw new Error('No reserves')
    const without = { ...account, reserves: [owed, { ...held, priceE8: 0n }] }
    expect(refusalOf({ target: 300n, account: without })).toEqual({
      kind: 'no-price',
      asset: wstEth.address,
    })
  })

  it('where the rest is owed in other assets', () => {
    const account = makeAccount({ leverage: 150n })
    const other = { ...makeReserve(usdc, {}), scaledDebt: 8_000_000_000n }
    const both = { ...account, reserves: [...account.reserves, other] }
    expect(refusalOf({ account: both, target: 110n })).toEqual({ kind: 'other-debts' })
  })

  it('close to liquidation, unless so much is repaid before, and hardly less', () => {
    let found = 0
    fc.assert(
      fc.property(
        anyTerms,
        fc.bigInt({ min: 9_950n, max: 10_060n }),
        fc.constantFrom(100n, 150n, 300n),
        (terms, nearness, target) => {
          const { thresholdBps, debt } = terms.pair
          // health = threshold · L / (L − 1)
          const leverage = (100n * nearness) / (nearness - thresholdBps)
          const request = ask({ ...terms, leverage, target, maxLoops: 12 })
          const outcome = planLoops(request)
          if (!isRefused(outcome) || outcome.kind !== 'too-near') return
          found += 1
          const repay = (amount: bigint) =>
            planLoops({ ...request, account: changeAccount(request.account, 'repay', debt.address, amount) })
          expect(outcome.repayment).toBeGreaterThan(0n)
          const enough = planned(repay(outcome.repayment))
          expect(enough.loops).toBeLessThanOrEqual(12)
          const owed = owedOf(request.account, reserveOf(request.account, debt.address))
          expect(repay(outcome.repayment - owed / 1_000_000n - 1n)).toMatchObject({ kind: 'too-near' })
        },
      ),
      { numRuns: 40 },
    )
    expect(found).toBeGreaterThan(10)
  })
})
