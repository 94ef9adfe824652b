import type { Reading } from '../../lib/queries/reading'

/** What is to be said of one place. */
export type Trouble = {
  readonly reading: Reading<unknown>
  readonly hasFigures: boolean
  /** A block of one's own that its figures are not of yet. */
  readonly awaited: bigint | undefined
  /** null where its figures are not old. */
  readonly oldSeconds: number | null
}

/** A trouble of one place, or the same one of every place that is read on a network. */
export type Told = { readonly trouble: Trouble; readonly isOfNetwork: boolean }

/**
 * What ails every place on a network in the same way is its node's doing, and told once; the oldest stands for all, and all are
 * read again. Nothing is told of a place without trouble.
 */
export function joinTroubles(all: readonly Trouble[]): readonly Told[] {
  const ailing = all.filter(
    ({ reading, hasFigures, awaited, oldSeconds }) =>
      reading.fault !== null || (hasFigures && (awaited !== undefined || oldSeconds !== null)),
  )
  return ailing.flatMap((trouble, index): readonly Told[] => {
    const { chain } = trouble.reading.place
    const neighbours = all.filter(({ reading }) => reading.place.chain.id === chain.id)
    const isSame = neighbours.length > 1 && neighbours.every((other) => isAlike(other, trouble))
    if (!isSame) return [{ trouble, isOfNetwork: false }]
    const isFirst = ailing.findIndex(({ reading }) => reading.place.chain.id === chain.id) === index
    return isFirst ? [{ trouble: joinAlike(neighbours, trouble), isOfNetwork: true }] : []
  })
}

function isAlike(one: Trouble, other: Trouble): boolean {
  return (
    one.hasFigures === other.hasFigures &&
    one.reading.fault?.code === other.reading.fault?.code &&
    (one.oldSeconds === null) === (other.oldSeconds === null) &&
    one.reading.isBehind === other.reading.isBehind &&
    one.awaited === other.awaited
  )
}

function joinAlike(alike: readonly Trouble[], first: Trouble): Trouble {
  const refetch = () => {
    for (const { reading } of alike) reading.refetch()
  }
  const ages = alike.flatMap(({ oldSeconds }) => oldSeconds ?? [])
  return {
    ...first,
    reading: { ...first.reading, refetch },
    oldSeconds: ages.length > 0 ? Math.max(...ages) : null,
  }
}
