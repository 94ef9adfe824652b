'use client'

import { useMemo, useState } from 'react'
import { identifyIssue } from '../../lib/domain/issue'
import { WAD } from '../../lib/domain/math'
import { computeUnit } from '../../lib/domain/value'
import { isComplete, isPending, useKnown, useMarkets } from '../../lib/queries/all-places'
import { keyOf, namePlaceOf } from '../../lib/queries/place'
import { LateIssueNotice } from '../position/late-issue-notice'
import { ReadingNotice } from '../position/reading-notice'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { FarmFilters } from './farm-filters'
import { FarmsIntro } from './farms-intro'
import { FarmsTable } from './farms-table'
import { computeFarmRows, type FarmFilter, listFarms, type SortDirection } from './list-farms'

const NO_FILTER: FarmFilter = { search: '', form: 'all', direction: 'all' }

/** Tenths of a turn, as the slider counts. */
const DEFAULT_LEVERAGE_TENTHS = 30

export function FarmsPage() {
  const readings = useMarkets()
  const data = useKnown(readings)
  const [filter, setFilter] = useState(NO_FILTER)
  const [sort, setSort] = useState<SortDirection>('descending')
  const [leverageTenths, setLeverageTenths] = useState(DEFAULT_LEVERAGE_TENTHS)

  const farms = useMemo(
    () => data?.flatMap((markets) => markets.farms.filter(({ isOpen }) => isOpen)) ?? null,
    [data],
  )
  const leverageWad = (BigInt(leverageTenths) * WAD) / computeUnit(1)
  const rows = useMemo(() => farms && computeFarmRows(farms, leverageWad, namePlaceOf), [farms, leverageWad])
  const shown = rows && listFarms(rows, filter, sort)

  return (
    <div className="grid gap-6">
      <FarmsIntro />
      {data?.map(({ protocol, chainId, issues }) =>
        issues.map((issue) => (
          <LateIssueNotice key={`${protocol}-${chainId}-${identifyIssue(issue)}`} issue={issue} />
        )),
      )}
      {readings.map((reading) => (
        <ReadingNotice key={keyOf(reading.place)} reading={reading} markets={reading.data} />
      ))}
      {(rows !== null || isPending(readings)) && (
        <>
          <FarmFilters
            filter={filter}
            onFilter={setFilter}
            leverageTenths={leverageTenths}
            onLeverage={setLeverageTenths}
            sort={sort}
            onSort={setSort}
            farms={farms ?? []}
          />
          <FarmsTable
            rows={shown}
            leverageWad={leverageWad}
            sort={sort}
            onSort={() => setSort(sort === 'descending' ? 'ascending' : 'descending')}
          />
          {shown?.length === 0 && (rows?.length !== 0 || isComplete(readings)) && (
            <EmptyState
              title={rows?.length === 0 ? 'No farms on this chain' : 'No farm fits'}
              action={
                rows?.length !== 0 && <Button onClick={() => setFilter(NO_FILTER)}>Show all farms</Button>
              }
            >
              {rows?.length === 0
                ? 'No market that Furrow knows lends here at the moment. Check that the app reads the right chain.'
                : 'Search for something shorter, or choose another form or direction.'}
            </EmptyState>
          )}
        </>
      )}
    </div>
  )
}
