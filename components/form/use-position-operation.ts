import type { Asset } from '../../lib/domain/asset'
import type { PlanView } from '../../lib/plan/plan-view'
import type { PreviewModel } from '../position/preview-model'
import { draftOf } from './choice'
import type { PositionScope } from './estimate-position'
import type { PositionKit } from './position-kit'
import { type Description, useOperation } from './use-operation'

type PositionDescription = Omit<
  Description<PlanView, PositionScope>,
  'kit' | 'scope' | 'estimate' | 'isForPreview'
> & {
  readonly scope: PositionScope
  /** null until its code is there, and nothing is shown of a position by then. */
  readonly kit: PositionKit | null
}

/** An operation that opens, changes or closes a position. */
export function usePositionOperation(description: PositionDescription) {
  const draft = draftOf(description.choice.result)
  const { kit, scope } = description
  const estimate = kit?.estimate(scope, draft) ?? { before: viewNone(scope.debtAsset), after: null }
  const operation = useOperation<PlanView, PositionScope>({ ...description, estimate })
  const preview: PreviewModel = {
    ...operation.preview,
    isWaiting: operation.waiting !== null,
    priceImpactWad: draft?.priceImpactWad ?? null,
    feesE8: draft?.feesE8 ?? null,
  }
  return { ...operation, preview }
}

/** No position, and no wallet beside it. */
function viewNone(debtAsset: Asset): PlanView {
  const debts = [{ asset: debtAsset, amount: 0n }]
  return { position: null, rates: null, figures: null, exposures: [], debts, wallet: [] }
}
