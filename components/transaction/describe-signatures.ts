import type { Intent } from '../../lib/domain/intent'
import type { Legs } from '../../lib/domain/legs'
import type { Executor, Handing } from '../../lib/execution/handing'
import { formatSymbol } from '../../lib/format/symbol'
import type { PlanStep, TransactionPlan } from '../../lib/plan/plan'

/** "3 signatures: create your Safe, approve WETH, open" */
export function describeSignatures(
  { steps, intent, legs }: Pick<TransactionPlan, 'steps' | 'intent' | 'legs'>,
  { sends, isAtMost }: Handing,
): string {
  const later = legs?.laterSignatures ?? 0
  if (sends.length === 1 && later === 0) return '1 signature in your wallet'
  const purposes = countAlike(steps.map((step) => describePurpose(step, intent))).join(', ')
  if (later === 0) return `${isAtMost ? 'At most ' : ''}${sends.length} signatures: ${purposes}`
  return `About ${sends.length + later} signatures in all, ${sends.length} of them now: ${purposes}`
}

/** What it means that a way is gone leg by leg. */
export function describeLegs({ stops }: Legs): string {
  const kept = 'In between the health factor is kept at 1.1 or more, at the prices of now.'
  if (stops.length === 1) return `One after another. ${kept}`
  return `One after another, in about ${stops.length} steps. Each is planned anew from the chain after the one before it, and shown to you again; you may stop after any. ${kept}`
}

/** Who carries it out, and what that means where something fails on the way; null where there is nothing to say. */
export function describeExecutor({ executor, sends, isAtMost }: Handing): string | null {
  if (isAtMost) return 'Fewer where your wallet takes several as one: it has not said so yet.'
  return sends.length === 1 ? WHOLE[executor] : EACH[executor]
}

const WHOLE: Readonly<Record<Executor, string | null>> = {
  batch: 'Your wallet carries out all steps as one: all of it happens, or nothing.',
  safe: 'Your Safe carries it out: all of it happens, or nothing.',
  steps: null,
}

const EACH: Readonly<Record<Executor, string>> = {
  batch: 'Your wallet carries out all steps as one: all of it happens, or nothing.',
  safe: 'One after another. What your Safe then does is one transaction: all of it happens, or nothing.',
  steps: 'One after another: your wallet asks for each when the one before it is in the chain.',
}

function describePurpose(step: PlanStep, { kind }: Intent): string {
  if (step.kind === 'approve') {
    const symbol = formatSymbol(step.asset)
    return step.amount === 0n ? `take back an approval of ${symbol}` : `approve ${symbol}`
  }
  if (step.kind === 'call') return PURPOSES[kind]
  return step.requirement.kind === 'account' ? `create your ${step.requirement.name}` : 'allow borrowing'
}

const PURPOSES: Readonly<Record<Intent['kind'], string>> = {
  open: 'open',
  close: 'close',
  'change-leverage': 'change the leverage',
  deposit: 'deposit',
  withdraw: 'withdraw',
  borrow: 'borrow',
  repay: 'repay',
  claim: 'claim',
  supply: 'supply',
  'withdraw-supply': 'withdraw',
  revoke: 'take back',
  sweep: 'send',
}

/** Neighbours that are alike become one: "open (11 steps)". */
function countAlike(words: readonly string[]): readonly string[] {
  const starts = words.flatMap((word, index) => (words[index - 1] === word ? [] : [index]))
  return starts.map((start, index) => {
    const count = (starts[index + 1] ?? words.length) - start
    return count === 1 ? `${words[start]}` : `${words[start]} (${count} of them)`
  })
}
