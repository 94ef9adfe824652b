import type { RunState } from '../../lib/execution/run-state'
import { Dialog } from '../ui/dialog'
import { IssueList } from './issue-list'
import { ReviewActions } from './review-actions'
import { ReviewTerms } from './review-terms'
import { RunStatus } from './run-status'
import { RunSurroundings } from './run-surroundings'
import { StepList } from './step-list'
import type { ProvenSimulation, TransactionRequest } from './transaction-context'
import { TransactionOutcome } from './transaction-outcome'
import { useSimulatedPlan } from './use-simulated-plan'

type Props = {
  readonly request: TransactionRequest
  readonly run: RunState
  /** The simulation that was confirmed; null before. */
  readonly confirmed: ProvenSimulation | null
  readonly isOpen: boolean
  readonly onConfirm: (simulation: ProvenSimulation) => void
  readonly onClose: () => void
}

export function ReviewDialog({ request, run, confirmed, isOpen, onConfirm, onClose }: Props) {
  const { plan } = request.planned
  const isReading = run.status === 'idle'
  const { simulated, isSimulating } = useSimulatedPlan(
    isReading ? request.planned : null,
    request.inputsKey,
    {
      isRepeated: true,
    },
  )
  const result = simulated?.result ?? null
  const proven = confirmed ?? (result?.ok ? result : null)
  // Fails closed: without a simulation of these very calls there is nothing to confirm.
  const refusals = result?.ok ? result.issues.filter((issue) => issue.severity === 'refusal') : []

  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Review transaction">
      <div className="grid grid-cols-1 gap-4">
        <p className="font-medium">{request.title}</p>
        {run.status === 'confirmed' && confirmed ? (
          <TransactionOutcome
            request={request}
            simulation={confirmed}
            blockNumber={run.blockNumber}
            onClose={onClose}
          />
        ) : (
          <>
            <StepList steps={plan.steps} run={run} />
            {proven && request.renderFigures(proven)}
            <ReviewTerms plan={plan} simulation={proven} />
            {!proven && isSimulating && <p className="text-muted text-sm">Simulating on the chain…</p>}
            {result && !result.ok && <IssueList issues={[result.issue]} />}
            <IssueList issues={[...plan.issues, ...(result?.ok ? result.issues : [])]} />
          </>
        )}
        <div className="sticky bottom-0 -mx-4 -mb-4 grid grid-cols-1 gap-3 border-line border-t bg-surface px-4 py-3 sm:-mx-6 sm:px-6">
          <RunStatus run={run} />
          <RunSurroundings run={run} />
          <ReviewActions
            request={request}
            run={run}
            simulation={refusals.length === 0 ? proven : null}
            onConfirm={onConfirm}
            onClose={onClose}
          />
        </div>
      </div>
    </Dialog>
  )
}
