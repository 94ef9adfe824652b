import type { LiquidationFigure } from '../../lib/domain/figures'
import type { Unit } from '../../lib/domain/unit'
import { formatPrice } from '../../lib/format/value'
import type { ChartMarker, ChartTick } from '../ui/line-chart'

type Priced = { readonly priceE8: bigint }

/** For drawing alone: a pixel has no use for more digits than a number holds. */
export function toPixels(priceE8: bigint): number {
  return Number(priceE8) / 1e8
}

/** With the hundredths where a label without them would be another's, too. */
export function pickTicks(curve: readonly Priced[], unit?: Unit): readonly ChartTick[] {
  const step = Math.max(1, Math.floor((curve.length - 1) / 4))
  const prices = curve.filter((_, index) => index % step === 0)
  const labels = prices.map(({ priceE8 }) => formatPrice(priceE8, { unit }))
  const short = labels.map((label) => label.replace(/\.\d\d$/, ''))
  const isTold = new Set(short).size === short.length
  return prices.map(({ priceE8 }, index) => ({
    at: toPixels(priceE8),
    label: (isTold ? short : labels)[index] ?? '',
  }))
}

/** Where the price is, and where it liquidates, as far as they lie on the curve. `word` says when: "now". */
export function markPrices(
  curve: readonly Priced[],
  here: { readonly priceE8: bigint; readonly word: string; readonly unit?: Unit },
  liquidations: readonly LiquidationFigure[],
): readonly ChartMarker[] {
  const [first, last] = [curve[0], curve.at(-1)]
  const isInside = ({ priceE8 }: Priced) =>
    first !== undefined && last !== undefined && priceE8 >= first.priceE8 && priceE8 <= last.priceE8
  const marker = (priceE8: bigint, label: string, tone: ChartMarker['tone']) => ({
    x: toPixels(priceE8),
    label,
    tone,
  })
  return [
    ...(isInside(here)
      ? [marker(here.priceE8, `${here.word} ${formatPrice(here.priceE8, here)}`, 'accent')]
      : []),
    ...liquidations
      .filter(isInside)
      .map((l) => marker(l.priceE8, `liquidation ${formatLiquidation(l)}`, 'danger')),
  ]
}

/** Rounded towards the price now: it never looks further away than it is. */
export function formatLiquidation({ priceE8, side, unit }: LiquidationFigure): string {
  return formatPrice(priceE8, { rounding: side === 'below' ? 'up' : 'down', unit })
}
