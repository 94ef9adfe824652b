import type { Address } from '../domain/asset'
import type { TransactionPlan } from '../plan/plan'
import type { Hex } from '../protocols/protocol'

/** What was handed to the chain: a transaction by its hash, or a wallet's batch by the id the wallet gave. */
export type Sent =
  | { readonly kind: 'transaction'; readonly hash: Hex }
  | { readonly kind: 'batch'; readonly id: string }

/**
 * A step that was sent and whose outcome nobody has seen yet. Holds only strings and small numbers, so
 * that it survives JSON; amounts are read from the chain again.
 */
export type RememberedRun = {
  readonly chainId: number
  readonly owner: Address
  readonly protocol: string
  readonly intentKind: string
  readonly stepIndex: number
  readonly stepCount: number
  readonly sent: Sent
  readonly sentAtMs: number
}

/** The part of `localStorage` that is needed here. */
export type RunStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const STORAGE_KEY = 'furrow.runs'
const VERSION = 1
/** An outcome that nobody could see for this long is not waited for any more. */
const FORGET_AFTER_MS = 7 * 24 * 60 * 60 * 1_000

/** The browser's storage; null where there is none or it is forbidden. */
export function findStorage(): RunStorage | null {
  try {
    return typeof window === 'undefined' ? null : window.localStorage
  } catch {
    return null
  }
}

/** What a remembered run is called by: its hash or batch id. */
export function keyOf(run: { readonly sent: Sent }): string {
  return run.sent.kind === 'transaction' ? run.sent.hash : run.sent.id
}

/** The record of one sent step of a plan. */
export function recordSent(
  plan: TransactionPlan,
  place: { readonly stepIndex: number; readonly stepCount: number },
  sent: Sent,
): RememberedRun {
  const { intent, chainId, owner, protocol } = plan
  const { stepIndex, stepCount } = place
  return {
    chainId,
    owner,
    protocol,
    intentKind: intent.kind,
    stepIndex,
    stepCount,
    sent,
    sentAtMs: Date.now(),
  }
}

/** Everything remembered, oldest first. What is garbage, of another version or too old is left out. */
export function readRuns(storage: RunStorage | null): readonly RememberedRun[] {
  try {
    const saved: unknown = JSON.parse(storage?.getItem(STORAGE_KEY) ?? 'null')
    if (!isRecord(saved) || saved.version !== VERSION || !Array.isArray(saved.runs)) return []
    const oldest = Date.now() - FORGET_AFTER_MS
    return saved.runs.filter(isRememberedRun).filter((run) => run.sentAtMs > oldest)
  } catch {
    return []
  }
}

/** Adds a run, or replaces the one of the same key. A storage that is full or forbidden is passed over: the run goes on. */
export function rememberRun(storage: RunStorage | null, run: RememberedRun): void {
  const others = readRuns(storage).filter((other) => keyOf(other) !== keyOf(run))
  writeRuns(storage, [...others, run])
}

/** Removes a run whose outcome was shown. */
export function forgetRun(storage: RunStorage | null, key: string): void {
  writeRuns(
    storage,
    readRuns(storage).filter((run) => keyOf(run) !== key),
  )
}

function writeRuns(storage: RunStorage | null, runs: readonly RememberedRun[]): void {
  try {
    if (runs.length === 0) storage?.removeItem(STORAGE_KEY)
    else storage?.setItem(STORAGE_KEY, JSON.stringify({ version: VERSION, runs }))
  } catch {
    // Nothing to do: remembering is a comfort, and the run itself does not depend on it.
  }
}

function isRememberedRun(value: unknown): value is RememberedRun {
  return (
    isRecord(value) &&
    isCount(value.chainId) &&
    typeof value.owner === 'string' &&
    /^0x[0-9a-f]{40}$/i.test(value.owner) &&
    typeof value.protocol === 'string' &&
    typeof value.intentKind === 'string' &&
    isCount(value.stepIndex) &&
    isCount(value.stepCount) &&
    value.stepIndex < value.stepCount &&
    isCount(value.sentAtMs) &&
    isSent(value.sent)
  )
}

function isSent(value: unknown): value is Sent {
  if (!isRecord(value)) return false
  if (value.kind === 'transaction') return isTransactionHash(value.hash)
  return value.kind === 'batch' && typeof value.id === 'string' && value.id !== ''
}

/** Whether a wallet's answer is a transaction hash: 32 bytes in hexadecimal. */
export function isTransactionHash(value: unknown): value is Hex {
  return typeof value === 'string' && /^0x[0-9a-f]{64}$/i.test(value)
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
