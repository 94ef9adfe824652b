'use client'

import dynamic from 'next/dynamic'
import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { isSameId } from '../../lib/domain/id'
import { identifyIssue } from '../../lib/domain/issue'
import { useAnswered } from '../../lib/queries/answers'
import { type Link, readLink } from '../../lib/queries/link'
import { useOwner } from '../../lib/queries/owner'
import { usePlaceSnapshots } from '../../lib/queries/page-snapshots'
import { useCode } from '../../lib/queries/use-code'
import { hasTyped } from '../form/use-typed'
import { LateReadingIssue } from '../position/late-reading-issue'
import { ReadingNotices } from '../position/reading-notices'
import { FarmHeader } from './farm-header'
import { FarmSkeleton } from './farm-skeleton'
import { OpenForm } from './open-form'
import { parseOpenQuery } from './open-query'
import { nameOpenForm, type OpenFormSource } from './use-open-form'

const DeadLink = dynamic(() => import('../position/dead-link').then((module) => module.DeadLink), {
  ssr: false,
})

const loadPlanner = async () => (await import('./opening-planner')).makeOpeningPlanner

export function FarmPage() {
  const id = useSearchParams().get('id')
  const link = readLink(id, true)
  return link ? <FarmAt link={link} /> : <DeadLink subject="farm" id={id} />
}

/** Asks the farm's own chain alone, whichever the wallet is on. */
function FarmAt({ link: { place, id } }: { readonly link: Link }) {
  const query = useSearchParams()
  const owner = useOwner()
  const reading = usePlaceSnapshots(place, owner, { farmId: id })
  const { data: markets, account, readAtMs } = reading
  const notices = <ReadingNotices readings={[reading]} marketsOf={(read) => read} />
  if (!markets) {
    return reading.fault ? notices : <FarmSkeleton />
  }
  const farm = markets.farms.find((one) => isSameId(one.id, id))
  if (!farm) return <DeadLink subject="farm" id={id} />
  return (
    <div className="grid gap-6">
      <FarmHeader farm={farm} block={markets.block.number} />
      {notices}
      {markets.issues.map((issue) => (
        <LateReadingIssue key={identifyIssue(issue)} issue={issue} />
      ))}
      <FarmForm
        // Another farm or account is another form: nothing accepted or reviewed for one may count for the other.
        key={`${farm.id}-${owner}`}
        known={{ farm, markets, readAtMs, owner, account }}
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
  const [isFilledIn] = useState(() => hasAmount || hasTyped(nameOpenForm(known.farm)))
  const planner = useCode('opening-planner', known.farm, loadPlanner, isFilledIn || known.owner !== null)
  const markets = useAnswered(known.markets)
  return <OpenForm source={{ ...known, markets, planner }} />
}
