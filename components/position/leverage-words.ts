import type { LeverageMarks } from '../../lib/domain/leverage-marks'
import { formatMultiple } from '../../lib/format/multiple'

/** Where more leverage stops to pay, in words; the same as the marks on the slider show. */
export function describeLeverageMarks(
  { peak, negativeUpToWad, negativeFromWad }: LeverageMarks,
  maxLeverageWad: bigint,
): string {
  const best =
    peak.leverageWad === maxLeverageWad
      ? `Net APY is highest at the most leverage, ${formatMultiple(peak.leverageWad, 'down')}`
      : `Net APY is highest at ${formatMultiple(peak.leverageWad)}`
  const ranges = [
    negativeUpToWad === null ? [] : [`up to ${formatMultiple(negativeUpToWad, 'down')}`],
    negativeFromWad === null ? [] : [`from ${formatMultiple(negativeFromWad)} on`],
  ].flat()
  const negative = ranges.length > 0 ? `; a year loses, or ends in liquidation, ${ranges.join(' and ')}` : ''
  return `${best}${negative}. At the borrow rate now, which borrowing much would raise.`
}
