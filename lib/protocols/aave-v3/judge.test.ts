import { describe, expect, it } from 'vitest'
import { computeHealthFactorWad, isLiquidatable } from '../../domain/health'
import { abs, WAD } from '../../domain/math'
import type { Position } from '../../domain/position'
import { hasVectors, held, owed, readVectors, testAsset, vectorsNote } from '../../domain/test-positions'
import { judgeOf } from './judge'
import { nearestLine, roundingLine } from './line'

const lines = [roundingLine, nearestLine] as const
const whole = testAsset('WHOLE', 0, 1)
const cents = testAsset('CENTS', 2, 2)

/** Of a price of 1 unit each, so that amounts are values. */
const at = (line: (typeof lines)[number], ...parts: Parameters<typeof build>): Position => ({
  ...build(...parts),
  judge: judgeOf(line),
})

function build(
  collaterals: readonly (readonly [amount: bigint, thresholdBps: bigint])[],
  debt: Position['debts'][0],
): Omit<Position, 'judge'> {
  return {
    collaterals: collaterals.map(([amount, threshold]) => ({
      ...held(whole, amount, threshold),
      priceE8: 1n,
    })),
    debts: [debt],
  }
}

const units = (amount: bigint) => ({ ...owed(whole, amount), priceE8: 1n })

describe('Aave’s health factor', () => {
  it('has the chain’s division to the nearest', () => {
    // 2 × 0.8 / 3: 0.5333…; and 2 × 0.8 of 1 unit is 1.6, which the older line rounds to 2
    expect(computeHealthFactorWad(at(roundingLine, [[2n, 8_000n]], units(3n)))).toBe(533_333_333_333_333_333n)
    expect(computeHealthFactorWad(at(nearestLine, [[2n, 8_000n]], units(3n)))).toBe(666_666_666_666_666_667n)
  })

  it('rounds the value of debts up since V3.6, and down before', () => {
    const debt = { ...owed(cents, 101n), priceE8: 1n }
    expect(computeHealthFactorWad(at(roundingLine, [[2n, 10_000n]], debt))).toBe(WAD)
    expect(computeHealthFactorWad(at(nearestLine, [[2n, 10_000n]], debt))).toBe(2n * WAD)
  })

  it('takes the average threshold without decimals before V3.6', () => {
    const collaterals = [
      [10_000_000n, 8_000n],
      [10_000_000n, 8_001n],
    ] as const
    expect(computeHealthFactorWad(at(roundingLine, collaterals, units(16_001_000n)))).toBe(WAD)
    expect(computeHealthFactorWad(at(nearestLine, collaterals, units(16_000_000n)))).toBe(WAD)
  })

  it('counts nothing of what is no collateral, nor in the average', () => {
    for (const line of lines) {
      const position = at(
        line,
        [
          [10_000n, 8_000n],
          [90_000n, 0n],
        ],
        units(8_000n),
      )
      expect(computeHealthFactorWad(position)).toBe(WAD)
    }
  })

  it('lets a position be liquidated under 1, and not at 1', () => {
    for (const line of lines) {
      expect(isLiquidatable(at(line, [[10_000n, 8_000n]], units(8_000n)))).toBe(false)
      expect(isLiquidatable(at(line, [[10_000n, 8_000n]], units(8_001n)))).toBe(true)
      expect(isLiquidatable(at(line, [], units(1n)))).toBe(true)
      expect(isLiquidatable(at(line, [], units(0n)))).toBe(false)
      expect(computeHealthFactorWad(at(line, [[1n, 1n]], units(0n)))).toBeNull()
    }
  })
})

describe.skipIf(!hasVectors)(`real accounts${vectorsNote}`, () => {
  type Vectors = {
    readonly positions: readonly {
      readonly collaterals: readonly Readonly<{ amountUsd: number; liquidationThresholdBps: number }>[]
      readonly debts: readonly { readonly amountUsd: number }[]
      readonly healthFactor: number
    }[]
  }
  // in units so small that the smallest accounts keep their digits
  const scaled = (usd: number) => BigInt(Math.round(usd * 1e18))

  it.each(lines)('have the health factors that were published, on the $name line', (line) => {
    const { positions } = readVectors<Vectors>('aave-health-factors.json')
    expect(positions.length).toBeGreaterThan(100)
    for (const { collaterals, debts, healthFactor } of positions) {
      const [first = units(0n), ...others] = debts.map(({ amountUsd }) => units(scaled(amountUsd)))
      const position: Position = {
        ...at(
          line,
          collaterals.map((c) => [scaled(c.amountUsd), BigInt(c.liquidationThresholdBps)] as const),
          first,
        ),
        debts: [first, ...others],
      }
      const ours = computeHealthFactorWad(position) ?? 0n
      const theirs = scaled(healthFactor)
      // published to four digits; where several thresholds are averaged, the older line leaves off less than a basis point
      const counting = collaterals.map((c) => c.liquidationThresholdBps).filter((bps) => bps > 0)
      const isAveraged = line.name === 'nearest' && new Set(counting).size > 1
      const slack = isAveraged ? theirs / BigInt(Math.min(...counting)) : 0n
      expect(abs(ours - theirs)).toBeLessThanOrEqual(theirs / 10_000n + slack)
    }
  })
})
