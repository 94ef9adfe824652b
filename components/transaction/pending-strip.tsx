import type { RunState } from '../../lib/execution/run-state'
import { Button } from '../ui/button'
import { RunStatus } from './run-status'

type Props = {
  readonly title: string
  readonly run: RunState
  /** null where there is no dialog to show. */
  readonly onShow: (() => void) | null
  /** null while the outcome is open. */
  readonly onDismiss: (() => void) | null
}

/** What is left of the dialog while it is closed and the transaction is not over. */
export function PendingStrip({ title, run, onShow, onDismiss }: Props) {
  return (
    <div className="grid grid-cols-1 gap-2 rounded-xl border border-line-strong bg-surface p-3 shadow-xl">
      <div className="flex items-center justify-between gap-3">
        <strong className="min-w-0 truncate font-semibold text-sm">{title}</strong>
        <div className="flex gap-2">
          {onShow && (
            <Button size="small" onClick={onShow}>
              Show
            </Button>
          )}
          {onDismiss && (
            <Button size="small" variant="quiet" onClick={onDismiss}>
              Dismiss
            </Button>
          )}
        </div>
      </div>
      <RunStatus run={run} />
    </div>
  )
}
