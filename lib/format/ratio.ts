import { formatDecimal } from './decimal'

/** A ratio with 18 decimals for `data-value`: 0.05 is 5 %, `Infinity` where there is no end to it. */
export function formatRatio(ratioWad: bigint | null): string {
  return ratioWad === null ? 'Infinity' : formatDecimal(ratioWad, 18)
}
