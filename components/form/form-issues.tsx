import dynamic from 'next/dynamic'
import type { ComponentProps } from 'react'
import { type Issue, identifyIssue } from '../../lib/domain/issue'
import { IssueNotice } from '../position/issue-notice'
import { AcceptRisk } from './accept-risk'
import type { Asking as AskingComponent } from './asking'

/** Fetched where a quote is the chain's alone. */
const Asking = dynamic(() => import('./asking').then((module) => module.Asking), { ssr: false })

type Props = {
  readonly operation: {
    readonly issues: readonly Issue[]
    readonly waiting: ComponentProps<typeof AskingComponent> | null
    readonly isAccepted: boolean
    readonly accept: (isAccepted: boolean) => void
    readonly isSubmitted: boolean
  }
}

/**
 * What stands in the way, beside the button that it concerns: what is asked of the chain, refusals that belong to no
 * field, then the warnings. A box to tick is offered only where ticking it would get anywhere.
 */
export function FormIssues({ operation: { issues, waiting, isAccepted, accept, isSubmitted } }: Props) {
  const refusals = issues.filter(({ severity }) => severity === 'refusal')
  const warnings = issues.filter(({ severity }) => severity === 'warning')
  if (waiting && refusals.length === 0) return <Asking {...waiting} />
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
