'use client'

import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import { useConnection } from 'wagmi'
import { isSameAddress } from '../../lib/domain/asset'
import { useAccountSnapshots, usePositionOwner } from '../../lib/queries/account'
import { FiguresAge } from '../position/figures-age'
import { LoadFailure } from '../position/load-failure'
import { EmptyState } from '../ui/empty-state'
import { PositionDetails } from './position-details'
import { PositionSkeleton } from './position-skeleton'

/** Anybody may look at a position by its link; only its owner can act on it. */
export function PositionPage() {
  const positionId = useSearchParams().get('id')
  const { address: connected } = useConnection()
  const owner = usePositionOwner(positionId)
  const accounts = useAccountSnapshots(owner.data ?? null)
  const fault = owner.fault ?? accounts.fault
  const retry = () => {
    owner.refetch()
    accounts.refetch()
  }

  if (positionId === null || owner.data === null) return <Gone />
  if (owner.data === undefined || !accounts.data) {
    return fault ? <LoadFailure fault={fault} onRetry={retry} /> : <PositionSkeleton />
  }
  const account = accounts.data.find(({ positions }) => positions.some((p) => isSame(p.id, positionId)))
  const position = account?.positions.find((p) => isSame(p.id, positionId))
  if (!account || !position) return <Gone />
  return (
    <div className="grid gap-6">
      <FiguresAge markets={account.markets} onRetry={retry} />
      <PositionDetails
        key={`${position.id}-${connected}`}
        position={position}
        account={account}
        readAtMs={accounts.readAtMs}
        isOwn={connected !== undefined && isSameAddress(connected, position.owner)}
      />
    </div>
  )
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

function Gone() {
  return (
    <EmptyState
      title="This position is closed or never existed"
      action={
        <Link prefetch={false} href="/portfolio" className="font-medium text-accent text-sm underline">
          Show your portfolio
        </Link>
      }
    >
      Nothing is held or owed under this link on this chain.
    </EmptyState>
  )
}
