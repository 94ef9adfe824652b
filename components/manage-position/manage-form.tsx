import { type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { FormIssues } from '../form/form-issues'
import { OperationForm } from '../form/operation-form'
import { ExposureChange } from '../position/exposure-change'
import { Preview } from '../position/preview'
import { RiskSentence } from '../position/risk-sentence'
import { ToleranceSettings } from '../transaction/tolerance-settings'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import type { ManageForm } from './use-manage-form'

type Props = {
  readonly form: ManageForm
  readonly words: {
    /** Names the form for assistive technology. */
    readonly form: string
    readonly intro: string
    readonly button: string
  }
  /** Whether it comes filled in, by a button elsewhere on the page: then the person is taken to its first field. */
  readonly isSuggested?: boolean
  readonly children: ReactNode
}

/** A form's fields with everything that is the same for all: issues, the button, the preview. */
export function ManageFormFrame({ form, words, isSuggested = false, children }: Props) {
  const element = useRef<HTMLFormElement>(null)
  useFocusOnArrival(element, isSuggested)
  const { before, after } = form.preview
  return (
    <div className="grid grid-cols-1 gap-4">
      <OperationForm operation={form} label={words.form} ref={element}>
        <Card>
          <div className="grid grid-cols-1 gap-4">
            <p className="text-muted text-sm">{words.intro}</p>
            {children}
            <ToleranceSettings value={form.tolerance} onChange={form.setTolerance} />
            {after?.position && <RiskSentence figures={after.figures} />}
            <FormIssues operation={form} />
            <Button type="submit" variant="primary" size="large">
              {words.button}
            </Button>
          </div>
        </Card>
      </OperationForm>
      <Preview preview={form.preview} />
      <ExposureChange before={before} after={after} />
    </div>
  )
}

/** Once, when the form is there: its code may have had to be fetched first. */
function useFocusOnArrival(form: RefObject<HTMLFormElement | null>, isWanted: boolean): void {
  useEffect(() => {
    if (isWanted) form.current?.querySelector<HTMLElement>('input[type="text"], select')?.focus()
  }, [form, isWanted])
}
