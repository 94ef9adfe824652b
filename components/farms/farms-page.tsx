'use client'

import { useMemo, useState } from 'react'
import { identifyIssue } from '../../lib/domain/issue'
import { WAD } from '../../lib/domain/math'
import { computeUnit } from '../../lib/domain/value'
import { useMarkets } from '../../lib/queries/markets'
import { protocolOf } from '../../lib/queries/protocol'
import { FiguresAge } from '../position/figures-age'
import { IssueNotice } from '../position/issue-notice'
import { LoadFailure } from '../position/load-failure'
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
  const { data, fault, refetch } = useMarkets()
  const [filter, setFilter] = useState(NO_FILTER)
  const [sort, setSort] = useState<SortDirection>('descending')
  const [leverageTenths, setLeverageTenths] = useState(DEFAULT_LEVERAGE_TENTHS)

  const farms = useMemo(
    () => data?.flatMap((markets) => markets.farms.filter(({ isOpen }) => isOpen)) ?? null,
    [data],
  )
  const leverageWad = (BigInt(leverageTenths) * WAD) / computeUnit(1)
  const rows = useMemo(
    () => farms && computeFarmRows(farms, leverageWad, (farm) => protocolOf(farm).name),
    [farms, leverageWad],
  )
  const shown = rows && listFarms(rows, filter, sort)

  return (
    <div className="grid gap-6">
      <FarmsIntro />
      {data
        ?.flatMap((markets) => markets.issues)
        .map((issue) => (
          <IssueNotice key={identifyIssue(issue)} issue={issue} />
        ))}
      {rows !== null && <FiguresAge markets={data?.[0]} onRetry={refetch} />}
      {fault && rows === null && <LoadFailure fault={fault} onRetry={refetch} />}
      {!(fault && rows === null) && (
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
          {shown?.length === 0 && (
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
