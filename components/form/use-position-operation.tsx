import dynamic from 'next/dynamic'
import type { PlanView } from '../../lib/plan/plan-view'
import { BeforeAfterTable } from '../position/before-after-table'
import type { PreviewModel } from '../position/preview-model'
import { draftOf } from './choice'
import { type PositionScope, viewsOfPosition } from './position-views'
import type { OutcomeViews, ReviewWords } from './request'
import { type Description, useOperation } from './use-operation'

/** Shown once something was confirmed. */
const OutcomeTable = dynamic(
  () => import('../position/outcome-table').then((module) => module.OutcomeTable),
  { ssr: false },
)

type PositionDescription = Omit<Description<PlanView>, 'views' | 'review' | 'isForPreview'> & {
  readonly scope: PositionScope
  /** Says in the review what will be done. */
  readonly title: string
  /** The figures that the review shows: all where left out. */
  readonly drawFigures?: ReviewWords<PlanView>['drawFigures']
}

/** An operation that opens, changes or closes a position. */
export function usePositionOperation({
  scope,
  title,
  drawFigures = drawAllFigures,
  ...description
}: PositionDescription) {
  const draft = draftOf(description.choice.result)
  const operation = useOperation({
    ...description,
    views: viewsOfPosition(scope, draft),
    review: { title, drawFigures, drawOutcome },
  })
  const preview: PreviewModel = {
    ...operation.preview,
    isWaiting: operation.waiting !== null,
    priceImpactWad: draft?.priceImpactWad ?? null,
    feesE8: draft?.feesE8 ?? null,
  }
  return { ...operation, preview }
}

const drawAllFigures = (before: PlanView, after: PlanView) => (
  <BeforeAfterTable before={before} after={after} />
)
const drawOutcome = (outcome: OutcomeViews<PlanView>) => <OutcomeTable outcome={outcome} />
