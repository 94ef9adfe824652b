import dynamic from 'next/dynamic'
import { useSearchParams } from 'next/navigation'
import { useMemo } from 'react'
import { isSameAddress } from '../../lib/domain/asset'
import { computeFigures } from '../../lib/domain/figures'
import { computeHealthCurve } from '../../lib/domain/health-curve'
import { findHolderKind, isLeftLying } from '../../lib/domain/holder-kind'
import { identifyIssue } from '../../lib/domain/issue'
import { judgeOracles } from '../../lib/domain/oracle'
import type { OwnedPosition } from '../../lib/domain/position'
import { findStorage, hasGoals } from '../../lib/execution/run-storage'
import { formatMultiple } from '../../lib/format/multiple'
import { hasScenario } from '../../lib/format/scenario-keys'
import type { AccountSnapshot } from '../../lib/protocols/protocol'
import { mayHaveBeenLiquidated } from '../../lib/queries/may-have-been-liquidated'
import { HealthChart } from '../position/health-chart'
import { chooseHealthRange } from '../position/health-range'
import { LateReadingIssue } from '../position/late-reading-issue'
import { YearBreakdown } from '../position/year-breakdown'
import { Card } from '../ui/card'
import { Skeleton } from '../ui/skeleton'
import { findDanger } from './danger'
import { Holdings } from './holdings'
import { PositionActions } from './position-actions'
import { PositionHeader } from './position-header'
import { Rewards } from './rewards'
import { useTabChoice } from './use-tab-choice'

/** As many as the drawing has room for. */
const CURVE_POINTS = 49

/** Fetched when its tab is chosen. */
const WhatIfTab = dynamic(() => import('./what-if-tab').then((module) => module.WhatIfTab), {
  loading: () => <Skeleton className="h-96 w-full rounded-xl" />,
  ssr: false,
})

/** Only who is in danger fetches it. */
const WaysOut = dynamic(() => import('./ways-out').then((module) => module.WaysOut), {
  loading: () => <Skeleton className="h-40 w-full rounded-xl" />,
  ssr: false,
})

/** Only who left it on its way fetches it. */
const OnItsWay = dynamic(() => import('./on-its-way').then((module) => module.OnItsWay), { ssr: false })

/** Only what has no debt can have been liquidated. */
const LiquidatedNotice = dynamic(
  () => import('./liquidated-notice').then((module) => module.LiquidatedNotice),
  { ssr: false },
)

/** Few have anything there. */
const LeftBeside = dynamic(() => import('./left-beside').then((module) => module.LeftBeside), { ssr: false })

/** It takes several plans, with all that plans: whoever only watches could not go that way. */
const WayOut = dynamic(() => import('./way-out').then((module) => module.WayOut), {
  loading: () => <Skeleton className="h-40 w-full rounded-xl" />,
  ssr: false,
})

/** Not every protocol tells it, and nothing else waits for it. */
const LiquidationTerms = dynamic(
  () => import('./liquidation-terms').then((module) => module.LiquidationTerms),
  { ssr: false },
)

type Props = {
  readonly position: OwnedPosition
  readonly account: AccountSnapshot
  readonly readAtMs: number
  readonly isOwn: boolean
}

export function PositionDetails({ position, account, readAtMs, isOwn }: Props) {
  const query = useSearchParams().toString()
  const figures = computeFigures(position, position.rates)
  const nearest = figures.liquidations[0]
  const range = chooseHealthRange(figures.liquidations)
  const farm = account.markets.farms.find(({ id }) => id === position.farmId) ?? null
  const source = useMemo(() => ({ position, account, readAtMs, farm }), [position, account, readAtMs, farm])
  // A shared scenario is what its link is about.
  const choice = useTabChoice(position, hasScenario(query) ? 'what-if' : null)
  const isInDanger = ['liquidatable', 'close'].includes(findDanger(position, figures) ?? '')
  const holdings = <Holdings position={position} />
  return (
    <>
      <PositionHeader
        position={position}
        figures={figures}
        farm={farm}
        block={account.markets.block.number}
        oracles={judgeOracles(position.oracles, account.markets.block.timestamp)}
        isOwn={isOwn}
        holder={findHolderKind(position, account)}
        waysOut={isOwn && isInDanger && <WaysOut source={source} onChoose={choice.suggest} />}
      />
      {isOwn && isSameAddress(position.account, position.owner) && hasGoals(findStorage()) && (
        <OnItsWay source={source} />
      )}
      {mayHaveBeenLiquidated(position) && <LiquidatedNotice source={source} isOwn={isOwn} />}
      {account.markets.issues.map((issue) => (
        <LateReadingIssue key={identifyIssue(issue)} issue={issue} />
      ))}
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
        <PositionActions
          source={source}
          isOwn={isOwn}
          choice={choice}
          whatIf={<WhatIfTab position={position} />}
          holdings={holdings}
        />
        <div className="grid grid-cols-1 gap-4">
          <Rewards source={source} isOwn={isOwn} />
          {isOwn && isLeftLying(account) && <LeftBeside source={source} />}
          {isOwn && holdings}
          {nearest && figures.isPriced && (
            <Card title="If the price moves">
              <HealthChart
                data={{
                  curve: computeHealthCurve(
                    position,
                    nearest.asset,
                    range.fromWad,
                    range.toWad,
                    CURVE_POINTS,
                  ),
                  healthFactorWad: figures.healthFactorWad,
                  liquidation: nearest,
                  liquidations: figures.liquidations,
                }}
              />
            </Card>
          )}
          {isOwn && figures.hasDebt && figures.isPriced && <WayOut source={source} />}
          {nearest && figures.isPriced && position.liquidate && (
            <Card title="If it is liquidated">
              <LiquidationTerms
                position={position}
                liquidate={position.liquidate}
                liquidations={figures.liquidations}
              />
            </Card>
          )}
          {figures.isPriced && figures.yearOutcome && figures.leverageWad !== null && (
            <Card title="Where the yield comes from">
              <YearBreakdown
                outcome={figures.yearOutcome}
                leverageText={formatMultiple(figures.leverageWad)}
                hasTradingFees={farm?.forms.includes('leveraged-lp') ?? false}
              />
            </Card>
          )}
        </div>
      </div>
    </>
  )
}
