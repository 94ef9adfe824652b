import type { ComponentProps } from 'react'
import { runPlan } from '../../lib/execution/run'
import { ReviewDialog } from './review-dialog'
import type { ProvenSimulation } from './transaction-context'

type Props = Omit<ComponentProps<typeof ReviewDialog>, 'onConfirm'> & {
  readonly onConfirm: (simulation: ProvenSimulation, run: typeof runPlan) => void
}

/** The review together with what runs the plan: loaded as one, so that a confirmation never waits for code. */
export function ReviewAndRun({ onConfirm, ...props }: Props) {
  return <ReviewDialog {...props} onConfirm={(simulation) => onConfirm(simulation, runPlan)} />
}
