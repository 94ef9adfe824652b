import { computeApyWad } from '../../lib/domain/compounding'
import type { Farm } from '../../lib/domain/farm'
import { computeFigures } from '../../lib/domain/figures'
import { max, WAD } from '../../lib/domain/math'
import { computeFarmAprBreakdown } from '../../lib/domain/rates'
import type { PlanView } from '../../lib/plan/plan-view'
import { computeNotionalPosition } from './notional-position'

export type ShownOutcome = ReturnType<typeof findShownOutcome>

/** What chart, breakdown and risk are about: the outcome that the preview shows, or before there is one the leverage alone. */
export function findShownOutcome(farm: Farm, leverageWad: bigint | null, after: PlanView | null) {
  const leverage = max(WAD, leverageWad ?? WAD)
  const position = after?.position ?? computeNotionalPosition(farm, leverage)
  const figures = after?.figures ?? (position && computeFigures(position))
  const breakdown = after?.breakdown ?? computeFarmAprBreakdown(farm, leverage)
  return {
    position,
    figures,
    breakdown,
    netApyWad: computeApyWad(breakdown.netAprWad),
    leverageWad: figures?.leverageWad ?? leverage,
  }
}
