import type { ReactNode } from 'react'
import { useConnection } from 'wagmi'
import type { RememberedRun } from '../../lib/execution/run-record'
import type { ResumedRun } from '../../lib/execution/use-resumed-runs'
import { formatOwner } from '../../lib/format/owner'
import { describeRemembered } from './describe-remembered'
import { PendingStrip } from './pending-strip'
import type { ListedRun } from './run-list'

/** Strips of earlier visits that are shown at once; the others follow as these are dismissed. */
const MAX_RESUMED = 3

type Props = {
  /** Of this visit, without the one in the dialog. */
  readonly listed: readonly ListedRun[]
  /** Of visits before this one. */
  readonly resumed: readonly ResumedRun[]
  readonly onShow: (key: number) => void
  readonly onGiveUp: (key: number) => void
  readonly onDismiss: (key: number) => void
  readonly onForget: (run: RememberedRun) => void
}

/** What is on its way and shown by no dialog: of this visit, and of visits before it. */
export function PendingRuns({ listed, resumed, onShow, onGiveUp, onDismiss, onForget }: Props) {
  const { address } = useConnection()
  const hidden = resumed.length - MAX_RESUMED
  return (
    <aside
      aria-label="Transactions under way"
      className="fixed inset-x-2 bottom-2 z-20 mx-auto grid max-h-[60dvh] max-w-xl grid-cols-1 gap-2 overflow-y-auto"
    >
      {resumed.slice(0, MAX_RESUMED).map(({ run, state }) => (
        <PendingStrip
          key={run.id}
          title={describeRemembered(run) + formatOwner(run.owner, address)}
          run={state}
          steps={null}
          onShow={null}
          onGiveUp={() => onForget(run)}
          onDismiss={() => onForget(run)}
        />
      ))}
      {hidden > 0 && (
        <Aside>{hidden === 1 ? 'One more is' : `${hidden} more are`} shown once these are dismissed.</Aside>
      )}
      {listed.map(({ key, request, run, isGivenUp }) => (
        <PendingStrip
          key={key}
          title={request.title + formatOwner(request.planned.plan.owner, address)}
          run={run}
          steps={request.planned.plan.steps}
          isGivenUp={isGivenUp}
          onShow={() => onShow(key)}
          onGiveUp={() => onGiveUp(key)}
          onDismiss={() => onDismiss(key)}
        />
      ))}
    </aside>
  )
}

function Aside({ children }: { readonly children: ReactNode }) {
  return <p className="rounded-lg border border-line bg-surface px-3 py-2 text-muted text-sm">{children}</p>
}
