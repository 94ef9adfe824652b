import type { LiquidationFigure } from '../../../lib/domain/figures'
import type { BasePrice } from '../../../lib/domain/scenario'
import { chooseHealthRange } from '../health-range'

const WAD = 10n ** 18n

/**
 * Prices to draw: around today's price and today's liquidation prices, so that the axis stays where it is
 * while somebody drags; wider only where the scenario's price lies outside.
 */
export function choosePriceRange(
  { priceE8: nowE8 }: BasePrice,
  scenarioPriceE8: bigint,
  liquidations: readonly Pick<LiquidationFigure, 'priceE8' | 'priceNowE8'>[],
): { readonly fromE8: bigint; readonly toE8: bigint } {
  const { fromWad, toWad } = chooseHealthRange(liquidations)
  const fromE8 = (nowE8 * fromWad) / WAD
  const toE8 = (nowE8 * toWad) / WAD
  const lower = (scenarioPriceE8 * 9n) / 10n
  const upper = (scenarioPriceE8 * 11n) / 10n
  return { fromE8: lower < fromE8 ? lower : fromE8, toE8: upper > toE8 ? upper : toE8 }
}
