import type { RememberedRun } from '../../lib/execution/remember'
import { type ResumedRun, useResumedRuns } from '../../lib/execution/use-resumed-runs'
import { protocolOf } from '../../lib/queries/protocol'
import { Button } from '../ui/button'
import { RunStatus } from './run-status'

const TITLES: Readonly<Record<string, string>> = {
  open: 'Opening a position',
  close: 'Closing a position',
}

/** Transactions that were sent before the page was loaded, until the person has seen how they ended. */
export function ResumedRuns() {
  const { runs, dismiss } = useResumedRuns(errorsOf)
  if (runs.length === 0) return null
  return (
    <aside
      aria-label="Earlier transactions"
      className="fixed inset-x-2 bottom-2 z-20 mx-auto grid max-w-xl gap-3 rounded-xl border border-line-strong bg-surface p-3 shadow-xl"
    >
      {runs.map((resumed) => (
        <ResumedRunEntry
          key={resumed.run.sentAtMs}
          resumed={resumed}
          onDismiss={() => dismiss(resumed.run)}
        />
      ))}
    </aside>
  )
}

function ResumedRunEntry({
  resumed: { run, state },
  onDismiss,
}: {
  readonly resumed: ResumedRun
  readonly onDismiss: () => void
}) {
  const isUnfinished = state.status === 'confirmed' && run.stepIndex < run.stepCount - 1
  return (
    <div className="grid gap-2">
      <div className="flex items-center justify-between gap-3">
        <strong className="min-w-0 truncate font-semibold text-sm">{titleOf(run)}</strong>
        {state.status !== 'pending' && (
          <Button size="small" variant="quiet" onClick={onDismiss}>
            Dismiss
          </Button>
        )}
      </div>
      <RunStatus run={state} />
      {isUnfinished && (
        <p className="text-muted text-sm">Only the approval was sent; the rest was not. Start it again.</p>
      )}
    </div>
  )
}

function titleOf(run: RememberedRun): string {
  return TITLES[run.intentKind] ?? 'A transaction'
}

/** A protocol that was taken out since has nothing to say about its reverts. */
function errorsOf(protocol: string) {
  try {
    return protocolOf({ protocol })
  } catch {
    return undefined
  }
}
