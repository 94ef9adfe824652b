import { intentKeyOf } from '../../lib/execution/intent-key'
import { isUnderWay, type RunState } from '../../lib/execution/run-state'
import type { ProvenSimulation, TransactionRequest } from './transaction-context'

/** One transaction of this visit, from its review on. */
export type ListedRun = {
  readonly key: number
  readonly request: TransactionRequest
  readonly run: RunState
  /** What was shown when it was confirmed: the outcome is compared with it. */
  readonly simulation: ProvenSimulation | null
  /** The person waits for it no longer. It is still followed, and asks the wallet for nothing more. */
  readonly isGivenUp: boolean
}

/** Everything of this visit that is reviewed, on its way, or to be dismissed. At most one has the dialog. */
export type RunList = {
  readonly runs: readonly ListedRun[]
  readonly current: number | null
  readonly isOpen: boolean
  readonly nextKey: number
}

export const NO_RUNS: RunList = { runs: [], current: null, isOpen: false, nextKey: 1 }

/**
 * Opens a review, whatever else is open or uncertain: something stuck must never keep a position from being
 * rescued. Only what would do the very same as one that is still on its way shows that one instead.
 */
export function openReview(list: RunList, request: TransactionRequest): RunList {
  const same = list.runs.find((one) => isAwaited(one) && isSamePlan(one.request, request))
  if (same) return { ...list, current: same.key, isOpen: true }
  const key = list.nextKey
  const opened = { key, request, run: { status: 'idle' }, simulation: null, isGivenUp: false } as const
  return { runs: [...list.runs.filter(isKept), opened], current: key, isOpen: true, nextKey: key + 1 }
}

/** Changes one run; what is gone from the list by then is left alone. */
export function changeRun(list: RunList, key: number, change: Partial<Omit<ListedRun, 'key'>>): RunList {
  return { ...list, runs: list.runs.map((one) => (one.key === key ? { ...one, ...change } : one)) }
}

export function showRun(list: RunList, key: number): RunList {
  const runs = list.runs.filter((one) => one.key === key || one.run.status !== 'idle')
  return { ...list, runs, current: key, isOpen: true }
}

/** Closes the dialog. What is still on its way stays in the list; everything else is over. */
export function closeDialog(list: RunList): RunList {
  const current = list.runs.find(({ key }) => key === list.current)
  return current && isKept(current) ? { ...list, isOpen: false } : removeRun(list, list.current)
}

export function removeRun(list: RunList, key: number | null): RunList {
  const isCurrent = list.current === key
  return {
    ...list,
    runs: list.runs.filter((one) => one.key !== key),
    current: isCurrent ? null : list.current,
    isOpen: isCurrent ? false : list.isOpen,
  }
}

/** Whether something of it may still happen, and nobody has given up on it. */
function isAwaited({ run, isGivenUp }: ListedRun): boolean {
  return isUnderWay(run) && !isGivenUp
}

function isKept({ run, isGivenUp }: ListedRun): boolean {
  return isUnderWay(run) || isGivenUp
}

function isSamePlan(a: TransactionRequest, b: TransactionRequest): boolean {
  return intentKeyOf(a.planned.plan) === intentKeyOf(b.planned.plan)
}
