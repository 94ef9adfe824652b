import type { Asset } from './asset'
import type { InputIssues } from './issue-of-input'
import type { LendingIssues } from './issue-of-lending'
import type { MarketIssues } from './issue-of-market'
import type { NodeIssues } from './issue-of-node'
import type { OracleIssues } from './issue-of-oracle'
import type { OutcomeIssues } from './issue-of-outcome'
import type { PositionIssues } from './issue-of-position'
import type { ReadingIssues } from './issue-of-reading'
import type { RunIssues } from './issue-of-run'
import type { SimulationIssues } from './issue-of-simulation'

/** Every code, with the values that its sentence tells: exact, and formatted by `format` alone. */
type Values = InputIssues &
  MarketIssues &
  LendingIssues &
  OracleIssues &
  ReadingIssues &
  PositionIssues &
  OutcomeIssues &
  SimulationIssues &
  RunIssues &
  NodeIssues

export type IssueCode = keyof Values

/** What every issue has, whatever its code. */
type Common = {
  /** A refusal stops the action and has no tick-box; a warning needs a deliberate act; info is shown. */
  readonly severity: 'refusal' | 'warning' | 'info'
  /** The form field it belongs beside. */
  readonly field?: 'amount' | 'leverage' | 'asset'
}

/** The issues of some codes: each code with exactly its own values. */
export type IssueOf<Code extends IssueCode> = {
  [C in Code]: Common & { readonly code: C } & Values[C]
}[Code]

/**
 * A problem as a value, one shape for each code. `format/issue.ts` turns it into a sentence that says what happened,
 * what it means for the money and what to do.
 */
export type Issue = IssueOf<IssueCode>

/** What keeps a chain from being read, which may have to be said before anything else of a page is there. */
export type NodeIssue = IssueOf<keyof NodeIssues>

/** A code without values. */
export type Nothing = Readonly<Record<never, never>>

/** An amount of something that a sentence names: a token, or a network's own coin. */
export type NamedAmount = { readonly asset: Pick<Asset, 'symbol' | 'decimals'>; readonly amount: bigint }

/** Whether it stops the action; warnings and notes do not. */
export function isRefusal({ severity }: Issue): boolean {
  return severity === 'refusal'
}

/** What sort of problem it is, for telling issues apart: the code, or the rule where the code is every protocol's. */
export function identifyIssue(issue: Issue): string {
  return issue.code === 'protocol-rule' ? issue.rule : issue.code
}

/** Whether a list has an issue of the same sort, whatever values it tells. */
export function isListed(issue: Issue, issues: readonly Issue[]): boolean {
  return issues.some((other) => identifyIssue(other) === identifyIssue(issue))
}

/** An issue of any code without its severity, which whoever takes it decides. */
export type Unjudged = { [C in IssueCode]: Omit<IssueOf<C>, 'severity'> }[IssueCode]
