import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Intent } from '../domain/intent'
import { findOutcomeIssues } from './outcome-issues'
import type { PlanStep } from './plan'
import { makeMarkets, makeOpenIntent, spender, usdc } from './testing/fixtures'
import { intents, makeOutcome, makePlan, makePosition } from './testing/outcomes'

const codes = (intent: Intent, ...outcome: Parameters<typeof makeOutcome>) =>
  findOutcomeIssues(makePlan(intent), makeOutcome(...outcome)).map((i) => `${i.severity} ${i.code}`)

/** A call that trades this many dollars. */
const tradeOf = (amount: bigint): PlanStep => ({
  kind: 'call',
  call: { to: spender, data: '0x', value: 0n },
  actions: [
    {
      kind: 'swap',
      give: { asset: usdc, amount },
      get: { asset: usdc, amount },
      minimum: 0n,
      isAtMarket: true,
      venue: 'Test',
      feeWad: 0n,
    },
  ],
})

describe('judging an opening by what the chain answers', () => {
  const open = makeOpenIntent(3)

  it('has nothing to say of one that comes out as asked', () => {
    expect(codes(open, {}, { balance: 0n, position: makePosition(30_000n, 20_000n) })).toEqual([])
  })

  it('refuses one whose collateral is worth less by now than it was planned with', () => {
    const position = makePosition(30_000n, 20_000n, 84_000_000n)
    expect(codes(open, {}, { balance: 0n, position })).toEqual([
      'refusal health-factor-too-low',
      'refusal leverage-over-asked',
    ])
  })

  it('takes the costs that were planned with for what they are', () => {
    const position = makePosition(27_500n, 20_000n)
    const outcome = makeOutcome({}, { balance: 0n, position })
    const found = (after: typeof position | null) =>
      findOutcomeIssues(makePlan(open, { after }), outcome).map(({ code }) => code)
    expect(found(null)).toEqual(['health-factor-low', 'leverage-over-asked'])
    expect(found(position)).toEqual(['health-factor-low'])
  })

  it('refuses what is over the farm’s maximum by now', () => {
    const position = makePosition(30_000n, 24_500n)
    expect(codes(makeOpenIntent(5), {}, { balance: 0n, position })).toContain('refusal leverage-over-maximum')
  })

  it('refuses it on a price that has become old since', () => {
    const oracle = {
      asset: usdc,
      feed: null,
      priceE8: 100_000_000n,
      updatedAtSeconds: 0n,
      stalenessSeconds: 1n,
      marketPriceE8: null,
    }
    const outcome = makeOutcome({}, { balance: 0n, position: makePosition(30_000n, 20_000n) })
    const markets = makeMarkets()
    const farms = markets.farms.map((farm) => ({ ...farm, oracles: [oracle] }))
    const after = { ...outcome.after, markets: { ...markets, farms } }
    expect(findOutcomeIssues(makePlan(open), { ...outcome, after })).toMatchObject([
      { code: 'price-stale', severity: 'refusal' },
    ])
  })

  it('names a price that is missing by now, rather than what it would make of health and leverage', () => {
    const position = makePosition(30_000n, 20_000n, 0n)
    expect(codes(open, {}, { balance: 0n, position })).toEqual(['refusal price-unavailable'])
  })

  it('refuses one that loses a twentieth of what it trades, fees apart, and warns of 2 %', () => {
    const steps = [tradeOf(10_000n)]
    const lossOf = (equity: bigint, feesE8 = 0n) => {
      const position = makePosition(20_000n + equity, 20_000n)
      return findOutcomeIssues(
        makePlan(open, { steps, feesE8, after: position }),
        makeOutcome({}, { balance: 0n, position }),
      )
        .filter(({ code }) => code === 'value-lost')
        .map(({ severity }) => severity)
    }
    expect(lossOf(9_800n)).toEqual([])
    expect(lossOf(9_799n)).toEqual(['warning'])
    expect(lossOf(9_499n)).toEqual(['refusal'])
    expect(lossOf(9_499n, 400n * 10n ** 8n)).toEqual([])
  })
})

describe('judging what is done with a position', () => {
  const danger = makePosition(24_000n, 20_000n)

  it('never refuses what lowers the risk, however dangerous it still is', () => {
    const amounts = fc.bigInt(20_000n, 40_000n)
    fc.assert(
      fc.property(amounts, fc.bigInt(1n, 19_999n), (collateral, repaid) => {
        const [before, after] = [
          makePosition(collateral, 20_000n),
          makePosition(collateral, 20_000n - repaid),
        ]
        const sides = [{ position: before }, { balance: 10_000n - repaid, position: after }] as const
        const issues = findOutcomeIssues(makePlan(intents.repay), makeOutcome(...sides))
        expect(issues.filter(({ severity }) => severity === 'refusal')).toEqual([])
      }),
    )
    expect(codes(intents.close, { position: danger }, { position: null })).toEqual([])
  })

  it('warns of a close that loses too much, and does not stop it', () => {
    const plan = makePlan(intents.close, { steps: [tradeOf(24_000n)] })
    const issues = findOutcomeIssues(plan, makeOutcome({ position: danger }, { balance: 11_000n }))
    expect(issues).toMatchObject([{ code: 'value-lost', severity: 'warning' }])
  })

  it('refuses what leaves it liquidatable at the deadline', () => {
    const interest = { kind: 'interest', debt: usdc.address, aprWad: 10n ** 18n } as const
    const rates = { costs: [interest], yieldsByCollateral: {} }
    const after = { ...makePosition(25_001n, 20_000n), rates }
    const outcome = makeOutcome({ position: makePosition(30_000n, 20_000n) }, { position: after })
    const found = (deadlineSeconds: bigint) =>
      findOutcomeIssues(makePlan(intents.borrow, { deadlineSeconds }), outcome).map(({ code }) => code)
    expect(found(10n)).toEqual(['health-factor-too-low'])
    expect(found(100_000n)).toEqual(['health-factor-too-low', 'not-enough-collateral'])
  })

  it('keeps the floor that somebody chose for a withdrawal', () => {
    const sides = (collateral: bigint) =>
      [{ position: makePosition(32_000n, 20_000n) }, { position: makePosition(collateral, 20_000n) }] as const
    expect(codes(intents.withdraw, ...sides(30_000n))).toEqual([])
    expect(codes(intents.withdraw, ...sides(29_900n))).toEqual(['refusal health-factor-under-floor'])
  })

  it('takes no offence at a hair below it, which the blocks since the plan explain', () => {
    const before = { position: makePosition(32_000n, 20_000n) }
    const found = (healthFactorFloorWad: bigint) =>
      codes({ ...intents.withdraw, healthFactorFloorWad }, before, {
        position: makePosition(30_000n, 20_000n),
      })
    const floorWad = 12n * 10n ** 17n
    expect(found((floorWad * 10_001n) / 10_000n)).toEqual([])
    expect(found((floorWad * 10_002n) / 10_000n)).toEqual(['refusal health-factor-under-floor'])
  })
})

it('refuses every plan whose deadline has passed', () => {
  const late = { block: { number: 2n, timestamp: 1_001n } }
  const supply = { kind: 'supply', poolId: 'any', owner: spender, amount: 1n } as const
  for (const intent of [intents.repay, supply]) {
    expect(codes(intent, {}, {}, late)).toContain('refusal review-expired')
    expect(codes(intent, {}, {})).toEqual([])
  }
})
