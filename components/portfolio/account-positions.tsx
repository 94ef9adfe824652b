import dynamic from 'next/dynamic'
import Link from 'next/link'
import type { Address } from '../../lib/domain/asset'
import { isLeftLying } from '../../lib/domain/holder-kind'
import { isLeftAllowed } from '../../lib/domain/wallet'
import type { AccountSnapshot } from '../../lib/protocols/protocol'
import { isComplete, isPending, useHoldings, useKnown } from '../../lib/queries/all-places'
import { ReadingNotices } from '../position/reading-notices'
import { EmptyState } from '../ui/empty-state'
import { Skeleton } from '../ui/skeleton'
import { listPositions, listTotals } from './list-positions'
import { PortfolioTotals } from './portfolio-totals'
import { PositionTable } from './position-table'

// Few leave anything allowed: what plans the way back is fetched by those who did.
const Allowances = dynamic(() => import('./allowances').then((module) => module.Allowances), { ssr: false })

// Few have anything there: it comes for those who do.
const LeftInSafes = dynamic(() => import('./left-in-portfolio').then((module) => module.LeftInPortfolio), {
  ssr: false,
})

type Props = { readonly owner: Address; readonly isOwn: boolean }

/** Everything that one account holds: what one place cannot tell leaves the others standing. */
export function AccountPositions({ owner, isOwn }: Props) {
  const readings = useHoldings(owner)
  const data = useKnown(readings)
  return (
    <>
      <ReadingNotices readings={readings} marketsOf={({ markets }) => markets} />
      {data && <Known accounts={data} isOwn={isOwn} isAll={isComplete(readings)} />}
      {isOwn && <LeftLying accounts={readings.flatMap(({ whole }) => whole ?? [])} />}
      {isOwn && <LeftAllowed accounts={readings.flatMap(({ whole }) => whole ?? [])} />}
      {!data && isPending(readings) && <ReadingPositions />}
    </>
  )
}

function ReadingPositions() {
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

type KnownProps = {
  readonly accounts: readonly AccountSnapshot[]
  readonly isOwn: boolean
  /** Nothing is left that could not be read: what is not here is not held. */
  readonly isAll: boolean
}

function Known({ accounts, isOwn, isAll }: KnownProps) {
  const rows = listPositions(accounts)
  return (
    <>
      {rows.length === 0 && isAll && (
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
      )}
      {rows.length > 0 && (
        <>
          <PortfolioTotals totals={listTotals(rows)} />
          {!isAll && (
            <p className="text-muted text-sm">What could not be read yet is not in these figures.</p>
          )}
          <PositionTable rows={rows} />
        </>
      )}
    </>
  )
}

function LeftLying({ accounts }: { readonly accounts: readonly AccountSnapshot[] }) {
  return accounts.some(isLeftLying) && <LeftInSafes accounts={accounts} />
}

function LeftAllowed({ accounts }: { readonly accounts: readonly AccountSnapshot[] }) {
  return accounts
    .filter(isLeftAllowed)
    .map((account) => (
      <Allowances key={`${account.markets.protocol}-${account.markets.chainId}`} account={account} />
    ))
}
