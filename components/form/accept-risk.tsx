import { useId } from 'react'
import { type Issue, identifyIssue } from '../../lib/domain/issue'
import { IssueNotice } from '../position/issue-notice'

type Props = {
  readonly warnings: readonly Issue[]
  readonly isAccepted: boolean
  readonly onAccept: (isAccepted: boolean) => void
  /** The person tried to go on without accepting. */
  readonly isMissing: boolean
}

/** Warnings, and the deliberate act without which nothing goes on. Accepting counts for these very inputs alone. */
export function AcceptRisk({ warnings, isAccepted, onAccept, isMissing }: Props) {
  const id = useId()
  if (warnings.length === 0) return null
  return (
    <div className="grid gap-2">
      {warnings.map((issue) => (
        <IssueNotice key={identifyIssue(issue)} issue={issue} />
      ))}
      <label data-must-tick className="flex min-h-8 cursor-pointer items-center gap-2 text-sm">
        <input
          type="checkbox"
          checked={isAccepted}
          onChange={(event) => onAccept(event.target.checked)}
          aria-describedby={isMissing ? id : undefined}
          className="size-5 flex-none accent-accent"
        />
        I understand {warnings.length > 1 ? 'these risks' : 'this risk'} and accept it
      </label>
      <p id={id} aria-live="polite" className={isMissing ? 'text-danger text-sm' : 'sr-only'}>
        {isMissing && 'Tick the box to go on, or change the inputs.'}
      </p>
    </div>
  )
}
