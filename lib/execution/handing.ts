import type { PlanStep } from '../plan/plan'
import { ONE_BY_ONE, planSends, type Send, type WalletAbilities } from './executor'
import type { RunState } from './run-state'
import { concernsSafe } from './safe-contracts'

/**
 * Who carries a plan out: the wallet, as one atomic batch; the person's Safe, called by their account; or their account, call
 * by call.
 */
export type Executor = 'batch' | 'safe' | 'steps'

/** How a plan is handed to the wallet. */
export type Handing = {
  /** What the wallet is asked for, a signature each. */
  readonly sends: readonly Send[]
  readonly executor: Executor
  /** Whether it may turn out to be less: the wallet has not said yet what it takes as one. */
  readonly isAtMost: boolean
}

/**
 * How these steps are handed to a wallet of these abilities; null where they are not known. A run that has begun says by
 * itself how it is done: a wallet that cannot take a batch after all is asked step by step.
 */
export function chooseHanding(
  steps: readonly PlanStep[],
  abilities: WalletAbilities | null,
  run: RunState,
): Handing {
  const known = readHanding(steps, run) ?? abilities
  const sends = planSends(steps, known ?? ONE_BY_ONE)
  return { sends, executor: nameExecutor(steps, sends), isAtMost: known === null && steps.length > 1 }
}

/** Null where it may still be either: a run counts single steps until it has asked the wallet what it can do. */
function readHanding(steps: readonly PlanStep[], run: RunState): WalletAbilities | null {
  if (!('stepCount' in run)) return null
  if (run.stepCount < steps.length) return { isAtomic: true }
  const isAsked = run.stepIndex > 0 || run.status === 'rejected' || ('hash' in run && run.hash !== null)
  return isAsked ? ONE_BY_ONE : null
}

function nameExecutor(steps: readonly PlanStep[], sends: readonly Send[]): Executor {
  if (sends.some(({ kind }) => kind === 'batch')) return 'batch'
  return steps.some(concernsSafe) ? 'safe' : 'steps'
}
