import { useMemo } from 'react'
import type { Asset } from '../../lib/domain/asset'
import { type Choice, type Input, nameChoice } from '../form/choice'
import { makePositionKit } from '../form/position-kit'
import { usePositionOperation } from '../form/use-position-operation'
import type { ManageAction, Planner } from './use-planner'

const kit = makePositionKit()

type ManageChoice = {
  /** What to do, kept the same object while the choice is; null while something is not readable yet. */
  readonly action: ManageAction | null
  /** Names the choice among all that can be done with the position. */
  readonly key: readonly unknown[]
  readonly input?: Input
  readonly fields: Choice['fields']
  /** Whose wallet balance the preview shows in any case. */
  readonly assets: readonly Asset[]
  readonly isSimulated?: boolean
  /** Says in the review what will be done. */
  readonly title: string
  /** Empties the inputs once it is done. */
  readonly onDone?: () => void
}

export type ManageForm = ReturnType<typeof useManageForm>

/** One thing that is done with a position. */
export function useManageForm(planner: Planner, choice: ManageChoice) {
  const { action, fields, assets, input, isSimulated, title, onDone } = choice
  const { subject, plan, tolerance, setTolerance } = planner
  const { position, account } = planner.source
  const result = useMemo(() => action && plan(action), [action, plan])
  const operation = usePositionOperation({
    form: planner.typed.form,
    subject,
    choice: {
      key: nameChoice([position.id, ...choice.key], tolerance),
      result,
      inputs: input ? [input] : [],
      fields,
    },
    kit,
    scope: { position, account, debtAsset: position.debts[0].asset, assets },
    isSimulated,
    title,
    onDone,
  })
  return { ...operation, tolerance, setTolerance }
}
