'use client'

import { useDeferredValue, useMemo, useState } from 'react'
import { identifyIssue } from '../../lib/domain/issue'
import { WAD } from '../../lib/domain/math'
import { computeUnit } from '../../lib/domain/value'
import { isComplete, isPending, useKnown, useMarkets } from '../../lib/queries/all-places'
import { namePlaceOf, protocolsRead } from '../../lib/queries/place'
import { LateReadingIssue } from '../position/late-reading-issue'
import { ReadingNotices } from '../position/reading-notices'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { FarmFilters } from './farm-filters'
import { FarmsIntro } from './farms-intro'
import { FarmsTable } from './farms-table'
import type { LinkedFilter } from './filter-query'
import { computeFarmRows, listFarms, type SortDirection } from './list-farms'
import { useLinkedFilter } from './use-linked-filter'

const NO_FILTER: LinkedFilter = { protocol: 'all', form: 'all', direction: 'all' }
const PROTOCOL_IDS = protocolsRead.map(({ id }) => id)

/** Tenths of a turn, as the slider counts. */
const DEFAULT_LEVERAGE_TENTHS = 30

export function FarmsPage() {
  const readings = useMarkets()
  const data = useKnown(readings)
  const [linked, setLinked] = useLinkedFilter(PROTOCOL_IDS)
  const [search, setSearch] = useState('')
  const filter = { search, ...linked }
  const [sort, setSort] = useState<SortDirection>('descending')
  const [leverageTenths, setLeverageTenths] = useState(DEFAULT_LEVERAGE_TENTHS)

  const farms = useMemo(
    () => data?.flatMap((markets) => markets.farms.filter(({ isOpen }) => isOpen)) ?? null,
    [data],
  )
  // Dozens of rows are drawn after the slider, not before it moves on.
  const leverageWad = (BigInt(useDeferredValue(leverageTenths)) * WAD) / computeUnit(1)
  const rows = useMemo(() => farms && computeFarmRows(farms, leverageWad, namePlaceOf), [farms, leverageWad])
  const shown = rows && listFarms(rows, filter, sort)

  const showAll = () => {
    setSearch('')
    setLinked(NO_FILTER)
  }

  return (
    <div className="grid gap-6">
      <FarmsIntro />
      {data?.map(({ protocol, chainId, issues }) =>
        issues.map((issue) => (
          <LateReadingIssue key={`${protocol}-${chainId}-${identifyIssue(issue)}`} issue={issue} />
        )),
      )}
      <ReadingNotices readings={readings} marketsOf={(markets) => markets} />
      {(rows !== null || isPending(readings)) && (
        <>
          <FarmFilters
            filter={filter}
            onFilter={({ search, ...rest }) => {
              setSearch(search)
              setLinked(rest)
            }}
            leverageTenths={leverageTenths}
            onLeverage={setLeverageTenths}
            sort={sort}
            onSort={setSort}
            farms={farms ?? []}
          />
          {shown && rows && <FarmCount shown={shown.length} all={rows.length} />}
          <FarmsTable
            rows={shown}
            leverageWad={leverageWad}
            sort={sort}
            onSort={() => setSort(sort === 'descending' ? 'ascending' : 'descending')}
          />
          {shown?.length === 0 && (rows?.length !== 0 || isComplete(readings)) && (
            <EmptyState
              title={rows?.length === 0 ? 'No farms on this chain' : 'No farm fits'}
              action={rows?.length !== 0 && <Button onClick={showAll}>Show all farms</Button>}
            >
              {rows?.length === 0
                ? 'No market that Furrow knows lends here at the moment. Check that the app reads the right chain.'
                : 'Search for something shorter, or choose another protocol, form or direction.'}
            </EmptyState>
          )}
        </>
      )}
    </div>
  )
}

function FarmCount({ shown, all }: { readonly shown: number; readonly all: number }) {
  return (
    <p aria-live="polite" className="-mb-3 text-muted text-sm tabular-nums">
      {shown === all ? '' : `${shown} of `}
      {all === 1 ? '1 farm' : `${all} farms`}
    </p>
  )
}
