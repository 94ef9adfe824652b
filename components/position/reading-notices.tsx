import type { MarketSnapshot } from '../../lib/protocols/protocol'
import { useOldSeconds } from '../../lib/queries/age'
import { keyOf, tellNetwork, tellPlace } from '../../lib/queries/place'
import type { Reading } from '../../lib/queries/reading'
import { OldFigures } from './figures-age'
import { joinTroubles, type Told } from './join-troubles'
import { NothingRead } from './reading-notice'

type Props<Snapshot> = {
  readonly readings: readonly Reading<Snapshot>[]
  readonly marketsOf: (snapshot: Snapshot) => Pick<MarketSnapshot, 'awaitedBlock'>
}

/** Above a list of several places: what is to be said of each, and once of a network where it is the same of all. */
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
    return <OldFigures {...{ reading, awaited, oldSeconds }} whose={isOfNetwork ? whose : own} />
  }
  if (!fault) return null
  return (
    <NothingRead {...{ fault, refetch }} name={isOfNetwork ? network && `Markets on ${network}` : name} />
  )
}
