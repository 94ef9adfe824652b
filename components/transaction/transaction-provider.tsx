'use client'

import { useQueryClient } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react'
import { intentKeyOf } from '../../lib/execution/intent-key'
import { refreshFigures } from '../../lib/execution/refresh-figures'
import { isUnderWay, type RunState } from '../../lib/execution/run-state'
import { type ResumedRun, useResumedRuns } from '../../lib/execution/use-resumed-runs'
import { findAdapter } from '../../lib/queries/adapter'
import { OpenRunsContext } from './open-runs-context'
import type { RunFollower } from './review-dialog'
import { changeRun, closeDialog, type ListedRun, NO_RUNS, openReview, removeRun, showRun } from './run-list'
import { type ProvenSimulation, TransactionContext, type TransactionRequest } from './transaction-context'

/** Both come when somebody reviews something, or has: no page needs either to be read. */
const ReviewDialog = dynamic(() => import('./review-dialog').then((module) => module.ReviewDialog), {
  ssr: false,
})
const PendingRuns = dynamic(() => import('./pending-runs').then((module) => module.PendingRuns), {
  ssr: false,
})

/** Keeps the transactions under way above the pages, so that neither closing the dialog nor moving on loses them. */
export function TransactionProvider({ children }: { readonly children: ReactNode }) {
  const queryClient = useQueryClient()
  const resumed = useResumedRuns(findAdapter)
  const [list, setList] = useState(NO_RUNS)
  const aborts = useRef(new Map<number, AbortController>())
  const current = list.runs.find(({ key }) => key === list.current) ?? null
  const listed = list.runs.filter((one) => one !== current || !list.isOpen)

  const review = useCallback((request: TransactionRequest) => setList((old) => openReview(old, request)), [])
  const controls = useMemo(() => ({ review }), [review])

  const follow = ({ key, request }: ListedRun, simulation: ProvenSimulation): RunFollower => {
    const abort = new AbortController()
    aborts.current.set(key, abort)
    setList((old) => changeRun(old, key, { simulation, isGivenUp: false }))
    const onState = (state: RunState) => {
      setList((old) => changeRun(old, key, { run: state }))
      request.onRun?.(state)
      // Also after a refusal, and between steps: an approval before it was confirmed.
      if (state.status === 'pending') return
      void refreshFigures(queryClient, request.planned.plan.chainId)
    }
    return { onState, signal: abort.signal }
  }

  const giveUp = (key: number) => {
    aborts.current.get(key)?.abort()
    setList((old) => closeDialog(changeRun(old, key, { isGivenUp: true })))
  }

  const same = current && findSame(resumed.runs, current.request)
  const openRuns = {
    others: list.runs
      .filter((one) => one !== current && isUnderWay(one.run))
      .map(({ request }) => request.title),
    earlier: resumed.runs.filter(({ state }) => isUnderWay(state)).map(({ run }) => run),
    giveUp: () => current && giveUp(current.key),
    giveUpSame: same ? () => resumed.dismiss(same.run) : null,
  }

  /** What is refused by now says so in its form, which is behind. */
  const renew = ({ key, request }: ListedRun) => {
    const newer = request.replan()
    setList((old) => (newer ? openReview(removeRun(old, key), newer) : removeRun(old, key)))
  }

  return (
    <TransactionContext.Provider value={controls}>
      {children}
      {current && (
        <OpenRunsContext.Provider value={openRuns}>
          <ReviewDialog
            key={current.key}
            request={current.request}
            run={current.run}
            confirmed={current.simulation}
            isOpen={list.isOpen}
            onConfirm={(simulation) => follow(current, simulation)}
            onRenew={() => renew(current)}
            onNext={(next) => setList((old) => openReview(removeRun(old, current.key), next))}
            onClose={() => setList(closeDialog)}
          />
        </OpenRunsContext.Provider>
      )}
      {(listed.length > 0 || resumed.runs.length > 0) && (
        <PendingRuns
          listed={listed}
          resumed={resumed.runs}
          onShow={(key) => setList((old) => showRun(old, key))}
          onGiveUp={giveUp}
          onDismiss={(key) => setList((old) => removeRun(old, key))}
          onForget={resumed.dismiss}
        />
      )}
    </TransactionContext.Provider>
  )
}

/** What an earlier visit has asked for that would do the very same, and may still happen. */
function findSame(resumed: readonly ResumedRun[], { planned }: TransactionRequest): ResumedRun | undefined {
  const open = resumed.filter(({ state }) => isUnderWay(state))
  return open.find(({ run }) => run.intentKey === intentKeyOf(planned.plan))
}
