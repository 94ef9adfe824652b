import { useMemo } from 'react'
import type { Abi } from 'viem'
import { useConfig } from 'wagmi'
import { ONE_BY_ONE } from '../../lib/execution/executor'
import { chooseHanding } from '../../lib/execution/handing'
import { noteGoal } from '../../lib/execution/note-goal'
import { rehearsePlan } from '../../lib/execution/rehearse'
import { type RunOptions, runPlan } from '../../lib/execution/run'
import type { RunState } from '../../lib/execution/run-state'
import { findStorage } from '../../lib/execution/run-storage'
import { useWalletAbilities } from '../../lib/execution/use-wallet-abilities'
import { useWatchedRun } from '../../lib/execution/use-watched-run'
import { useAdapterOrSuspend } from '../../lib/queries/adapter'
import { Dialog } from '../ui/dialog'
import { ExecutorLine } from './executor-line'
import { IssueList } from './issue-list'
import { LegsPath } from './legs-path'
import { MovedNotice } from './moved-notice'
import { ReviewActions } from './review-actions'
import { ReviewTerms } from './review-terms'
import { RunStatus } from './run-status'
import { RunSurroundings } from './run-surroundings'
import { SafeExplained } from './safe-explained'
import { SignedBytes } from './signed/signed-bytes'
import { StepList } from './step-list'
import type { ProvenSimulation, TransactionRequest } from './transaction-context'
import { TransactionOutcome } from './transaction-outcome'
import { useReview } from './use-review'
import { readersOf } from './use-simulated-plan'

type Props = {
  readonly request: TransactionRequest
  readonly run: RunState
  /** The simulation that was confirmed; null before. */
  readonly confirmed: ProvenSimulation | null
  readonly isOpen: boolean
  /** Notes what was confirmed, and answers who follows its run. */
  readonly onConfirm: (simulation: ProvenSimulation) => RunFollower
  /** Makes the request anew from newer figures. */
  readonly onRenew: () => void
  /** Reviews what comes after it, in its place. */
  readonly onNext: (request: TransactionRequest) => void
  readonly onClose: () => void
}

const NO_FUNCTIONS: Abi = []
const NO_WALLET: ProvenSimulation['before']['wallet'] = []

/** Told the states of a run; ends its asking. */
export type RunFollower = Pick<RunOptions, 'onState' | 'signal'>

/** The review, and what runs the plan: loaded as one, so that a confirmation never waits for code. */
export function ReviewDialog({
  request,
  run: reported,
  confirmed,
  isOpen,
  onConfirm,
  onRenew,
  onNext,
  onClose,
}: Props) {
  const { plan } = request.planned
  const config = useConfig()
  // There by then: what is reviewed was planned with it.
  const adapter = useAdapterOrSuspend(plan)
  const run = useWatchedRun(reported, plan.chainId)
  const review = useReview(request, run.status === 'idle')
  const proven = confirmed ?? review.proven
  const mayBatch = plan.steps.length > 1 && !plan.legs
  const ofWallet = useWalletAbilities(plan, mayBatch)
  const abilities = plan.legs ? ONE_BY_ONE : ofWallet
  const handing = useMemo(() => chooseHanding(plan.steps, abilities, run), [plan, abilities, run])

  const confirm = (reviewed: ProvenSimulation) => {
    const { probe, errors } = readersOf(adapter, request.planned)
    const rehearsal = { plan, reviewed, guards: request.planned.guards, probe, errors }
    const client = config.getClient({ chainId: plan.chainId })
    const rehearse: RunOptions['rehearse'] = (steps) => rehearsePlan(client, rehearsal, steps)
    const follower = onConfirm(reviewed)
    const note = noteGoal(findStorage(), plan, reviewed.before)
    const onState: RunOptions['onState'] = (state) => {
      note?.(state)
      follower.onState(state)
    }
    void runPlan(config, plan, { ...follower, onState, errors, rehearse })
  }

  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Review transaction">
      <div className="grid grid-cols-1 gap-4">
        <p className="font-medium">{request.title}</p>
        {run.status === 'confirmed' && confirmed ? (
          <TransactionOutcome
            request={request}
            simulation={confirmed}
            blockNumber={run.blockNumber}
            onNext={onNext}
            onClose={onClose}
          />
        ) : (
          <>
            <ExecutorLine plan={plan} handing={handing} />
            {plan.legs && <LegsPath legs={plan.legs} />}
            <SafeExplained steps={plan.steps} />
            <StepList steps={plan.steps} run={run} isBatch={handing.executor === 'batch'} />
            {proven && request.renderFigures(proven)}
            <ReviewTerms plan={plan} simulation={proven} />
            <SignedBytes
              planned={request.planned}
              wallet={proven?.before.wallet ?? NO_WALLET}
              sends={handing.sends}
              functions={adapter.functionAbi ?? NO_FUNCTIONS}
            />
            {!proven && review.isSimulating && <p className="text-muted text-sm">Simulating on the chain…</p>}
            {review.moved && <MovedNotice moved={review.moved} onAccept={review.accept} />}
            <IssueList issues={review.issues} />
          </>
        )}
        <div className="sticky bottom-0 -mx-4 -mb-4 grid grid-cols-1 gap-3 border-line border-t bg-surface px-4 py-3 sm:-mx-6 sm:px-6">
          <RunStatus run={run} steps={plan.steps} />
          <RunSurroundings run={run} />
          <ReviewActions
            request={request}
            run={run}
            simulation={proven}
            refusals={run.status === 'idle' ? review.refusals : []}
            hasMoved={review.moved !== null}
            onConfirm={confirm}
            onRenew={onRenew}
            onClose={onClose}
          />
        </div>
      </div>
    </Dialog>
  )
}
