'use client'

import dynamic from 'next/dynamic'
import { useSearchParams } from 'next/navigation'
import { useConnection } from 'wagmi'
import { isSameAddress } from '../../lib/domain/asset'
import { isSameId } from '../../lib/domain/id'
import { usePlaceAccount } from '../../lib/queries/account'
import { type Link, readLink } from '../../lib/queries/link'
import { usePositionOwner } from '../../lib/queries/position-owner'
import { ReadingNotices } from '../position/reading-notices'
import { PositionDetails } from './position-details'
import { PositionSkeleton } from './position-skeleton'

const DeadLink = dynamic(() => import('../position/dead-link').then((module) => module.DeadLink), {
  ssr: false,
})

/** Anybody may look at a position by its link; only its owner can act on it. */
export function PositionPage() {
  const id = useSearchParams().get('id')
  const link = readLink(id, false)
  return link ? <PositionAt link={link} /> : <DeadLink subject="position" id={id} />
}

/** Asks the position's own chain alone, whichever the wallet is on. */
function PositionAt({ link: { place, id } }: { readonly link: Link }) {
  const { address: connected } = useConnection()
  const owner = usePositionOwner(place, id)
  const ofOwner = usePlaceAccount(place, owner.data ?? null, { scope: { positionId: id } })
  const reading = {
    ...ofOwner,
    fault: owner.fault ?? ofOwner.fault,
    refetch: () => {
      owner.refetch()
      ofOwner.refetch()
    },
  }

  if (owner.data === null) return <DeadLink subject="position" id={id} />
  const account = owner.data && reading.data
  const notices = <ReadingNotices readings={[reading]} marketsOf={({ markets }) => markets} />
  if (!account) {
    return reading.fault ? notices : <PositionSkeleton />
  }
  const position = account.positions.find((one) => isSameId(one.id, id))
  if (!position) return <DeadLink subject="position" id={id} />
  return (
    <div className="grid gap-6">
      {notices}
      <PositionDetails
        key={`${position.id}-${connected}`}
        position={position}
        account={account}
        readAtMs={reading.readAtMs}
        isOwn={connected !== undefined && isSameAddress(connected, position.owner)}
      />
    </div>
  )
}
