'use client'

import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import { useConnection } from 'wagmi'
import { identifyIssue } from '../../lib/domain/issue'
import { findFarm, usePageSnapshots } from '../../lib/queries/page-snapshots'
import { FiguresAge } from '../position/figures-age'
import { IssueNotice } from '../position/issue-notice'
import { LoadFailure } from '../position/load-failure'
import { EmptyState } from '../ui/empty-state'
import { requestConnect } from '../wallet/connect-requests'
import { FarmHeader } from './farm-header'
import { FarmSkeleton } from './farm-skeleton'
import { OpenForm } from './open-form'
import { parseOpenQuery } from './open-query'
import type { OpenFormSource } from './use-open-form'
import { useOpeningPlanner } from './use-opening-planner'

export function FarmPage() {
  const query = useSearchParams()
  const farmId = query.get('id')
  const { address } = useConnection()
  const { data, accounts, readAtMs, fault, refetch } = usePageSnapshots(address ?? null)
  const found = findFarm(data, farmId)

  if (found === undefined) {
    return fault ? <LoadFailure fault={fault} onRetry={refetch} /> : <FarmSkeleton />
  }
  if (found === null) {
    return (
      <EmptyState
        title="There is no such farm"
        action={
          <Link prefetch={false} href="/" className="font-medium text-accent text-sm underline">
            Show all farms
          </Link>
        }
      >
        The link is incomplete, or the market no longer takes this collateral.
      </EmptyState>
    )
  }
  const { farm, markets } = found
  const account =
    accounts?.find(({ markets: m }) => m.protocol === farm.protocol && m.chainId === farm.chainId) ?? null
  return (
    <div className="grid gap-6">
      <FarmHeader farm={farm} block={markets.block.number} />
      <FiguresAge markets={markets} onRetry={refetch} />
      {markets.issues.map((issue) => (
        <IssueNotice key={identifyIssue(issue)} issue={issue} />
      ))}
      <FarmForm
        // Another farm or account is another form: nothing typed for one may reach the other.
        key={`${farm.id}-${address}`}
        known={{ farm, markets, readAtMs, owner: address ?? null, account }}
        hasAmount={parseOpenQuery(query.toString()).amountInput !== null}
      />
    </div>
  )
}

type FarmFormProps = {
  readonly known: Omit<OpenFormSource, 'planner'>
  /** The link that led here brought an amount. */
  readonly hasAmount: boolean
}

/** What drafts is looked after here, above the form, which is drawn anew with everything that is typed. */
function FarmForm({ known, hasAmount }: FarmFormProps) {
  const planner = useOpeningPlanner(known.farm, hasAmount || known.owner !== null)
  return <OpenForm source={{ ...known, planner }} onConnect={requestConnect} />
}
