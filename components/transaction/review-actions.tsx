import Link from 'next/link'
import type { Issue } from '../../lib/domain/issue'
import { isUncertain, type RunState } from '../../lib/execution/run-state'
import { Button } from '../ui/button'
import { useOpenRuns } from './open-runs-context'
import type { ProvenSimulation, TransactionRequest } from './transaction-context'

type Props = {
  readonly request: TransactionRequest
  readonly run: RunState
  /** null where there is nothing proven to confirm. */
  readonly simulation: ProvenSimulation | null
  /** Why it must not be confirmed as it stands. */
  readonly refusals: readonly Issue[]
  /** Figures are no longer as they were read, and not accepted yet. */
  readonly hasMoved: boolean
  readonly onConfirm: (simulation: ProvenSimulation) => void
  readonly onRenew: () => void
  readonly onClose: () => void
}

export function ReviewActions(props: Props) {
  const { request, run, hasMoved, onClose } = props
  const { giveUpSame } = useOpenRuns()
  if (run.status === 'confirmed' || (run.status === 'idle' && giveUpSame)) return null
  if (hasMoved) {
    return <p className="text-sm">The figures have changed. Look at them above, and accept them to go on.</p>
  }
  const isBusy = run.status === 'signing' || run.status === 'pending'
  return (
    <div className="grid gap-2">
      <MainButton {...props} isBusy={isBusy} />
      {isBusy && (
        <p className="text-center text-muted text-xs">
          You may close this:{' '}
          <Link prefetch={false} href="/portfolio" className="underline" onClick={onClose}>
            your portfolio
          </Link>{' '}
          stays usable, and “{request.title}” is followed below.
        </p>
      )}
    </div>
  )
}

type MainProps = Props & { readonly isBusy: boolean }

function MainButton({ run, simulation, refusals, onConfirm, onRenew, onClose, isBusy }: MainProps) {
  const hasStopped = run.status === 'rejected' || run.status === 'failed'
  const canRetry = run.status === 'rejected' || (run.status === 'failed' && wasNothingSent(run))
  // All that was to be done, or a part of it: the same would do it twice.
  const isCallDone = hasStopped && run.done.some(({ kind }) => kind === 'call')
  const isEnded = hasStopped && (!canRetry || isCallDone)
  const reasons = run.status === 'failed' ? [run.issue] : refusals
  if (!isCallDone && reasons.some(({ code }) => NEEDS_NEW_REVIEW.has(code))) {
    return (
      <Button variant="primary" size="large" onClick={onRenew}>
        Review again
      </Button>
    )
  }
  if (isEnded || (simulation && refusals.length > 0)) {
    return (
      <Button variant="secondary" size="large" onClick={onClose}>
        Close
      </Button>
    )
  }
  return (
    <Button
      variant="primary"
      size="large"
      // Not `disabled` while it works: the focus would fall out of the dialog.
      aria-disabled={isBusy || !simulation}
      className="aria-disabled:cursor-not-allowed aria-disabled:opacity-60"
      onClick={() => {
        if (!isBusy && simulation) onConfirm(simulation)
      }}
    >
      {canRetry ? 'Retry' : 'Confirm in wallet'}
    </Button>
  )
}

/** After these the same plan cannot go on, and one made anew may. */
const NEEDS_NEW_REVIEW: ReadonlySet<string> = new Set([
  'review-expired',
  'deadline-passed',
  'slippage-exceeded',
  'outcome-moved',
])

/** After these the same might be sent a second time, or a part of it. */
const NO_RETRY: ReadonlySet<string> = new Set(['batch-reverted', 'batch-partly-reverted'])

function wasNothingSent(run: Extract<RunState, { status: 'failed' }>): boolean {
  return run.hash === null && !isUncertain(run) && !NO_RETRY.has(run.issue.code)
}
