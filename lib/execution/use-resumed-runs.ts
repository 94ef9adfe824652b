import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useSyncExternalStore } from 'react'
import { useConfig } from 'wagmi'
import { refreshFigures } from './refresh-figures'
import type { ResumeOptions } from './resume'
import type { RememberedRun } from './run-record'
import { isUnderWay, type RunState } from './run-state'
import { findStorage, hasRuns } from './run-storage'

/** Something that was sent before the page was loaded, with how it stands. */
export type ResumedRun = { readonly run: RememberedRun; readonly state: RunState }

const NONE: readonly ResumedRun[] = []
/** For the whole page, and over remounts: what is watched is watched once. */
let shown = NONE
let haveResumed = false
/** Ids that somebody wants to see no more: only an outcome brings them back. */
const dismissed = new Set<string>()
const listeners = new Set<() => void>()

/**
 * What was sent before this page was loaded, and how it ended; figures are read again then. The first
 * mount starts the watching, so mount it at the root. A run stays until it is dismissed.
 */
export function useResumedRuns(loadErrorsOf: ResumeOptions['loadErrorsOf']) {
  const config = useConfig()
  const queryClient = useQueryClient()
  const runs = useSyncExternalStore(
    subscribe,
    () => shown,
    () => NONE,
  )

  useEffect(() => {
    if (haveResumed) return
    haveResumed = true
    // Watching is code of its own, which most visits never need.
    if (!hasRuns(findStorage())) return
    const onState = (run: RememberedRun, state: RunState) => {
      if (dismissed.has(run.id) && isUnderWay(state)) return
      show([...without(run), { run, state }])
      if (state.status !== 'pending') void refreshFigures(queryClient, run.chainId)
    }
    void import('./resume').then(
      ({ resumeRuns }) => resumeRuns(config, { onState, loadErrorsOf }),
      () => {
        haveResumed = false
      },
    )
  }, [config, queryClient, loadErrorsOf])

  const dismiss = useCallback((run: RememberedRun) => {
    dismissed.add(run.id)
    void import('./remember').then(({ forgetRun }) => forgetRun(findStorage(), run.id))
    show(without(run))
  }, [])

  return { runs, dismiss }
}

function without(run: RememberedRun): readonly ResumedRun[] {
  return shown.filter((other) => other.run.id !== run.id)
}

function show(runs: readonly ResumedRun[]): void {
  shown = runs
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
