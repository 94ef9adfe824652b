import { computeCollateralValueE8, computeDebtValueE8, computeHealthRatioWad } from '../../domain/health'
import type { Liquidate, LiquidationTake } from '../../domain/liquidation-take'
import { BPS, ceilDiv, compare, max, min, mulDivUp, WAD } from '../../domain/math'
import type { Collateral, Debt, Holdings } from '../../domain/position'
import { computeUnit, computeValueE8 } from '../../domain/value'
import { judgeOf } from './judge'
import type { Line } from './line'
import { percentDiv, percentMul } from './ray'

/** What governance has set for a collateral, in basis points. */
export type LiquidationTerms = {
  /** What the liquidator gets for what they repay: 10,500 is a twentieth more. */
  readonly bonusBps: bigint
  /** The protocol's part of that bonus. */
  readonly protocolFeeBps: bigint
}

/** `LiquidationLogic`: the half of a debt, */
const CLOSE_FACTOR_BPS = 5_000n
/** or all of it once the health factor is here or lower, */
const WHOLE_FROM_WAD = (95n * WAD) / 100n
/** and since V3.3 of what is worth less than this, in dollars with 8 decimals. */
const SMALL_E8 = 2_000n * 10n ** 8n

/** What a liquidation takes of positions on a line, by each collateral's terms. */
export function liquidateBy(line: Line, termsOf: (collateral: Collateral) => LiquidationTerms): Liquidate {
  return (holdings) => {
    const [collateral] = holdings.collaterals
      .filter(({ amount, liquidationThresholdBps }) => amount > 0n && liquidationThresholdBps > 0n)
      .toSorted(by(computeCollateralValueE8))
    const [debt] = holdings.debts.filter(({ amount }) => amount > 0n).toSorted(by(computeDebtValueE8))
    if (!collateral || !debt || collateral.priceE8 <= 0n || debt.priceE8 <= 0n) return null
    return take(line, collateral, debt, findMostRepaid(line, holdings, collateral, debt), termsOf(collateral))
  }
}

function by<Item>(value: (item: Item) => bigint): (a: Item, b: Item) => number {
  return (a, b) => compare(value(b), value(a))
}

/** How much of a debt one liquidation may repay (`_calculateDebt`; since V3.3 in `executeLiquidationCall` itself). */
function findMostRepaid(line: Line, holdings: Holdings, collateral: Collateral, debt: Debt): bigint {
  const { weightedE8, owedE8 } = judgeOf(line)(holdings)
  const health = computeHealthRatioWad(weightedE8, owedE8) ?? 0n
  if (health <= WHOLE_FROM_WAD) return debt.amount
  if (line.name === 'nearest') return percentMul(debt.amount, CLOSE_FACTOR_BPS)
  const debtE8 = valueUp(debt)
  if (computeCollateralValueE8(collateral) < SMALL_E8 || debtE8 < SMALL_E8) return debt.amount
  const halfE8 = percentMul(sumUp(holdings.debts), CLOSE_FACTOR_BPS)
  if (debtE8 <= halfE8) return debt.amount
  return (halfE8 * computeUnit(debt.asset.decimals)) / debt.priceE8
}

/** `_calculateAvailableCollateralToLiquidate` of either line. */
function take(
  line: Line,
  collateral: Collateral,
  debt: Debt,
  most: bigint,
  { bonusBps, protocolFeeBps }: LiquidationTerms,
): LiquidationTake {
  const [unit, debtUnit] = [computeUnit(collateral.asset.decimals), computeUnit(debt.asset.decimals)]
  const base = (debt.priceE8 * most * unit) / (collateral.priceE8 * debtUnit)
  const wanted = percentMul(base, bonusBps)
  const taken = min(wanted, collateral.amount)
  const worth = (collateral.priceE8 * taken * debtUnit) / (debt.priceE8 * unit)
  const needed = line.name === 'rounding' ? ceilDiv(worth * BPS, bonusBps) : percentDiv(worth, bonusBps)
  const repaid = wanted > collateral.amount ? needed : most
  const fee = percentMul(taken - percentDiv(taken, bonusBps), protocolFeeBps)
  const lostE8 =
    mulDivUp(taken, collateral.priceE8, unit) - computeValueE8(repaid, debt.priceE8, debt.asset.decimals)
  return {
    repaid: { asset: debt.asset, amount: repaid },
    taken: { asset: collateral.asset, amount: taken },
    fee: { asset: collateral.asset, amount: fee },
    extent: repaid >= debt.amount ? 'whole' : 'part',
    costE8: max(0n, lostE8),
  }
}

function valueUp({ amount, priceE8, asset }: Debt): bigint {
  return mulDivUp(amount, priceE8, computeUnit(asset.decimals))
}

function sumUp(debts: readonly Debt[]): bigint {
  return debts.reduce((sum, debt) => sum + valueUp(debt), 0n)
}
