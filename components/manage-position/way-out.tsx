import { useEffect, useState } from 'react'
import { type Exit, findExits } from '../../lib/plan/find-exits'
import { Exits } from '../position/exits'
import { Card } from '../ui/card'
import { Skeleton } from '../ui/skeleton'
import { type ManageSource, usePlanner } from './use-planner'

/** Whether a part or all of a position can be left now, what that costs, and what stands in the way. */
export function WayOut({ source }: { readonly source: ManageSource }) {
  const exits = useExits(source)
  const { unit } = source.position
  return (
    <Card title="Way out" label="Way out">
      {exits === null ? (
        <Skeleton className="h-32 w-full rounded-lg" />
      ) : (
        <div className="grid gap-3">
          <Exits exits={exits} unit={unit} />
          <p className="text-muted text-xs">
            What it costs is what your position is worth at the oracle’s prices less what is yours after: fees
            and price movement included, the network fee apart.
          </p>
        </div>
      )}
    </Card>
  )
}

/** Found after the page has been drawn. What was found before stands until then. */
function useExits(source: ManageSource): readonly Exit[] | null {
  const { plan } = usePlanner(source, 'way-out')
  const [found, setFound] = useState<readonly Exit[] | null>(null)
  useEffect(() => {
    const timer = setTimeout(() => setFound(findExits(source.position, source.account, plan)))
    return () => clearTimeout(timer)
  }, [plan, source])
  return found
}
