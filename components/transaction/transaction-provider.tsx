'use client'

import { useQueryClient } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { useConfig } from 'wagmi'
import { isUnderWay, type RunState } from '../../lib/execution/run-state'
import { PendingRuns, PendingStrip } from './pending-runs'
import type { RunRequest } from './review-and-run'
import { type ProvenSimulation, TransactionContext, type TransactionRequest } from './transaction-context'

/** Comes with what runs a plan, when somebody reviews one: no page needs either to be read. */
const ReviewAndRun = dynamic(() => import('./review-and-run').then((module) => module.ReviewAndRun), {
  ssr: false,
})

type Current = {
  readonly request: TransactionRequest
  readonly run: RunState
  /** What was shown when it was confirmed: the outcome is compared with it. */
  readonly simulation: ProvenSimulation | null
  readonly isOpen: boolean
}

/** Everything on the page that a transaction can change. */
const AFFECTED_QUERIES = ['markets', 'account', 'position-owner', 'simulation'] as const

/** Keeps the transaction under way above the pages, so that neither closing the dialog nor moving on loses it. */
export function TransactionProvider({ children }: { readonly children: ReactNode }) {
  const config = useConfig()
  const queryClient = useQueryClient()
  const [current, setCurrent] = useState<Current | null>(null)

  const review = useCallback((request: TransactionRequest) => {
    setCurrent((shown) =>
      shown && isUnderWay(shown.run)
        ? { ...shown, isOpen: true }
        : { request, run: { status: 'idle' }, simulation: null, isOpen: true },
    )
  }, [])
  const controls = useMemo(() => ({ review }), [review])

  const confirm = (request: TransactionRequest, simulation: ProvenSimulation, run: RunRequest) => {
    setCurrent((shown) => shown && { ...shown, simulation })
    const onState = (state: RunState) => {
      setCurrent((shown) => (shown?.request === request ? { ...shown, run: state } : shown))
      // Also after a refusal, and between steps: an approval before it was confirmed.
      if (state.status === 'pending') return
      for (const name of AFFECTED_QUERIES) void queryClient.invalidateQueries({ queryKey: [name] })
      if (state.status === 'confirmed') request.onConfirmed?.()
    }
    run(config, onState)
  }

  const close = () =>
    setCurrent((shown) => (shown && isUnderWay(shown.run) ? { ...shown, isOpen: false } : null))

  return (
    <TransactionContext.Provider value={controls}>
      {children}
      {current && (
        <ReviewAndRun
          request={current.request}
          run={current.run}
          confirmed={current.simulation}
          isOpen={current.isOpen}
          onConfirm={(simulation, run) => confirm(current.request, simulation, run)}
          onClose={close}
        />
      )}
      <PendingRuns>
        {current && !current.isOpen && (
          <PendingStrip
            title={current.request.title}
            run={current.run}
            onShow={() => setCurrent({ ...current, isOpen: true })}
            onDismiss={isUnderWay(current.run) ? null : () => setCurrent(null)}
          />
        )}
      </PendingRuns>
    </TransactionContext.Provider>
  )
}
