import type { PlanView } from '../../lib/plan/plan-view'
import type { PreviewModel } from '../position/preview-model'
import { draftOf } from './choice'
import { estimatePosition, type PositionScope } from './estimate-position'
import { type Description, useOperation } from './use-operation'

type PositionDescription = Omit<Description<PlanView, PositionScope>, 'estimate' | 'isForPreview'>

/** An operation that opens, changes or closes a position. */
export function usePositionOperation(description: PositionDescription) {
  const draft = draftOf(description.choice.result)
  const estimate = estimatePosition(description.scope, draft)
  const operation = useOperation<PlanView, PositionScope>({ ...description, estimate })
  const preview: PreviewModel = {
    ...operation.preview,
    isWaiting: operation.waiting !== null,
    priceImpactWad: draft?.priceImpactWad ?? null,
    feesE8: draft?.feesE8 ?? null,
  }
  return { ...operation, preview }
}
