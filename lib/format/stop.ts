import type { Address, Asset } from '../domain/asset'
import type { Issue } from '../domain/issue'
import type { Requirement } from '../domain/requirement'
import { formatAddress } from './address'
import { formatExactTokenAmount } from './amount'
import { formatIssue } from './issue'
import type { IssueText } from './issue-text'
import { formatSymbol } from './symbol'

/** A run that has stopped: where, why, and what of it is in the chain already. */
export type Stop = {
  readonly issue: Issue
  /** From 0: the step that it stopped at. */
  readonly stepIndex: number
  readonly stepCount: number
  readonly done: readonly DoneStep[]
  /** Whether it is certain that the step was not sent, that it was undone, or neither. */
  readonly step: 'not-sent' | 'undone' | 'open'
}

type DoneStep =
  | {
      readonly kind: 'approve'
      readonly asset: Asset
      readonly spender: Address
      readonly spenderName?: string
      readonly amount: bigint
    }
  | { readonly kind: 'prepare'; readonly requirement: Pick<Requirement, 'kind'> }
  | { readonly kind: 'call' }

/** The sentences of a stop: the reason, then what is in the chain and stays, and what of the plan was not sent. */
export function formatStop(stop: Stop): IssueText {
  const { title, text } = formatIssue(stop.issue)
  const progress = describeProgress(stop)
  const isFirst = stop.stepIndex === 0 && stop.done.length === 0
  return {
    title,
    text: [isFirst ? text : limitToStep(text), progress, describeAllowed(stop)].filter(Boolean).join(' '),
  }
}

/** What an approval that is in the chain lets somebody take, whose transaction was not carried out. */
function describeAllowed({ done }: Stop): string {
  if (done.some(({ kind }) => kind === 'call')) return ''
  const allowed = done.flatMap((step) => (step.kind === 'approve' && step.amount > 0n ? [step] : []))
  const who = (step: (typeof allowed)[number]) =>
    `${step.spenderName ?? 'a contract'} ${formatAddress(step.spender)} may still take ${formatExactTokenAmount(step)}`
  if (allowed.length === 0) return ''
  const list = allowed.map(who).join(', and ')
  return `${list.charAt(0).toUpperCase()}${list.slice(1)}: the next plan uses that up, or take it back in your portfolio.`
}

/** After a step that is in the chain, "nothing was sent" is true of the step alone, whoever wrote the sentence. */
function limitToStep(text: string): string {
  return text
    .replace(/\bNothing was (sent|moved)\b/g, 'This step was not sent')
    .replace(/\bnothing was (sent|moved)\b/g, 'this step was not sent')
}

function describeProgress({ issue, stepIndex, stepCount, done, step }: Stop): string {
  if (stepCount === 1) return ''
  // An approval that turned out too small is itself in the chain: what was not sent comes after it.
  const next = issue.code === 'allowance-too-low' ? stepIndex + 1 : stepIndex
  const before = describeDone(done, next)
  const after = describeRest(step, next, stepCount)
  if (before && after) return `${before}; ${after}.`
  if (before) return `${before}.`
  return after && next === 0 ? 'No step of it was sent.' : ''
}

function describeDone(done: readonly DoneStep[], next: number): string {
  if (next === 0) return ''
  if (done.length === 0)
    return next === 1 ? 'Step 1 was done before and stays' : 'The steps before it were done and stay'
  // Steps that were done before the plan began have no place in `done`: then the count does not fit.
  const isCounted = done.length === next
  const names = done.map((step, index) =>
    isCounted ? `step ${index + 1}, ${nameStep(step)},` : nameStep(step),
  )
  const list = names.join(' and ')
  return `${list.charAt(0).toUpperCase()}${list.slice(1)} ${done.length === 1 ? 'is in the chain and stays' : 'are in the chain and stay'}`
}

function nameStep(step: DoneStep): string {
  if (step.kind === 'call') return 'the transaction'
  if (step.kind === 'prepare')
    return step.requirement.kind === 'account' ? 'the new account' : 'the permission to borrow'
  const symbol = formatSymbol(step.asset)
  return step.amount === 0n ? `the end of an old approval of ${symbol}` : `the approval of ${symbol}`
}

function describeRest(step: Stop['step'], next: number, stepCount: number): string {
  if (step === 'open') return ''
  const isLast = next === stepCount - 1
  if (step === 'undone')
    return `step ${next + 1} was undone${isLast ? '' : ', and what follows it was not sent'}`
  return isLast ? `step ${next + 1} was not sent` : `steps ${next + 1} to ${stepCount} were not sent`
}
