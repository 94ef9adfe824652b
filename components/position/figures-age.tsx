import { formatNodeIssue } from '../../lib/format/issue-of-node'
import type { Reading } from '../../lib/queries/reading'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'

type Props = {
  readonly reading: Pick<Reading<unknown>, 'fault' | 'isBehind' | 'refetch'>
  /** A block of one's own that they are not of yet. */
  readonly awaited: bigint | undefined
  /** null where they are not old. */
  readonly oldSeconds: number | null
  /** As a title begins. */
  readonly whose: string
}

/** Above figures: that they are not of now, why, and since when. Nothing where they are. */
export function FiguresAge({ reading, awaited, oldSeconds, whose }: Props) {
  const { fault, isBehind, refetch } = reading
  return (
    <>
      {awaited !== undefined && <Behind block={awaited} />}
      {(fault || oldSeconds !== null) && (
        <Notice tone="warning" title={`${whose} are not of the latest block`} isAlert>
          <span>{describe(fault ? formatNodeIssue(fault).text : null, oldSeconds, isBehind)}</span>{' '}
          <Button size="small" onClick={refetch}>
            Read again
          </Button>
        </Notice>
      )}
    </>
  )
}

function Behind({ block }: { readonly block: bigint }) {
  const { title, text } = formatNodeIssue({ code: 'state-behind', severity: 'warning', block })
  return (
    <Notice tone="warning" title={title} isAlert>
      {text}
    </Notice>
  )
}

function describe(reason: string | null, oldSeconds: number | null, isBehind: boolean): string {
  const age = oldSeconds === null ? null : `Nothing has confirmed them for ${describeAge(oldSeconds)}.`
  const behind = isBehind
    ? 'The node answers with older blocks, which are not shown. If the chain was started anew, load the page again.'
    : null
  return [age, reason ?? behind].filter((part) => part !== null).join(' ')
}

/** Coarse, so that what is read aloud does not change every second. */
function describeAge(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  if (minutes === 0) return 'more than two blocks'
  return minutes === 1 ? 'more than a minute' : `more than ${minutes} minutes`
}
