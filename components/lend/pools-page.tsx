'use client'

import { computeValueE8 } from '../../lib/domain/value'
import { formatTokenAmount } from '../../lib/format/amount'
import { formatPercent } from '../../lib/format/percent'
import { formatSymbol } from '../../lib/format/symbol'
import { formatUsdCompact } from '../../lib/format/usd'
import { useMarkets } from '../../lib/queries/markets'
import { protocolOf } from '../../lib/queries/protocol'
import { LoadFailure } from '../position/load-failure'
import { EmptyState } from '../ui/empty-state'
import { Skeleton } from '../ui/skeleton'
import { CardCell, CardRow, CardTable, ColumnHeader } from '../ui/table'
import { TokenIcon } from '../ui/token-icon'
import { listPools, type PoolRow } from './list-pools'

export function PoolsPage() {
  const { data, isError, refetch } = useMarkets()
  const pools = data && listPools(data.flatMap((markets) => markets.farms))
  return (
    <div className="grid gap-6">
      <header className="grid gap-2">
        <h1 className="font-semibold text-2xl">Lending pools</h1>
        <p className="max-w-prose text-muted text-sm">
          What the farms borrow comes from these pools: their lenders earn most of the interest. This version
          of Furrow shows them and does not supply to them.
        </p>
      </header>
      {isError && <LoadFailure onRetry={() => void refetch()} isStale={pools !== undefined} />}
      {!pools && !isError && <Skeleton className="h-40 w-full rounded-xl" />}
      {pools?.length === 0 && (
        <EmptyState title="No lending pools on this chain">
          No market that Furrow knows lends here.
        </EmptyState>
      )}
      {pools && pools.length > 0 && (
        <CardTable
          label="Lending pools"
          head={
            <>
              <ColumnHeader>Asset</ColumnHeader>
              <ColumnHeader isNumeric>Borrow rate</ColumnHeader>
              <ColumnHeader isNumeric>Left to borrow</ColumnHeader>
              <ColumnHeader>Borrowed by</ColumnHeader>
            </>
          }
        >
          {pools.map((pool) => (
            <Row key={pool.key} pool={pool} />
          ))}
        </CardTable>
      )}
    </div>
  )
}

function Row({ pool }: { readonly pool: PoolRow }) {
  const { asset, availableLiquidity, priceE8 } = pool
  return (
    <CardRow>
      <CardCell className="col-span-2">
        <span className="flex items-center gap-3">
          <TokenIcon address={asset.address} symbol={asset.symbol} size={32} />
          <span>
            <span className="block font-semibold">{formatSymbol(asset)}</span>
            <span className="text-muted text-xs">{protocolOf(pool).name}</span>
          </span>
        </span>
      </CardCell>
      <CardCell label="Borrow rate" isNumeric>
        {formatPercent(pool.borrowAprWad, { rounding: 'up' })}
      </CardCell>
      <CardCell label="Left to borrow" isNumeric>
        {formatTokenAmount({ asset, amount: availableLiquidity }, { maxDecimals: 2 })}
        <span className="block text-muted text-xs">
          {formatUsdCompact(computeValueE8(availableLiquidity, priceE8, asset.decimals))}
        </span>
      </CardCell>
      <CardCell label="Borrowed by" className="col-span-2">
        {pool.farmNames.join(', ')}
      </CardCell>
    </CardRow>
  )
}
