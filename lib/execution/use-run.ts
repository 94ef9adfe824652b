import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useConfig } from 'wagmi'
import type { TransactionPlan } from '../plan/plan'
import { findStorage, forgetRun, keyOf, type RememberedRun } from './remember'
import { resumeRuns } from './resume'
import type { ErrorReader } from './revert'
import { hasEnded, runPlan } from './run'
import type { RunState } from './run-state'
import { createStore } from './store'

/** Everything on the page that a transaction can change. */
const AFFECTED_QUERIES = ['markets', 'account', 'position-owner', 'simulation'] as const

const IDLE: RunState = { status: 'idle' }

/** Takes plans through wallet and chain, one at a time; figures are read again after each step. */
export function useRun() {
  const config = useConfig()
  const queryClient = useQueryClient()
  const [store] = useState(() => createStore<RunState>(IDLE))
  const state = useSyncExternalStore(store.subscribe, store.read, () => IDLE)
  const current = useRef<AbortController | null>(null)

  const start = useCallback(
    (plan: TransactionPlan, errors?: ErrorReader): Promise<RunState> => {
      current.current?.abort()
      const controller = new AbortController()
      current.current = controller
      const onState = (next: RunState) => {
        if (current.current === controller) store.write(next)
        if (changesChain(next)) void refreshFigures(queryClient)
      }
      return runPlan(config, plan, { onState, errors, signal: controller.signal })
    },
    [config, queryClient, store],
  )

  /** Back to the start. What was sent is followed on, but no longer shown here. */
  const reset = useCallback(() => {
    current.current?.abort()
    current.current = null
    store.write(IDLE)
  }, [store])

  return { state, start, reset }
}

export type PendingRun = { readonly run: RememberedRun; readonly state: RunState }

const pendingRuns = createStore<readonly PendingRun[]>([])
const NO_RUNS: readonly PendingRun[] = []
let haveResumed = false

/**
 * What was sent before this page was loaded, and how it ended. Mounted once, at the root: the first mount
 * starts the watching. A run that ended stays until it is dismissed.
 */
export function usePendingRuns(errorsOf?: (protocol: string) => ErrorReader | undefined) {
  const config = useConfig()
  const queryClient = useQueryClient()
  const runs = useSyncExternalStore(pendingRuns.subscribe, pendingRuns.read, () => NO_RUNS)

  useEffect(() => {
    if (haveResumed) return
    haveResumed = true
    const onState = (run: RememberedRun, state: RunState) => {
      const others = pendingRuns.read().filter((pending) => keyOf(pending.run) !== keyOf(run))
      pendingRuns.write([...others, { run, state }])
      if (changesChain(state)) void refreshFigures(queryClient)
    }
    resumeRuns(config, { onState, errorsOf })
  }, [config, queryClient, errorsOf])

  const dismiss = useCallback((run: RememberedRun) => {
    forgetRun(findStorage(), keyOf(run))
    pendingRuns.write(pendingRuns.read().filter((pending) => keyOf(pending.run) !== keyOf(run)))
  }, [])

  return { runs, dismiss }
}

/** After each confirmed step, and after every end: an approval before a refusal changed the chain too. */
function changesChain(state: RunState): boolean {
  return hasEnded(state) || (state.status === 'signing' && state.stepIndex > 0)
}

async function refreshFigures(queryClient: QueryClient): Promise<void> {
  await Promise.all(AFFECTED_QUERIES.map((key) => queryClient.invalidateQueries({ queryKey: [key] })))
}
