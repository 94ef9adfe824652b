import { useEffect, useState } from 'react'
import { formatHealthFactor } from '../../lib/format/health-factor'
import { type WaysOut as Found, findWaysOut, isEnough } from '../../lib/plan/find-ways-out'
import { RESCUE_TARGET_WAD, type WayOutAction } from '../../lib/plan/search-way'
import { Button } from '../ui/button'
import { Skeleton } from '../ui/skeleton'
import { listDepositAssets } from './list-deposit-assets'
import { type ManageSource, usePlanner } from './use-planner'
import { describeBlockedWay, describeWayOut, describeWayOutcome } from './way-out-words'

type Props = {
  readonly source: ManageSource
  /** Takes the person to the form, filled in. Nothing is sent by it. */
  readonly onChoose: (action: WayOutAction) => void
}

/** What saves a position in danger: what can be done now first, the cheapest first, and at last what cannot, with why. */
export function WaysOut({ source, onChoose }: Props) {
  const { position } = source
  const found = useWaysOut(source)
  return (
    <section
      aria-label="What you can do now"
      className="grid gap-3 rounded-xl border border-danger bg-surface p-4"
    >
      <h2 className="font-semibold text-base">What you can do now</h2>
      {found === null && <Skeleton className="h-24 w-full rounded-lg" />}
      {found && (
        <p className="text-sm">
          {found.open.length === 0
            ? 'Nothing that can be done here saves it now. Why, and what would change that:'
            : `With amounts that bring the health factor to ${TARGET} where that can be: a fall of about a fifth would liquidate it then. Each opens its form, filled in; nothing is sent before you have reviewed it.`}
        </p>
      )}
      {found && found.open.length > 1 && !found.open.some(isEnough) && (
        <p className="text-sm">Each of these helps, and none alone is enough: after one, look here again.</p>
      )}
      {found && found.open.length > 0 && (
        <ol className="grid gap-3">
          {found.open.map((way) => (
            <li key={keyOf(way.action)} data-way={way.action.kind} className="grid justify-items-start gap-1">
              <Button
                variant={way === found.open[0] ? 'primary' : 'secondary'}
                className="max-w-full break-words text-left"
                onClick={() => onChoose(way.action)}
              >
                {describeWayOut(way, position)}
              </Button>
              <p className="text-muted text-sm">{describeWayOutcome(way, position)}</p>
            </li>
          ))}
        </ol>
      )}
      {found && found.blocked.length > 0 && (
        <ul aria-label="Not now" className="grid gap-2 border-line border-t pt-3 text-sm">
          {found.blocked.map(describeBlockedWay).map(({ name, why }) => (
            <li key={name} className="text-muted">
              <span className="font-medium text-ink">{name}, not now:</span> {why}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** A repayment of each debt stands beside the others. */
function keyOf(action: WayOutAction): string {
  return action.kind === 'repay' ? `repay ${action.debtAsset?.address}` : action.kind
}

const TARGET = formatHealthFactor(RESCUE_TARGET_WAD)

/** Found after the page has been drawn: it takes many plans. What was found before stands until then. */
function useWaysOut(source: ManageSource): Found | null {
  const { plan } = usePlanner(source, 'ways-out')
  const [found, setFound] = useState<Found | null>(null)
  useEffect(() => {
    const { position, farm, account } = source
    const depositAssets = listDepositAssets(source)
    const timer = setTimeout(() =>
      setFound(findWaysOut({ position, farm, wallet: account.wallet, depositAssets, plan })),
    )
    return () => clearTimeout(timer)
  }, [plan, source])
  return found
}
