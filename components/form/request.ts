import type { ReactNode } from 'react'
import { findPositionAfter } from '../../lib/plan/plan-view'
import type { AccountSnapshot } from '../../lib/protocols/protocol'
import type { ProvenSimulation, TransactionRequest } from '../transaction/transaction-context'
import type { PlannedTransaction } from '../transaction/use-simulated-plan'
import type { Views } from './forecast'

/** Promise and outcome of the same operation. */
export type OutcomeViews<View> = {
  readonly previewed: View
  readonly simulated: View
  /** null until it was read. */
  readonly actual: View | null
  /** What the person allowed: further from the simulation than this is said. */
  readonly slippageBps: bigint
}

/** What only the form knows to say of its operation in the review. */
export type ReviewWords<View> = {
  /** "Withdraw 1 WETH" */
  readonly title: string
  readonly drawFigures: (before: View, after: View) => ReactNode
  readonly drawOutcome: (outcome: OutcomeViews<View>) => ReactNode
  /** Where to go once it is confirmed; by the plan where left out. */
  readonly next?: ReturnType<TransactionRequest['findNext']>
}

type Parts<View> = Pick<TransactionRequest, 'inputsKey' | 'replan' | 'onConfirmed'> & {
  readonly planned: PlannedTransaction
  readonly views: Views<View>
  readonly words: ReviewWords<View>
}

/** What is handed over to be reviewed and signed. */
export function makeRequest<View>({ views, words, ...parts }: Parts<View>): TransactionRequest {
  const { plan } = parts.planned
  return {
    ...parts,
    title: words.title,
    renderFigures: (simulation) =>
      words.drawFigures(views.before(plan, simulation), views.after(plan, simulation)),
    renderOutcome: (simulation, actual) => {
      const simulated = views.after(plan, simulation)
      return words.drawOutcome({
        previewed: views.estimate.after ?? simulated,
        simulated,
        actual: actual && views.after(plan, { before: simulation.before, after: actual }),
        slippageBps: plan.slippageBps,
      })
    },
    findNext: (simulation, actual) => words.next ?? findNext(parts.planned, simulation, actual),
  }
}

/** To the position that there is after it; to the portfolio where there is none, or it is not read yet. */
function findNext(
  { plan: { intent } }: PlannedTransaction,
  { before }: Pick<ProvenSimulation, 'before'>,
  actual: AccountSnapshot | null,
) {
  const opened = intent.kind === 'open' && actual ? findPositionAfter(intent, before, actual)?.id : undefined
  const id = 'positionId' in intent && intent.kind !== 'close' ? intent.positionId : opened
  return id === undefined
    ? { href: '/portfolio', label: 'Show the portfolio' }
    : { href: `/position?id=${encodeURIComponent(id)}`, label: 'Show the position' }
}
