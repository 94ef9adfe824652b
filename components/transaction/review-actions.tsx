import Link from 'next/link'
import { isUncertain, type RunState } from '../../lib/execution/run-state'
import { Button } from '../ui/button'
import type { ProvenSimulation, TransactionRequest } from './transaction-context'

type Props = {
  readonly request: TransactionRequest
  readonly run: RunState
  /** null where there is nothing proven to confirm. */
  readonly simulation: ProvenSimulation | null
  readonly onConfirm: (simulation: ProvenSimulation) => void
  readonly onClose: () => void
}

export function ReviewActions({ request, run, simulation, onConfirm, onClose }: Props) {
  if (run.status === 'confirmed') return null
  const isBusy = run.status === 'signing' || run.status === 'pending'
  const canRetry = run.status === 'rejected' || (run.status === 'failed' && wasNothingSent(run))
  const isEnded = run.status === 'failed' && !canRetry
  return (
    <div className="grid gap-2">
      {isEnded ? (
        <Button variant="secondary" size="large" onClick={onClose}>
          Close
        </Button>
      ) : (
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
      )}
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

/** After these a retry would send the same a second time, or fail the same way again. */
const NO_RETRY: ReadonlySet<string> = new Set([
  'deadline-passed',
  'review-expired',
  'batch-partly-reverted',
  'slippage-exceeded',
])

function wasNothingSent(run: Extract<RunState, { status: 'failed' }>): boolean {
  return run.hash === null && !isUncertain(run) && !NO_RETRY.has(run.issue.code)
}
