import type { ReactNode } from 'react'
import { computeUtilisationWad } from '../../lib/domain/lending'
import { compare } from '../../lib/domain/math'
import { formatSymbol } from '../../lib/format/symbol'
import { viewLending } from '../../lib/plan/lend-view'
import { tellPlaceOf } from '../../lib/queries/place'
import { FigureCell } from '../position/figure-cell'
import { TokenIcon } from '../ui/token-icon'
import { describeAmount, describeBare, describeSupplyRate, describeUtilisation } from './lend-figures'
import { anchorOf } from './pool-name'
import type { LendFormSource } from './use-lend-form'

/** What a phone has no room for stands in the pool's card, too. */
const WIDE = 'hidden sm:table-cell'

/** Every pool in one line that leads to its card, those with something of one's own first. */
export function PoolsOverview({ sources }: { readonly sources: readonly LendFormSource[] }) {
  const hasOwner = sources.some(({ account }) => account !== null)
  const rows = sources
    .map((source) => ({ source, view: viewLending(source.pool, source.account) }))
    .toSorted((a, b) => compare(isOwn(b), isOwn(a)))
  return (
    <table aria-label="All lending pools" className="w-full border-collapse text-sm">
      <thead>
        <tr className="border-line border-b text-muted text-xs">
          <Header isFirst>Pool</Header>
          <Header>Supply rate</Header>
          <Header className={WIDE}>Supplied by all</Header>
          <Header className={WIDE}>Lent out</Header>
          {hasOwner && <Header>Your supply</Header>}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ source, view }) => (
          <Row key={source.pool.id} source={source} own={hasOwner ? view.supplied : null} />
        ))}
      </tbody>
    </table>
  )
}

function isOwn({ view }: { readonly view: ReturnType<typeof viewLending> }): bigint {
  return view.supplied.amount > 0n ? 1n : 0n
}

type RowProps = {
  readonly source: LendFormSource
  readonly own: ReturnType<typeof viewLending>['supplied'] | null
}

function Row({ source: { pool }, own }: RowProps) {
  const { asset, supplyAprWad, totalAssets } = pool
  const place = tellPlaceOf(pool)
  return (
    <tr className="border-line border-b">
      <td className="min-w-0 py-1.5 pr-2">
        <a
          href={`#${encodeURIComponent(anchorOf(pool))}`}
          className="flex min-h-9 items-center gap-2 underline-offset-4 hover:underline"
        >
          <TokenIcon address={asset.address} symbol={asset.symbol} size={24} />
          <span className="min-w-0">
            <span className="block break-words font-medium">{formatSymbol(asset)}</span>
            {place !== null && <span className="block text-muted text-xs">{place}</span>}
          </span>
        </a>
      </td>
      <Cell>
        <FigureCell figure={describeSupplyRate(supplyAprWad)} />
      </Cell>
      <Cell className={WIDE}>
        <FigureCell figure={describeAmount('pool-assets', { asset, amount: totalAssets })} />
      </Cell>
      <Cell className={WIDE}>
        <FigureCell figure={describeUtilisation(computeUtilisationWad(pool))} />
      </Cell>
      {own && (
        <Cell>{own.amount > 0n ? <FigureCell figure={describeBare('supplied-amount', own)} /> : '–'}</Cell>
      )}
    </tr>
  )
}

type CellProps = { readonly className?: string; readonly children: ReactNode }

function Cell({ className = '', children }: CellProps) {
  return <td className={`py-1.5 pl-2 text-right tabular-nums ${className}`}>{children}</td>
}

function Header({ isFirst = false, className = '', children }: CellProps & { readonly isFirst?: boolean }) {
  return (
    <th
      scope="col"
      className={`py-2 font-medium ${isFirst ? 'pr-2 text-left' : 'pl-2 text-right'} ${className}`}
    >
      {children}
    </th>
  )
}
