import { useMemo } from 'react'
import type { Farm } from '../../lib/domain/farm'
import type { Simulated } from '../../lib/execution/use-simulation'
import { findExitsOfOpening } from '../../lib/plan/find-exits'
import type { ProtocolAdapter } from '../../lib/protocols/protocol'
import { Exits } from '../position/exits'
import { Card } from '../ui/card'

type Props = {
  readonly farm: Farm
  readonly adapter: ProtocolAdapter | null
  readonly simulated: Simulated | null
}

/** What leaving would cost right after opening, on the pools as they were before it, and whether it could be done at all. */
export function OpeningWayOut({ farm, adapter, simulated }: Props) {
  const exits = useMemo(
    () =>
      adapter && simulated?.result.ok
        ? findExitsOfOpening(adapter, simulated.plan, simulated.result, simulated.plan)
        : null,
    [adapter, simulated],
  )
  if (exits?.length === 0) return null
  return (
    <Card title="Way out" label="Way out">
      {exits ? (
        <Exits exits={exits} unit={farm.unit} />
      ) : (
        <p className="text-muted text-sm">
          What leaving costs, and whether it can be done, is told once the opening has been simulated with
          your wallet.
        </p>
      )}
    </Card>
  )
}
