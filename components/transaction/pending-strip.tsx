import { isUnderWay, type RunState } from '../../lib/execution/run-state'
import type { PlanStep } from '../../lib/plan/plan'
import { Button } from '../ui/button'
import { GiveUp } from './give-up'
import { RunStatus } from './run-status'

type Props = {
  readonly title: string
  readonly run: RunState
  /** Of its plan; null where that is not known any more. */
  readonly steps: readonly PlanStep[] | null
  readonly isGivenUp?: boolean
  /** null where there is no dialog to show. */
  readonly onShow: (() => void) | null
  readonly onGiveUp: () => void
  readonly onDismiss: () => void
}

/** What is left of the dialog while it is closed and the transaction is not over. */
export function PendingStrip({ title, run, steps, isGivenUp = false, onShow, onGiveUp, onDismiss }: Props) {
  const isAwaited = isUnderWay(run) && !isGivenUp
  return (
    <div className="grid grid-cols-1 gap-2 rounded-xl border border-line-strong bg-surface p-3 shadow-xl">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <strong className="min-w-0 flex-1 truncate font-semibold text-sm">{title}</strong>
        {onShow && (
          <Button size="small" onClick={onShow}>
            Show
          </Button>
        )}
        {isAwaited ? (
          <GiveUp onGiveUp={onGiveUp} />
        ) : (
          <Button size="small" variant="quiet" onClick={onDismiss}>
            Dismiss
          </Button>
        )}
      </div>
      <RunStatus run={run} steps={steps} />
      {isGivenUp && isUnderWay(run) && (
        <p className="text-muted text-sm">
          You gave up on this. It may still happen: it is followed here until you dismiss it.
        </p>
      )}
    </div>
  )
}
