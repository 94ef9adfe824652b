import type { NodeIssue } from '../../lib/domain/issue'
import { formatNodeIssue } from '../../lib/format/issue-of-node'
import type { MarketSnapshot } from '../../lib/protocols/protocol'
import { useOldSeconds } from '../../lib/queries/age'
import { keyOf, tellNetwork, tellPlace } from '../../lib/queries/place'
import type { Reading } from '../../lib/queries/reading'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { FiguresAge } from './figures-age'
import { joinTroubles, type Told } from './join-troubles'

type Props<Snapshot> = {
  readonly readings: readonly Reading<Snapshot>[]
  readonly marketsOf: (snapshot: Snapshot) => Pick<MarketSnapshot, 'awaitedBlock'>
}

/**
 * What is to be said above figures of each place that they are of, with a way to read it again: how old they are, or why there are
 * none. Once of a network where it is the same of all its places; nothing where all is as it should be.
 */
export function ReadingNotices<Snapshot>({ readings, marketsOf }: Props<Snapshot>) {
  const old = useOldSeconds(readings)
  const troubles = readings.map((reading, i) => ({
    reading,
    hasFigures: reading.data !== undefined,
    awaited: reading.data && marketsOf(reading.data).awaitedBlock,
    oldSeconds: old[i] ?? null,
  }))
  return joinTroubles(troubles).map((told) => <Notice key={keyOf(told.trouble.reading.place)} {...told} />)
}

function Notice({ trouble: { reading, hasFigures, awaited, oldSeconds }, isOfNetwork }: Told) {
  const { place, fault, refetch } = reading
  const network = tellNetwork(place)
  const name = tellPlace(place)
  if (hasFigures) {
    const own = name ? `Figures of ${name}` : 'These figures'
    const whose = network ? `Figures on ${network}` : 'These figures'
    return <FiguresAge {...{ reading, awaited, oldSeconds }} whose={isOfNetwork ? whose : own} />
  }
  if (!fault) return null
  return (
    <NothingRead {...{ fault, refetch }} name={isOfNetwork ? network && `Markets on ${network}` : name} />
  )
}

type NothingReadProps = {
  readonly fault: NodeIssue
  /** What was not read; null where there is nothing to tell it from. */
  readonly name: string | null
  readonly refetch: () => void
}

function NothingRead({ fault, name, refetch }: NothingReadProps) {
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
