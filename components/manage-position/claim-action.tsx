import { useMemo } from 'react'
import type { Asset } from '../../lib/domain/asset'
import { FormIssues } from '../form/form-issues'
import { OperationForm } from '../form/operation-form'
import { Button } from '../ui/button'
import { useManageForm } from './use-manage-form'
import { type ManageAction, type ManageSource, usePlanner } from './use-planner'

type Props = {
  readonly source: ManageSource
  readonly use: 'wallet' | 'farm'
  readonly assets: readonly Asset[]
  readonly words: { readonly button: string; readonly review: string; readonly does: string }
}

/**
 * One thing to do with rewards. There is nothing to choose, so its before and after stand in the review, and what it
 * risks is said once it is asked for: until then nobody reading the page has it in mind.
 */
export function ClaimAction({ source, use, assets, words }: Props) {
  const planner = usePlanner(source, `claim-${use}`)
  const action = useMemo((): ManageAction => ({ kind: 'claim', use }), [use])
  const form = useManageForm(planner, {
    action,
    key: ['claim', use],
    fields: [],
    assets,
    isSimulated: false,
    title: words.review,
  })
  return (
    <OperationForm operation={form} label={words.button} className="grid content-start gap-2">
      <Button type="submit">{words.button}</Button>
      <p className="text-muted text-xs">{words.does}</p>
      {(form.isSubmitted || form.waiting) && <FormIssues operation={form} />}
    </OperationForm>
  )
}
