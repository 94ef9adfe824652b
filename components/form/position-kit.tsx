import dynamic from 'next/dynamic'
import { max } from '../../lib/domain/math'
import { findPositionAfter, type PlanView, viewAccount } from '../../lib/plan/plan-view'
import { BeforeAfterTable } from '../position/before-after-table'
import { estimatePosition, listAssets, type PositionScope } from './estimate-position'
import { planNextLeg } from './next-leg'
import { makeKit, type Presentation } from './operation-kit'

/** Shown once something was confirmed. */
const OutcomeTable = dynamic(
  () => import('../position/outcome-table').then((module) => module.OutcomeTable),
  { ssr: false },
)

type PositionPresentation = Presentation<PlanView, PositionScope>

/** The position and the wallet beside it, as the chain says that they are. */
const sidesOf: PositionPresentation['sidesOf'] = (scope) => ({
  before: (plan, { before }) =>
    viewAccount(
      before,
      findPositionAfter(plan.intent, before, before),
      scope.debtAsset,
      listAssets(scope, plan),
    ),
  after: (plan, { before, after, networkFeeWei = 0n }) =>
    viewAccount(
      { ...after, nativeBalance: max(0n, after.nativeBalance - networkFeeWei) },
      findPositionAfter(plan.intent, before, after),
      scope.debtAsset,
      listAssets(scope, plan),
    ),
})

const drawAllFigures: PositionPresentation['drawFigures'] = (before, after) => (
  <BeforeAfterTable before={before} after={after} />
)
const drawOutcome: PositionPresentation['drawOutcome'] = (outcome) => <OutcomeTable outcome={outcome} />

export type PositionKit = ReturnType<typeof makePositionKit>

/** For what is done with positions: its review shows all figures, or those that are drawn here. */
export function makePositionKit(drawFigures = drawAllFigures) {
  return {
    ...makeKit({ sidesOf, drawFigures, drawOutcome, planNext: planNextLeg }),
    estimate: estimatePosition,
  }
}
