import type { Address } from '../domain/asset'
import type { Hex } from '../protocols/protocol'
import {
  type AskedCall,
  type Asking,
  type IntentKind,
  isTransactionHash as isHash,
  type RememberedRun,
  type Sent,
  type StepKind,
} from './run-record'

/** Storage is open to every script of this origin and to people: what is read from it is believed in nothing. */
const DAY_MS = 24 * 60 * 60 * 1_000
/** An outcome that nobody could see for this long is not waited for any more. */
const FORGET_AFTER_MS = 7 * DAY_MS
/** More than any plan has; a forged count could otherwise be as long as a sentence. */
const MAX_STEPS = 20
const MAX_CALLS = 50
/** A wallet's batch id has 4,096 bytes at most (EIP-5792), two digits each. */
const MAX_TEXT = 8_200
const MAX_CALLDATA = 200_000

const INTENT_KINDS: Readonly<Record<IntentKind, true>> = {
  open: true,
  close: true,
  'change-leverage': true,
  deposit: true,
  withdraw: true,
  borrow: true,
  repay: true,
  claim: true,
  supply: true,
  'withdraw-supply': true,
  revoke: true,
}
const STEP_KINDS: Readonly<Record<StepKind, true>> = { approve: true, call: true, batch: true }

/** One remembered run out of what storage holds; null where it is anything else, or older than a week. */
export function parseRecord(value: unknown, nowMs: number): RememberedRun | null {
  if (!isRecord(value)) return null
  const { id, chainId, owner, protocol, intentKind, intentKey, stepKind, stepIndex, stepCount, sentAtMs } =
    value
  const sent = parseSent(value.sent)
  const asking = value.asking === null ? null : parseAsking(value.asking)
  const isValid =
    isText(id, /^[\w-]{1,80}$/) &&
    isCount(chainId) &&
    isAddress(owner) &&
    isText(protocol, /^[a-z0-9][a-z0-9-]{0,40}$/) &&
    isOneOf(INTENT_KINDS, intentKind) &&
    (intentKey === null || isHash(intentKey)) &&
    isOneOf(STEP_KINDS, stepKind) &&
    isCount(stepIndex) &&
    isCount(stepCount) &&
    stepIndex < stepCount &&
    stepCount <= MAX_STEPS &&
    isCount(sentAtMs) &&
    sentAtMs > nowMs - FORGET_AFTER_MS &&
    sentAtMs < nowMs + DAY_MS &&
    sent !== null &&
    asking !== undefined &&
    // What was only asked for can be found by nothing but by what was noted when asking.
    (asking !== null || sent.kind !== 'asked')
  if (!isValid) return null
  return {
    id,
    chainId,
    owner,
    protocol,
    intentKind,
    intentKey,
    stepKind,
    stepIndex,
    stepCount,
    sent,
    asking,
    sentAtMs,
  }
}

/** A record of the first version, which knew neither what was asked for nor when, as one of today's. */
export function convertFirstVersion(value: unknown, index: number): unknown {
  if (!isRecord(value) || !isRecord(value.sent)) return null
  const isLast = isCount(value.stepIndex) && value.stepCount === value.stepIndex + 1
  const single = isLast ? 'call' : 'approve'
  const stepKind = value.sent.kind === 'batch' ? 'batch' : single
  return { ...value, id: `v1-${String(value.sentAtMs)}-${index}`, intentKey: null, stepKind, asking: null }
}

function parseSent(value: unknown): Sent | null {
  if (!isRecord(value)) return null
  const { kind, hash, nonce, id } = value
  if (kind === 'asked') return { kind }
  if (kind === 'batch') return isText(id) && id !== '' ? { kind, id } : null
  if (kind !== 'transaction' || !isHash(hash)) return null
  if (nonce === undefined) return { kind, hash }
  return isCount(nonce) ? { kind, hash, nonce } : null
}

/** `undefined` where it is not one. */
function parseAsking(value: unknown): Asking | undefined {
  if (!isRecord(value) || !Array.isArray(value.calls)) return undefined
  const { fromBlock, nonce, pendingNonce } = value
  if (!isCount(fromBlock) || !isCount(nonce) || !isCount(pendingNonce)) return undefined
  const calls = value.calls.slice(0, MAX_CALLS + 1).flatMap(parseCall)
  if (calls.length === 0 || calls.length !== value.calls.length || calls.length > MAX_CALLS) return undefined
  return { fromBlock, nonce, pendingNonce, calls }
}

function parseCall(value: unknown): AskedCall[] {
  if (!isRecord(value)) return []
  const { to, data, value: wei } = value
  return isAddress(to) && isBytes(data) && isText(wei, /^\d{1,78}$/) ? [{ to, data, value: wei }] : []
}

/** Own names alone: `constructor` and the like are on every object. */
function isOneOf<Name extends string>(names: Readonly<Record<Name, true>>, value: unknown): value is Name {
  return typeof value === 'string' && Object.hasOwn(names, value)
}

function isText(value: unknown, shape?: RegExp): value is string {
  return typeof value === 'string' && value.length <= MAX_TEXT && (!shape || shape.test(value))
}

function isAddress(value: unknown): value is Address {
  return typeof value === 'string' && /^0x[0-9a-f]{40}$/i.test(value)
}

function isBytes(value: unknown): value is Hex {
  return typeof value === 'string' && value.length <= MAX_CALLDATA && /^0x([0-9a-f]{2})*$/i.test(value)
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
