import dynamic from 'next/dynamic'
import type { ReactNode } from 'react'
import type { RememberedRun } from '../../lib/execution/run-record'
import { useResumedRuns } from '../../lib/execution/use-resumed-runs'
import { loadAdapters } from '../../lib/queries/adapter'

/** Comes with the first transaction: most visits see none. */
export const PendingStrip = dynamic(() => import('./pending-strip').then((module) => module.PendingStrip), {
  ssr: false,
})

/** What is on its way and shown by no dialog: of this visit, and of visits before it. */
export function PendingRuns({ children }: { readonly children: ReactNode }) {
  const { runs, dismiss } = useResumedRuns(loadAdapters)
  if (runs.length === 0 && !children) return null
  return (
    <aside
      aria-label="Transactions under way"
      className="fixed inset-x-2 bottom-2 z-20 mx-auto grid max-w-xl grid-cols-1 gap-2"
    >
      {runs.map(({ run, state }) => (
        <PendingStrip
          key={run.id}
          title={describeRemembered(run)}
          run={state}
          onShow={null}
          onDismiss={state.status === 'pending' ? null : () => dismiss(run)}
        />
      ))}
      {children}
    </aside>
  )
}

function describeRemembered({ intentKind, stepIndex, stepCount }: RememberedRun): string {
  const place = stepCount > 1 ? `, step ${stepIndex + 1} of ${stepCount}` : ''
  const what = WORDS[intentKind] ?? 'A transaction'
  return `${what}${place}`
}

const WORDS: Readonly<Record<string, string>> = {
  open: 'Opening a position',
  close: 'Closing a position',
  supply: 'Supplying to a pool',
  'withdraw-supply': 'Withdrawing from a pool',
}
