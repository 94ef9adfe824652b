import type { Action } from '../domain/action'
import type { Issue } from '../domain/issue'
import type { TransactionPlan } from '../plan/plan'
import type { AccountSnapshot, OperationDraft, ProtocolAdapter } from '../protocols/protocol'

/** What drafts an intent anew: a protocol's adapter does. */
export type Drafter = Partial<Pick<ProtocolAdapter, 'draftOpen' | 'draftManage'>>

/**
 * Less came out than was accepted, with the reason told apart: the same intent is drafted on the snapshot that the
 * calls were run on. Where its pools still promise every minimum, no price has moved, and what is missing was kept on
 * the way. Other issues come back as they are.
 */
export function nameSlippageCause(
  issue: Issue,
  plan: TransactionPlan,
  before: AccountSnapshot,
  drafter: Drafter,
): Issue {
  if (issue.code !== 'slippage-exceeded' || issue.cause !== 'unknown') return issue
  const drafted = draftAgain(plan, before, drafter)?.calls ?? []
  const promised = drafted.flatMap(({ actions }) => listConversions(actions))
  const planned = plan.steps.flatMap((step) => (step.kind === 'call' ? listConversions(step.actions) : []))
  if (planned.length === 0 || promised.length !== planned.length) return issue
  const isKept = planned.every(({ minimum }, i) => (promised[i]?.get.amount ?? 0n) >= minimum)
  return { ...issue, cause: isKept ? 'transfer-fee' : 'price' }
}

function draftAgain(
  { intent, slippageBps, deadlineSeconds }: TransactionPlan,
  before: AccountSnapshot,
  { draftOpen, draftManage }: Drafter,
): OperationDraft | null {
  const tolerance = { slippageBps, deadlineSeconds }
  if (intent.kind === 'open') return keepDraft(draftOpen?.(before.markets, intent, tolerance))
  return 'positionId' in intent ? keepDraft(draftManage?.(before, intent, tolerance)) : null
}

function keepDraft(drafted: ReturnType<ProtocolAdapter['draftOpen']> | undefined): OperationDraft | null {
  return drafted && 'calls' in drafted ? drafted : null
}

function listConversions(actions: readonly Action[]) {
  return actions.filter((action) => 'minimum' in action)
}
