import { formatIssue } from '../../lib/format/issue'
import type { MarketSnapshot } from '../../lib/protocols/protocol'
import { useNetworkState } from '../../lib/queries/network'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'
import { IssueNotice } from './issue-notice'

type Props = {
  /** What the page's figures come from. */
  readonly markets: Pick<MarketSnapshot, 'awaitedBlock'> | undefined
  readonly onRetry: () => void
}

/** Above figures: that they are not of now, why, and since when. Nothing where they are. */
export function FiguresAge({ markets, onRetry }: Props) {
  const { fault, oldSeconds, isBehind } = useNetworkState()
  const awaited = markets?.awaitedBlock
  return (
    <>
      {awaited !== undefined && (
        <IssueNotice issue={{ code: 'state-behind', severity: 'warning', block: awaited }} isAlert />
      )}
      {(fault || oldSeconds !== null) && (
        <Notice tone="warning" title="These figures are not of the latest block" isAlert>
          <span>{describe(fault ? formatIssue(fault).text : null, oldSeconds, isBehind)}</span>{' '}
          <Button size="small" onClick={onRetry}>
            Read again
          </Button>
        </Notice>
      )}
    </>
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
