import { computeCollateralValueE8, computeDebtsValueE8 } from '../../domain/health'
import { BPS, mulDivUp, WAD } from '../../domain/math'
import type { Judge } from '../../domain/position'
import { computeUnit } from '../../domain/value'
import type { Line } from './line'
import { percentMul } from './ray'

/**
 * `GenericLogic.calculateUserAccountData` of a line, to the unit: the health factor of its answer is that of the chain to the
 * wei, and a position may be liquidated exactly where the chain lets it be.
 */
export function judgeOf(line: Line): Judge {
  return line.name === 'rounding' ? judgeRounding : judgeNearest
}

/** Since V3.6: Σ value × threshold against what is owed, each debt's value rounded up. */
const judgeRounding: Judge = (holdings) => {
  const weighted = sum(holdings.collaterals, (c) => computeCollateralValueE8(c) * c.liquidationThresholdBps)
  const owedE8 = sum(holdings.debts, ({ amount, priceE8, asset }) =>
    mulDivUp(amount, priceE8, computeUnit(asset.decimals)),
  )
  return divideToNearest(weighted, owedE8, BPS)
}

/** Up to V3.4: value × average threshold, which has no decimals; what does not count is not in the average either. */
const judgeNearest: Judge = (holdings) => {
  const counted = holdings.collaterals.filter((c) => c.liquidationThresholdBps > 0n)
  const valueE8 = sum(counted, computeCollateralValueE8)
  const weighted = sum(counted, (c) => computeCollateralValueE8(c) * c.liquidationThresholdBps)
  const averageBps = valueE8 === 0n ? 0n : weighted / valueE8
  return divideToNearest(percentMul(valueE8, averageBps), computeDebtsValueE8(holdings), 1n)
}

/**
 * The chain divides with `wadDiv`, half up: what the half adds is told in units so fine that the ratio, rounded down as every
 * other's, comes out the same.
 */
function divideToNearest(weighted: bigint, owedE8: bigint, scale: bigint): ReturnType<Judge> {
  return { weightedE8: weighted * WAD + owedE8 / 2n, owedE8: owedE8 * scale * WAD }
}

function sum<T>(items: readonly T[], of: (item: T) => bigint): bigint {
  return items.reduce((total, item) => total + of(item), 0n)
}
