import { isUncertain, type RunState } from '../../lib/execution/run-state'
import { formatIssue } from '../../lib/format/issue'
import type { IssueText } from '../../lib/format/issue-text'
import { formatStop, type Stop } from '../../lib/format/stop'
import type { PlanStep } from '../../lib/plan/plan'

type Props = {
  readonly run: RunState
  /** Of its plan; null where that is not known any more. */
  readonly steps: readonly PlanStep[] | null
}

/** One line that says where the transaction stands. Always in the page, so that each change of it is announced. */
export function RunStatus({ run, steps }: Props) {
  const hash = 'hash' in run ? run.hash : null
  return (
    <p
      role="status"
      data-state={run.status === 'idle' ? undefined : run.status}
      data-tx-hash={hash ?? undefined}
      className={`text-sm ${run.status === 'idle' ? 'sr-only' : 'flex items-start gap-2 rounded-lg border border-line bg-raised px-3 py-2.5'}`}
    >
      {run.status !== 'idle' && (
        <>
          <StatusMark status={run.status} />
          <span className="min-w-0 flex-1 break-words">
            {describeRun(run, steps)}
            {run.notes?.map((note) => (
              <span key={note.code} className="mt-1 block">
                {join(formatIssue(note))}
              </span>
            ))}
            {hash && <span className="block truncate font-mono text-muted text-xs">{hash}</span>}
          </span>
        </>
      )}
    </p>
  )
}

function describeRun(run: RunState, steps: Props['steps']): string {
  switch (run.status) {
    case 'idle':
      return ''
    case 'signing':
      if (run.isChecking) return `Asking the chain whether it was sent${describePlace(run)}.`
      return `Waiting for your wallet${describePlace(run)}. Confirm there to go on.`
    case 'pending':
      return `Sent${describePlace(run)}. Waiting for the chain to include it.`
    case 'confirmed':
      return `Confirmed in block ${run.blockNumber}.`
    case 'rejected':
    case 'failed': {
      const step = findStepFate(run)
      return join(formatStop({ ...run, steps, step }))
    }
  }
}

/** What became of the step that a run stopped at. What was handed over and not undone may have happened. */
function findStepFate(run: Extract<RunState, { status: 'rejected' | 'failed' }>): Stop['step'] {
  if (run.status === 'rejected') return 'not-sent'
  if (run.issue.code === 'transaction-reverted') return 'undone'
  return run.hash === null && !isUncertain(run) ? 'not-sent' : 'open'
}

function join({ title, text }: IssueText): string {
  return `${title ? `${title}. ` : ''}${text}`
}

function describePlace({
  stepIndex,
  stepCount,
}: {
  readonly stepIndex: number
  readonly stepCount: number
}): string {
  return stepCount > 1 ? ` (step ${stepIndex + 1} of ${stepCount})` : ''
}

const MARKS = {
  signing: { ink: 'text-accent animate-pulse', path: 'M8 2a6 6 0 100 12A6 6 0 008 2zM8 5v3.5l2.5 1.5' },
  pending: { ink: 'text-accent animate-pulse', path: 'M8 2a6 6 0 100 12A6 6 0 008 2zM8 5v3.5l2.5 1.5' },
  confirmed: { ink: 'text-ok', path: 'M2.5 8.5l4 4 7-9' },
  rejected: { ink: 'text-warn', path: 'M3.5 3.5l9 9M12.5 3.5l-9 9' },
  failed: { ink: 'text-danger', path: 'M3.5 3.5l9 9M12.5 3.5l-9 9' },
} as const

export function StatusMark({ status }: { readonly status: keyof typeof MARKS }) {
  const { ink, path } = MARKS[status]
  return (
    <svg viewBox="0 0 16 16" className={`mt-0.5 size-4 flex-none ${ink}`} aria-hidden="true">
      <path d={path} fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" />
    </svg>
  )
}
