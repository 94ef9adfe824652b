import dynamic from 'next/dynamic'
import Link from 'next/link'
import type { Address } from '../../lib/domain/asset'
import { isLeftAllowed } from '../../lib/domain/wallet'
import { useAccountSnapshots } from '../../lib/queries/account'
import { FiguresAge } from '../position/figures-age'
import { LoadFailure } from '../position/load-failure'
import { EmptyState } from '../ui/empty-state'
import { Skeleton } from '../ui/skeleton'
import { computeTotals, listPositions } from './list-positions'
import { PortfolioTotals } from './portfolio-totals'
import { PositionTable } from './position-table'

// Few leave anything allowed: what plans the way back is fetched by those who did.
const Allowances = dynamic(() => import('./allowances').then((module) => module.Allowances), { ssr: false })

type Props = { readonly owner: Address; readonly isOwn: boolean }

/** Everything that one account holds. */
export function AccountPositions({ owner, isOwn }: Props) {
  const { data, fault, refetch } = useAccountSnapshots(owner)
  if (!data) {
    if (fault) return <LoadFailure fault={fault} onRetry={refetch} />
    return (
      <>
        <p className="sr-only" role="status">
          Reading positions from the chain…
        </p>
        <Skeleton className="h-20 w-full rounded-xl" />
        <Skeleton className="h-40 w-full rounded-xl" />
      </>
    )
  }
  const rows = listPositions(data)
  return (
    <>
      <FiguresAge markets={data[0]?.markets} onRetry={refetch} />
      {rows.length === 0 ? (
        <EmptyState
          title={isOwn ? 'You have no positions yet' : 'This account has no positions'}
          action={
            <Link
              prefetch={false}
              href="/"
              className="inline-flex min-h-9 items-center rounded-lg bg-accent px-3 font-semibold text-on-accent text-sm hover:bg-accent-strong"
            >
              Choose a farm
            </Link>
          }
        >
          {isOwn
            ? 'Choose a farm, deposit, and see before you sign what it does. It appears here once it is confirmed.'
            : 'It owns nothing in the markets that Furrow knows on this chain.'}
        </EmptyState>
      ) : (
        <>
          <PortfolioTotals totals={computeTotals(rows)} count={rows.length} />
          <PositionTable rows={rows} />
        </>
      )}
      {isOwn &&
        data
          .filter(isLeftAllowed)
          .map((account) => <Allowances key={account.markets.protocol} account={account} />)}
    </>
  )
}
