'use client'

import { isComplete, isPending, useSnapshots } from '../../lib/queries/all-places'
import { useOwner } from '../../lib/queries/owner'
import { keyOf } from '../../lib/queries/place'
import { ReadingNotice } from '../position/reading-notice'
import { EmptyState } from '../ui/empty-state'
import { Reading } from '../ui/reading'
import { Skeleton } from '../ui/skeleton'
import { listLendSources } from './list-lend-sources'
import { PoolCard } from './pool-card'

export function PoolsPage() {
  const owner = useOwner()
  const readings = useSnapshots(owner)
  const sources = listLendSources(owner, readings)
  return (
    <div className="grid grid-cols-1 gap-6">
      <header className="grid gap-2">
        <h1 className="font-semibold text-2xl">Lending pools</h1>
        <p className="max-w-prose text-muted text-sm">
          What the farms borrow comes from these pools. Lend to them to earn their interest without leverage:
          nothing of yours can be liquidated. What can be lost is what borrowers fail to repay, and you may
          have to wait while everything is lent out.
        </p>
      </header>
      {readings.map((reading) => (
        <ReadingNotice key={keyOf(reading.place)} reading={reading} markets={reading.data} />
      ))}
      {!sources && isPending(readings) && <PoolsSkeleton />}
      {sources?.length === 0 && isComplete(readings) && (
        <EmptyState title="No lending pools on this chain">
          No market that Furrow knows lends here.
        </EmptyState>
      )}
      {sources && sources.length > 0 && (
        <ul aria-label="Lending pools" className="grid grid-cols-1 gap-4">
          {sources.map((source) => (
            // Another account is another form: nothing accepted or reviewed for one may count for the other.
            <li key={`${source.pool.id}-${owner}`}>
              <PoolCard source={source} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function PoolsSkeleton() {
  return (
    <Reading what="the pools">
      <div className="grid gap-4">
        <Skeleton className="h-[30rem] w-full rounded-xl lg:h-[26rem]" />
        <Skeleton className="h-[30rem] w-full rounded-xl lg:h-[26rem]" />
      </div>
    </Reading>
  )
}
