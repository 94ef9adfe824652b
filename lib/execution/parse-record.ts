import * as v from 'valibot'
import { address, bytes, count, hash, text } from './border'
import type { IntentKind, RememberedRun, StepKind } from './run-record'

/** Storage is open to every script of this origin and to people: what is read from it is believed in nothing. */
const DAY_MS = 24 * 60 * 60 * 1_000
/** An outcome that nobody could see for this long is not waited for any more. */
const FORGET_AFTER_MS = 7 * DAY_MS
/** More than any plan has; a forged count could otherwise be as long as a sentence. */
const MAX_STEPS = 20
const MAX_CALLS = 50
/** A wallet's batch id has 4,096 bytes at most (EIP-5792), two digits each. */
const MAX_BATCH_ID = 8_200
const MAX_CALLDATA = 200_000

/** Each name by itself, so that one which is added to the type is added here. */
const INTENT_KINDS = {
  open: 'open',
  close: 'close',
  'change-leverage': 'change-leverage',
  deposit: 'deposit',
  withdraw: 'withdraw',
  borrow: 'borrow',
  repay: 'repay',
  claim: 'claim',
  supply: 'supply',
  'withdraw-supply': 'withdraw-supply',
  revoke: 'revoke',
  sweep: 'sweep',
} as const satisfies { readonly [Kind in IntentKind]: Kind }
const STEP_KINDS = {
  approve: 'approve',
  prepare: 'prepare',
  call: 'call',
  batch: 'batch',
} as const satisfies {
  readonly [Kind in StepKind]: Kind
}

const sent = v.variant('kind', [
  v.object({ kind: v.literal('asked') }),
  v.object({ kind: v.literal('batch'), id: v.pipe(v.string(), v.nonEmpty(), v.maxLength(MAX_BATCH_ID)) }),
  v.object({ kind: v.literal('transaction'), hash, nonce: v.optional(count) }),
])

const call = v.object({ to: address, data: bytes(MAX_CALLDATA), value: text(/^\d{1,78}$/) })

const asking = v.object({
  fromBlock: count,
  nonce: count,
  pendingNonce: count,
  // Counted before they are looked at.
  calls: v.pipe(v.array(v.unknown()), v.minLength(1), v.maxLength(MAX_CALLS), v.array(call)),
})

const record = v.pipe(
  v.object({
    id: text(/^[\w-]{1,80}$/),
    chainId: count,
    owner: address,
    protocol: text(/^[a-z0-9][a-z0-9-]{0,40}$/),
    intentKind: v.enum(INTENT_KINDS),
    intentKey: v.nullable(hash),
    stepKind: v.enum(STEP_KINDS),
    stepIndex: count,
    stepCount: v.pipe(count, v.maxValue(MAX_STEPS)),
    sent,
    asking: v.nullable(asking),
    sentAtMs: count,
  }),
  v.check(({ stepIndex, stepCount }) => stepIndex < stepCount),
  // What was only asked for can be found by nothing but by what was noted when asking.
  v.check((run) => run.asking !== null || run.sent.kind !== 'asked'),
)

/** One remembered run out of what storage holds; null where it is anything else, or older than a week. */
export function parseRecord(value: unknown, nowMs: number): RememberedRun | null {
  const { success, output } = v.safeParse(record, value)
  if (!success) return null
  const isRecent = output.sentAtMs > nowMs - FORGET_AFTER_MS && output.sentAtMs < nowMs + DAY_MS
  return isRecent ? output : null
}

const firstVersion = v.looseObject({
  stepIndex: count,
  stepCount: count,
  sent: v.looseObject({ kind: v.string() }),
  sentAtMs: count,
})

/** A record of the first version, which knew neither what was asked for nor when, as one of today's. */
export function convertFirstVersion(value: unknown, index: number): unknown {
  const { success, output } = v.safeParse(firstVersion, value)
  if (!success) return null
  const single = output.stepCount === output.stepIndex + 1 ? 'call' : 'approve'
  const stepKind = output.sent.kind === 'batch' ? 'batch' : single
  return { ...output, id: `v1-${output.sentAtMs}-${index}`, intentKey: null, stepKind, asking: null }
}
