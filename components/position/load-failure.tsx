import type { Issue } from '../../lib/domain/issue'
import { formatIssue } from '../../lib/format/issue'
import { type Place, tellPlace } from '../../lib/queries/place'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'

type Props = {
  /** Where it could not be read. */
  readonly place: Place
  readonly fault: Issue
  readonly onRetry: () => void
}

/** One protocol on one chain could not be read: which, where there are several, what that means, and what to do. */
export function LoadFailure({ place, fault, onRetry }: Props) {
  const { title = 'The chain cannot be read', text } = formatIssue(fault)
  const name = tellPlace(place)
  return (
    <EmptyState
      title={name ? `${name}: ${title}` : title}
      isAlert
      action={<Button onClick={onRetry}>Try again</Button>}
    >
      {text}
    </EmptyState>
  )
}
