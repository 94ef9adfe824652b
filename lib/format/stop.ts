import type { Action } from '../domain/action'
import type { Address, Asset } from '../domain/asset'
import type { Issue } from '../domain/issue'
import type { Requirement } from '../domain/requirement'
import { formatAction } from './action'
import { formatAddress } from './address'
import { formatExactTokenAmount } from './amount'
import { splitIssue } from './issue'
import type { IssueText } from './issue-text'
import { formatSymbol } from './symbol'

/** A run that has stopped: where, why, and what of it is in the chain already. */
export type Stop = {
  readonly issue: Issue
  /** From 0: the step that it stopped at. */
  readonly stepIndex: number
  readonly stepCount: number
  readonly done: readonly Step[]
  /** All steps of the plan; null where it is not known any more. */
  readonly steps: readonly Step[] | null
  /** Whether it is certain that the step was not sent, that it was undone, or neither. */
  readonly step: 'not-sent' | 'undone' | 'open'
}

type Step =
  | {
      readonly kind: 'approve'
      readonly asset: Asset
      readonly spender: Address
      readonly spenderName?: string
      readonly amount: bigint
    }
  | { readonly kind: 'prepare'; readonly requirement: Pick<Requirement, 'kind'> }
  | { readonly kind: 'call'; readonly actions: readonly Action[] }

/**
 * The sentences of a stop: the reason, what is in the chain and stays, what of the plan was not sent, and what that means.
 * Once a transaction of the plan has moved money, nothing says to start over: that would move it a second time.
 */
export function formatStop(stop: Stop): IssueText {
  const { title, text, again = '' } = splitIssue(stop.issue)
  const isFirst = stop.stepIndex === 0 && stop.done.length === 0
  const isMoved = countCalls(stop.done) > 0
  const said = isFirst ? text : limitToStep(text)
  const parts = [
    isMoved ? limitToMove(said) : said,
    describeProgress(stop),
    isMoved ? '' : again,
    describeMoney(stop),
    describeAllowed(stop),
  ]
  return { title, text: parts.filter(Boolean).join(' ') }
}

function countCalls(steps: readonly Step[] | null): number {
  return steps?.filter(({ kind }) => kind === 'call').length ?? 0
}

/** What it means for the money that some of the plan's transactions are done, and what to do. */
function describeMoney({ done, steps, step }: Stop): string {
  if (countCalls(done) === 0 || steps === null) return ''
  if (countCalls(done) === countCalls(steps)) return 'What you wanted is done: do not start it again.'
  const rest = step === 'open' ? 'may not have happened' : 'has not happened'
  return `What is done moved your money and is not undone, and the rest ${rest}: your position and your wallet are not as the review showed. Look at both first, then plan from there what is missing, or the way back; the same again would do the done part a second time.`
}

/** What an approval that is in the chain lets somebody take, where not all of the plan was carried out. */
function describeAllowed({ done, steps }: Stop): string {
  const isUsed = countCalls(done) > 0
  if (isUsed && countCalls(done) >= countCalls(steps)) return ''
  const allowed = done.flatMap((step) => (step.kind === 'approve' && step.amount > 0n ? [step] : []))
  const verb = isUsed ? 'was allowed to take' : 'may still take'
  const who = (step: (typeof allowed)[number]) =>
    `${step.spenderName ?? 'a contract'} ${formatAddress(step.spender)} ${verb} ${formatExactTokenAmount(step)}`
  if (allowed.length === 0) return ''
  const list = capitalise(allowed.map(who).join(', and '))
  return isUsed
    ? `${list}: what is left of that stays allowed until you take it back in your portfolio.`
    : `${list}: the next plan uses that up, or take it back in your portfolio.`
}

/** Of the step alone, where others have moved tokens. */
const limitToMove = (text: string) =>
  text.replace(/\bYour tokens have not moved\b/g, 'This step moved none of your tokens')

/** After a step that is in the chain, "nothing was sent" is true of the step alone, whoever wrote the sentence. */
function limitToStep(text: string): string {
  return text
    .replace(/\bNothing was (sent|moved)\b/g, 'This step was not sent')
    .replace(/\bnothing was (sent|moved)\b/g, 'this step was not sent')
}

function capitalise(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}

function describeProgress({ issue, stepIndex, stepCount, done, steps, step }: Stop): string {
  if (stepCount === 1) return ''
  // An approval that turned out too small is itself in the chain: what was not sent comes after it.
  const next = issue.code === 'allowance-too-low' ? stepIndex + 1 : stepIndex
  // One transaction needs no name; of several each is told by what it does.
  const name = countCalls(steps) > 1 ? nameAmong : nameStep
  const before = describeDone(done, next, name)
  const after = describeRest(step, next, stepCount, (index) => tellName(steps?.[index], name))
  if (before && after) return `${before}; ${after}.`
  if (before) return `${before}.`
  if (after && step === 'undone') return `${capitalise(after)}.`
  return after && next === 0 ? 'No step of it was sent.' : ''
}

type Name = (step: Step) => string

function describeDone(done: readonly Step[], next: number, name: Name): string {
  if (next === 0) return ''
  if (done.length === 0)
    return next === 1 ? 'Step 1 was done before and stays' : 'The steps before it were done and stay'
  // Steps that were done before the plan began have no place in `done`: then the count does not fit.
  const isCounted = done.length === next
  const names = done.map((step, index) => (isCounted ? `step ${index + 1}, ${name(step)},` : name(step)))
  const list = names.join(' and ')
  return `${capitalise(list)} ${done.length === 1 ? 'is in the chain and stays' : 'are in the chain and stay'}`
}

/** Of one call among several: from the first thing that it does to the last. */
function nameAmong(step: Step): string {
  if (step.kind !== 'call') return nameStep(step)
  const [first, ...others] = step.actions
  const last = others.at(-1)
  if (!first) return nameStep(step)
  return `“${formatAction(first)}”${last ? ` to “${formatAction(last)}”` : ''}`
}

/** Between commas, where there is something to say. */
function tellName(step: Step | undefined, name: Name): string {
  return step?.kind === 'call' && name(step) !== nameStep(step) ? `, ${name(step)},` : ''
}

function nameStep(step: Step): string {
  if (step.kind === 'call') return 'the transaction'
  if (step.kind === 'prepare')
    return step.requirement.kind === 'account' ? 'the new account' : 'the permission to borrow'
  const symbol = formatSymbol(step.asset)
  return step.amount === 0n ? `the end of an old approval of ${symbol}` : `the approval of ${symbol}`
}

function describeRest(
  step: Stop['step'],
  next: number,
  stepCount: number,
  nameAt: (index: number) => string,
): string {
  if (step === 'open') return ''
  const isLast = next === stepCount - 1
  if (step === 'undone')
    return `step ${next + 1}${nameAt(next)} was undone${isLast ? '' : ', and what follows it was not sent'}`
  return isLast
    ? `step ${next + 1}${nameAt(next)} was not sent`
    : `steps ${next + 1} to ${stepCount} were not sent`
}
