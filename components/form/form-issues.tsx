import { type Issue, identifyIssue } from '../../lib/domain/issue'
import { IssueNotice } from '../position/issue-notice'
import { AcceptRisk } from './accept-risk'

type Props = {
  readonly operation: {
    readonly issues: readonly Issue[]
    readonly isAccepted: boolean
    readonly accept: (isAccepted: boolean) => void
    readonly isSubmitted: boolean
  }
}

/**
 * What stands in the way, beside the button that it concerns: refusals that belong to no field, then the
 * warnings. A box to tick is offered only where ticking it would get anywhere.
 */
export function FormIssues({ operation: { issues, isAccepted, accept, isSubmitted } }: Props) {
  const refusals = issues.filter(({ severity }) => severity === 'refusal')
  const warnings = issues.filter(({ severity }) => severity === 'warning')
  if (refusals.length > 0) {
    const shown = [...refusals.filter(({ field }) => field === undefined), ...warnings]
    return shown.map((issue) => <IssueNotice key={identifyIssue(issue)} issue={issue} />)
  }
  return (
    <AcceptRisk
      warnings={warnings}
      isAccepted={isAccepted}
      onAccept={accept}
      isMissing={isSubmitted && !isAccepted}
    />
  )
}
