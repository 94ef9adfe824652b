import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SECONDS_PER_DAY } from './accrual'
import { isLiquidatable } from './health'
import { computeEquityE8 } from './leverage'
import { abs, WAD } from './math'
import { computeNotionalPosition } from './notional-position'
import type { PositionRates } from './position'
import { ratesOfFarm } from './rates'
import {
  hasVectors,
  held,
  longLp,
  lp,
  lpFarm,
  owed,
  owing,
  positionOf,
  ratesOfLp,
  readVectors,
  usdc,
  vectorsNote,
} from './test-positions'
import { computeGainE8, leaveUntouched } from './untouched'
import { computeYearOutcome } from './year-outcome'

const ratio = (value: number) => BigInt(Math.round(value * 1e9)) * 10n ** 9n
const rate = fc.bigInt(0n, WAD / 2n)
const ofFarm = (leverage: number, ...rates: [bigint | null, bigint?, bigint?]) => {
  const farm = lpFarm(...rates)
  const position = computeNotionalPosition(farm, ratio(leverage))
  return position && computeYearOutcome(position, ratesOfFarm(farm))
}

describe('a year without anybody’s touch', () => {
  it('is the 60 % pool of the article at 3x: 170 %, not compounded', () => {
    expect(ofFarm(3, ratio(0.6), ratio(0.05))?.netWad).toBe(ratio(1.7))
  })

  it('opens into parts that add up to it: yields on all of it, interest on the debt, the fee on the cap', () => {
    const outcome = ofFarm(3, ratio(0.6), ratio(0.05), ratio(0.01))
    expect(outcome?.parts).toMatchObject([
      { kind: 'yield', ratioWad: ratio(1.8) },
      { kind: 'interest', ratioWad: -ratio(0.1) },
      { kind: 'charge', label: 'Cap fee', ratioWad: -ratio(0.02835) },
    ])
    expect(outcome?.netWad).toBe(ratio(1.67165))
  })

  it('charges interest on interest where that is added by itself, and never too little', () => {
    const farm = lpFarm(ratio(0.6), ratio(0.05))
    const position = computeNotionalPosition(farm, ratio(3))
    if (!position) throw new Error('No position')
    const rates = ratesOfFarm({ ...farm, debtCompounds: true })
    const interest = computeYearOutcome(position, rates)?.parts.find(({ kind }) => kind === 'interest')
    const exact = 2 * Math.expm1(0.05)
    expect(Number(interest?.ratioWad) / -1e18).toBeCloseTo(exact, 5)
    expect(interest?.ratioWad ?? 0n).toBeLessThan(-ratio(0.1))
    const later = leaveUntouched(position, rates, 365n * SECONDS_PER_DAY)
    const grown = Number(later.debts[0].amount) / Number(position.debts[0].amount) - 1
    expect(grown).toBeCloseTo(Math.expm1(0.05), 5)
  })

  it('takes off what a share that is owed grows, by what was measured for the year', () => {
    const farm = lpFarm(ratio(0.6), ratio(0.05))
    const position = computeNotionalPosition(farm, ratio(3))
    if (!position) throw new Error('No position')
    const rates = ratesOfFarm({ ...farm, debtGrowth: { aprWad: ratio(0.03), yearWad: ratio(0.031) } })
    const outcome = computeYearOutcome(position, rates)
    expect(outcome?.parts).toContainEqual({
      kind: 'charge',
      label: 'Growth of what is owed',
      // on the year's interest, too
      ratioWad: -ratio(0.0651),
    })
    expect(outcome?.netWad).toBe(ratio(1.7 - 0.0651))
    const half = leaveUntouched(position, rates, (365n * SECONDS_PER_DAY) / 2n)
    const grown = Number(half.debts[0].amount) / Number(position.debts[0].amount) - 1
    expect(grown).toBeCloseTo(0.025 + (0.015 + 0.001 / 4) * 1.025, 9)
  })

  it('is the plain yield at 1x, where nothing is borrowed and no cap is asked for', () => {
    expect(ofFarm(1, ratio(0.2), ratio(0.5), ratio(0.5))?.netWad).toBe(ratio(0.2))
  })

  it('has no figure without equity, and none where a rate is not known, but says the other parts', () => {
    const ruined = owing(longLp, owed(usdc, 30_000n * 10n ** 6n))
    expect(computeYearOutcome(ruined, ratesOfLp(WAD))).toBeNull()
    expect(ofFarm(3, null, ratio(0.05))).toMatchObject({
      netWad: null,
      liquidatedAfterDays: null,
      parts: [{ ratioWad: null }, { ratioWad: -ratio(0.1) }],
    })
  })

  it('says after how many days it is liquidated instead of a yield, whatever rewards wait beside it', () => {
    // 27,000 cover the debt of 20,000 until 35 % of interest are due: at 50 % a year after 255.5 days.
    expect(computeYearOutcome(longLp, ratesOfLp(5n * WAD, WAD / 2n))).toMatchObject({
      netWad: null,
      liquidatedAfterDays: 256n,
    })
    const due = owing(longLp, owed(usdc, 28_000n * 10n ** 6n))
    expect(computeYearOutcome(due, ratesOfLp(0n))).toMatchObject({ netWad: null, liquidatedAfterDays: 0n })
  })

  it('is liquidated on that day and not the day before', () => {
    fc.assert(
      fc.property(fc.bigInt(WAD / 10n, 3n * WAD), rate, (borrow, growth) => {
        const rates: PositionRates = {
          ...ratesOfLp(0n, borrow),
          yieldsByCollateral: { [lp.address]: [{ kind: 'share-growth', aprWad: growth, asset: null }] },
        }
        const days = computeYearOutcome(longLp, rates)?.liquidatedAfterDays ?? null
        const isDueAfter = (after: bigint) =>
          isLiquidatable(leaveUntouched(longLp, rates, after * SECONDS_PER_DAY))
        expect(isDueAfter(days ?? 365n)).toBe(days !== null)
        expect(isDueAfter((days ?? 1n) - 1n)).toBe(false)
      }),
    )
  })

  it('is what the position gains until then, and never flatters', () => {
    fc.assert(
      fc.property(rate, rate, rate, fc.boolean(), (y, b, q, isReward) => {
        const kind = isReward ? 'reward' : 'share-growth'
        const rates: PositionRates = {
          ...ratesOfLp(0n, b, q),
          yieldsByCollateral: { [lp.address]: [{ kind, aprWad: y, asset: null }] },
        }
        const netWad = computeYearOutcome(longLp, rates)?.netWad
        if (netWad == null) return
        const gainE8 = computeGainE8(longLp, rates, 365n)
        const promisedE8 = (netWad * computeEquityE8(longLp)) / WAD
        // A price of 8 decimals rounds at the eleventh digit of 30,000 USD.
        expect(abs(promisedE8 - gainE8) <= 300n).toBe(true)
      }),
    )
  })

  it('takes what a vault that compounds by itself was measured to bring', () => {
    const source = { kind: 'share-growth' as const, aprWad: WAD / 10n, yearWad: ratio(0.10517), asset: null }
    const rates = { ...ratesOfLp(0n), yieldsByCollateral: { [lp.address]: [source] } }
    const alone = positionOf([held(lp, 50n * WAD, 9_000n)], owed(usdc, 0n))
    expect(computeYearOutcome(alone, rates)?.netWad).toBe(ratio(0.10517))
    const gainAfter = (days: bigint) => Number(computeGainE8(alone, rates, days)) / 1e12
    // e^0.1t: between a day's line and the year's
    expect(gainAfter(36n)).toBeCloseTo(Math.exp((0.1 * 36) / 365) - 1, 4)
    expect(gainAfter(182n)).toBeCloseTo(Math.exp((0.1 * 182) / 365) - 1, 4)
    expect(gainAfter(365n)).toBeCloseTo(0.10517, 8)
    expect(gainAfter(730n)).toBeLessThan(Math.exp(0.2) - 1)
  })
})

describe.skipIf(!hasVectors)(`published examples${vectorsNote}`, () => {
  it('make what the article and Extra Finance say before anything is compounded', () => {
    const { netApr } = readVectors<{
      readonly netApr: {
        readonly rows: readonly {
          readonly leverage: number
          readonly farmApr: number
          readonly borrowApr: number
          readonly netApr: number
        }[]
      }
    }>('leverage-examples.json')
    for (const row of netApr.rows) {
      expect(ofFarm(row.leverage, ratio(row.farmApr), ratio(row.borrowApr))?.netWad).toBe(ratio(row.netApr))
    }
  })
})
