'use client'

import { createContext, type ReactNode, useContext } from 'react'
import type { Goal } from '../../lib/domain/goal'
import type { RunState } from '../../lib/execution/run-state'
import type { SimulationResult } from '../../lib/execution/simulation'
import type { AccountSnapshot, ProtocolAdapter } from '../../lib/protocols/protocol'
import type { PlannedTransaction } from './use-simulated-plan'

export type ProvenSimulation = Extract<SimulationResult, { ok: true }>

/** What the next leg is planned with. */
export type NextFrom = {
  readonly adapter: ProtocolAdapter
  readonly goal: Goal
  readonly account: AccountSnapshot
}

/** What a task hands over to be reviewed, signed and followed. It brings the words and figures that only it knows. */
export type TransactionRequest = {
  /** "Open WETH/USDC LP" */
  readonly title: string
  readonly planned: PlannedTransaction
  /** Names what the person chose, as for `useSimulation`. */
  readonly inputsKey: string
  /** The same made anew from newer figures; null where that is refused by now. */
  readonly replan: () => TransactionRequest | null
  /** Key figures before and after, once simulated. */
  readonly renderFigures: (simulation: ProvenSimulation) => ReactNode
  /** Previewed, simulated and actual side by side; `actual` is null until it was read. */
  readonly renderOutcome: (simulation: ProvenSimulation, actual: AccountSnapshot | null) => ReactNode
  /** Where to go once it is confirmed. */
  readonly findNext: (
    simulation: ProvenSimulation,
    actual: AccountSnapshot | null,
  ) => { readonly href: string; readonly label: string }
  /** Where it is a leg of a way: the one after it, planned from an account as it is then; null where that takes the form. */
  readonly planNext?: (from: NextFrom) => TransactionRequest | null
  /** Told how it stands once the wallet is asked: a form is cleared when it is confirmed, say. */
  readonly onRun?: (run: RunState) => void
}

export type TransactionControls = {
  /** Opens the review, whatever else is under way; one that is to do the very same is shown instead. */
  readonly review: (request: TransactionRequest) => void
}

export const TransactionContext = createContext<TransactionControls | null>(null)

export function useTransaction(): TransactionControls {
  const controls = useContext(TransactionContext)
  if (!controls) throw new Error('useTransaction needs a TransactionProvider above it')
  return controls
}
