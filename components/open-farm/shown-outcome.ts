import type { Farm } from '../../lib/domain/farm'
import { computeFigures } from '../../lib/domain/figures'
import { max, WAD } from '../../lib/domain/math'
import { computeNotionalPosition } from '../../lib/domain/notional-position'
import { ratesOfFarm } from '../../lib/domain/rates'
import type { PlanView } from '../../lib/plan/plan-view'

export type ShownOutcome = ReturnType<typeof findShownOutcome>

/** What chart, breakdown and risk are about: the outcome that the preview shows, or before there is one the leverage alone. */
export function findShownOutcome(farm: Farm, leverageWad: bigint | null, after: PlanView | null) {
  const leverage = max(WAD, leverageWad ?? WAD)
  const position = after?.position ?? computeNotionalPosition(farm, leverage)
  const rates = after?.rates ?? ratesOfFarm(farm)
  const figures = after?.figures ?? (position && computeFigures(position, rates))
  return { position, rates, figures, leverageWad: figures?.leverageWad ?? leverage }
}
