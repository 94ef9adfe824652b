import type { AssetAmount } from './asset'
import type { LiquidationFigure } from './figures'
import { isLiquidatable } from './health'
import type { Holdings, Position } from './position'
import { applyPrices } from './scenario'

/** What one liquidation takes of a position, as its protocol's contracts count it at the holdings' prices. */
export type LiquidationTake = {
  /** What the liquidator pays back of the debt. */
  readonly repaid: AssetAmount
  /** What leaves the position for it, the protocol's fee included. */
  readonly taken: AssetAmount
  /** What of that the protocol keeps. */
  readonly fee: AssetAmount
  /** Whether the whole of that debt is paid back, or a part of it. */
  readonly extent: 'whole' | 'part'
  /** What is taken beyond what is repaid, in the position's unit with 8 decimals, rounded up. */
  readonly costE8: bigint
}

/**
 * The most that one liquidation may take at once, of the largest collateral that counts for the largest debt: which of several
 * is the liquidator's to choose. Pure; null where nothing is owed or nothing counts.
 */
export type Liquidate = (holdings: Holdings) => LiquidationTake | null

/** What is taken where one base asset's price gets a position liquidated. */
export type TakeAt = { readonly liquidation: LiquidationFigure; readonly take: LiquidationTake }

/** At each of the position's liquidation prices what is taken one unit beyond it; where it is liquidatable by now, what now. */
export function computeTakes(
  position: Position,
  liquidate: Liquidate,
  liquidations: readonly LiquidationFigure[],
): readonly TakeAt[] {
  const isNow = isLiquidatable(position)
  return liquidations.flatMap((liquidation) => {
    const { asset, side } = liquidation
    const priceE8 = liquidation.priceE8 + (side === 'below' ? -1n : 1n)
    const take = liquidate(isNow ? position : applyPrices(position, [{ asset, priceE8 }]))
    return take ? [{ liquidation, take }] : []
  })
}
