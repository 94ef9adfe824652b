import type { LiquidationFigure } from '../../lib/domain/figures'

const WAD = 10n ** 18n
const NARROWEST = { fromWad: WAD / 2n, toWad: (3n * WAD) / 2n } as const
/** Beyond three times the price now the rest of the curve would be squeezed into nothing. */
const WIDEST_TO_WAD = 3n * WAD

/** Prices to draw, as multiples of the price now: half as much again on both sides, or as far as liquidation is. */
export function chooseHealthRange(
  liquidations: readonly Pick<LiquidationFigure, 'priceE8' | 'priceNowE8'>[],
) {
  return liquidations.reduce<{ fromWad: bigint; toWad: bigint }>((range, { priceE8, priceNowE8 }) => {
    if (priceNowE8 === 0n) return range
    const ratioWad = (priceE8 * WAD) / priceNowE8
    const fromWad = (ratioWad * 9n) / 10n
    const toWad = (ratioWad * 11n) / 10n
    return {
      fromWad: fromWad < range.fromWad ? fromWad : range.fromWad,
      toWad: toWad > range.toWad && toWad <= WIDEST_TO_WAD ? toWad : range.toWad,
    }
  }, NARROWEST)
}
