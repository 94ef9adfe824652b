'use client'

import { useState } from 'react'
import { isComplete, isPending, usePools } from '../../lib/queries/all-places'
import { useOwner } from '../../lib/queries/owner'
import { namePlaceOf, protocolsRead } from '../../lib/queries/place'
import { ReadingNotices } from '../position/reading-notices'
import { EmptyState } from '../ui/empty-state'
import { Reading } from '../ui/reading'
import { Skeleton } from '../ui/skeleton'
import { describePools } from './describe-pools'
import { groupByPlace, listLendSources, searchSources } from './list-lend-sources'
import { PoolCard } from './pool-card'
import { PoolSearch } from './pool-search'
import { PoolsOverview } from './pools-overview'
import type { LendFormSource } from './use-lend-form'

export function PoolsPage() {
  const owner = useOwner()
  const readings = usePools(owner)
  const sources = listLendSources(owner, readings)
  return (
    <div className="grid grid-cols-1 gap-6">
      <header className="grid gap-2">
        <h1 className="font-semibold text-2xl">Lending pools</h1>
        <p className="max-w-prose text-muted text-sm">{describePools(protocolsRead)}</p>
      </header>
      <ReadingNotices readings={readings} marketsOf={(markets) => markets} />
      {!sources && isPending(readings) && <PoolsSkeleton />}
      {sources?.length === 0 && isComplete(readings) && (
        <EmptyState title="No lending pools on this chain">
          No market that Furrow knows lends here.
        </EmptyState>
      )}
      {sources && sources.length > 0 && <FoundPools sources={sources} />}
    </div>
  )
}

/** From so many pools on they are searched. */
const MANY = 6

function FoundPools({ sources }: { readonly sources: readonly LendFormSource[] }) {
  const [search, setSearch] = useState('')
  if (sources.length < MANY) return <PoolsByPlace groups={groupByPlace(sources, namePlaceOf)} />
  const found = searchSources(sources, search, namePlaceOf)
  return (
    <>
      <PoolSearch value={search} onChange={setSearch} />
      {found.length === 0 ? (
        <EmptyState title="No pool is called that">Search for another token or protocol.</EmptyState>
      ) : (
        <>
          <PoolsOverview sources={found} />
          <PoolsByPlace groups={groupByPlace(found, namePlaceOf)} />
        </>
      )}
    </>
  )
}

type Groups = ReturnType<typeof groupByPlace>

/** With a heading for each place, and a way there, where there are several. */
function PoolsByPlace({ groups }: { readonly groups: Groups }) {
  return (
    <>
      {groups.length > 1 && (
        <nav aria-label="Protocols" className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
          {groups.map(({ name, sources }, index) => (
            <a key={name} href={`#pools-${index + 1}`} className="inline-flex min-h-6 items-center underline">
              {`${name} (${sources.length})`}
            </a>
          ))}
        </nav>
      )}
      {groups.map(({ name, sources }, index) => (
        <section key={name} aria-labelledby={`pools-${index + 1}`} className="grid grid-cols-1 gap-4">
          <h2 id={`pools-${index + 1}`} className="scroll-mt-24 font-semibold text-lg">
            {name}
          </h2>
          <Pools label={`Lending pools of ${name}`} sources={sources} />
        </section>
      ))}
    </>
  )
}

function Pools({ label, sources }: { readonly label: string; readonly sources: Groups[number]['sources'] }) {
  return (
    <ul aria-label={label} className="grid grid-cols-1 gap-4">
      {sources.map((source) => (
        // Another account is another form: nothing accepted or reviewed for one may count for the other.
        <li key={`${source.pool.id}-${source.owner}`}>
          <PoolCard source={source} />
        </li>
      ))}
    </ul>
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
