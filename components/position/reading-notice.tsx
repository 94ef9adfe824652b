import type { NodeIssue } from '../../lib/domain/issue'
import { formatNodeIssue } from '../../lib/format/issue-of-node'
import type { MarketSnapshot } from '../../lib/protocols/protocol'
import { tellPlace } from '../../lib/queries/place'
import type { Reading } from '../../lib/queries/reading'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { FiguresAge } from './figures-age'

type Props = {
  readonly reading: Reading<unknown>
  /** What was read; undefined where nothing was. */
  readonly markets: MarketSnapshot | undefined
}

/**
 * What is to be said of one place above its figures, with a way to read it again: how old they are, or why there are
 * none, and where, if there are several. Nothing where all is as it should be.
 */
export function ReadingNotice({ reading, markets }: Props) {
  const { place, fault, refetch } = reading
  if (markets) return <FiguresAge reading={reading} markets={markets} />
  return fault && <NothingRead {...{ fault, refetch }} name={tellPlace(place)} />
}

type NothingReadProps = {
  readonly fault: NodeIssue
  /** What was not read; null where there is nothing to tell it from. */
  readonly name: string | null
  readonly refetch: () => void
}

export function NothingRead({ fault, name, refetch }: NothingReadProps) {
  const { title = 'The chain cannot be read', text } = formatNodeIssue(fault)
  return (
    <EmptyState
      title={name ? `${name}: ${title}` : title}
      isAlert
      action={<Button onClick={refetch}>Try again</Button>}
    >
      {text}
    </EmptyState>
  )
}
