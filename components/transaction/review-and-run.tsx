import type { ComponentProps } from 'react'
import type { Config } from 'wagmi'
import { rehearsePlan } from '../../lib/execution/rehearse'
import { type RunOptions, runPlan } from '../../lib/execution/run'
import { useAdapterOrSuspend } from '../../lib/queries/adapter'
import { ReviewDialog } from './review-dialog'
import type { ProvenSimulation } from './transaction-context'

type Props = Omit<ComponentProps<typeof ReviewDialog>, 'onConfirm'> & {
  readonly onConfirm: (simulation: ProvenSimulation, run: RunRequest) => void
}

/** Starts what was confirmed, told its states. */
export type RunRequest = (config: Config, onState: RunOptions['onState'], signal: AbortSignal) => void

/** The review together with what runs the plan: loaded as one, so that a confirmation never waits for code. */
export function ReviewAndRun({ onConfirm, ...props }: Props) {
  // There by then: what is reviewed was planned with it.
  const protocol = useAdapterOrSuspend(props.request.planned.plan)
  const makeRun =
    (reviewed: ProvenSimulation): RunRequest =>
    (config, onState, signal) => {
      const { plan, markets, guards } = props.request.planned
      const client = config.getClient({ chainId: plan.chainId })
      const probe = protocol.probeAccount(markets, plan.owner)
      const rehearsal = { plan, reviewed, guards, probe, errors: protocol }
      const rehearse: RunOptions['rehearse'] = (steps) => rehearsePlan(client, rehearsal, steps)
      void runPlan(config, plan, { onState, errors: protocol, rehearse, signal })
    }
  return <ReviewDialog {...props} onConfirm={(simulation) => onConfirm(simulation, makeRun(simulation))} />
}
