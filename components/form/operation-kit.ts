import type { ReactNode } from 'react'
import type { Issue } from '../../lib/domain/issue'
import type { Simulated } from '../../lib/execution/use-simulation'
import { outcomeGuards } from '../../lib/plan/outcome-guards'
import type { TransactionPlan } from '../../lib/plan/plan'
import { findPositionAfter } from '../../lib/plan/plan-view'
import type { AccountSnapshot, MarketSnapshot } from '../../lib/protocols/protocol'
import type { Forecast, OutcomeViews } from '../position/preview-model'
import type { NextFrom, ProvenSimulation, TransactionRequest } from '../transaction/transaction-context'
import { formatFieldError } from './field-error'
import { answerForecast, type Sides } from './forecast'

/** What only one sort of operation knows: what it shows of an account, and how that is drawn for the review. */
export type Presentation<View, Scope> = {
  readonly sidesOf: (scope: Scope) => Sides<View>
  readonly drawFigures: (before: View, after: View) => ReactNode
  readonly drawOutcome: (outcome: OutcomeViews<View>) => ReactNode
  /** Where to go once it is confirmed; by the plan where left out. */
  readonly next?: ReturnType<TransactionRequest['findNext']>
  /** What comes after a leg of a way; null where that takes the form. */
  readonly planNext?: (parts: Parts<View, Scope>, from: NextFrom) => Parts<View, Scope> | null
}

export type Parts<View, Scope> = Pick<TransactionRequest, 'title' | 'inputsKey' | 'replan' | 'onRun'> & {
  readonly plan: TransactionPlan
  readonly markets: MarketSnapshot
  readonly scope: Scope
  /** After the plan, by our own arithmetic. */
  readonly estimated: View | null
}

export type OperationKit<View, Scope> = ReturnType<typeof makeKit<View, Scope>>

/**
 * What is asked of a plan, how the chain's answer is shown, and how it is handed over to be reviewed and signed. Nothing
 * needs it before there is a plan, so it comes with what plans.
 */
export function makeKit<View, Scope>(presentation: Presentation<View, Scope>) {
  return {
    guards: outcomeGuards,
    describeField: formatFieldError,
    answer: (estimate: Forecast<View>, scope: Scope, simulated: Simulated, said: readonly Issue[]) =>
      answerForecast(estimate, simulated, presentation.sidesOf(scope), said),
    makeRequest: (parts: Parts<View, Scope>) => makeRequest(presentation, parts),
  }
}

function makeRequest<View, Scope>(
  presentation: Presentation<View, Scope>,
  parts: Parts<View, Scope>,
): TransactionRequest {
  const { sidesOf, drawFigures, drawOutcome, next, planNext } = presentation
  const { plan, markets, scope, estimated, ...rest } = parts
  const sides = sidesOf(scope)
  return {
    ...rest,
    planned: { plan, markets, guards: outcomeGuards },
    renderFigures: (simulation) => drawFigures(sides.before(plan, simulation), sides.after(plan, simulation)),
    renderOutcome: (simulation, actual) => {
      const simulated = sides.after(plan, simulation)
      return drawOutcome({
        previewed: estimated ?? simulated,
        simulated,
        actual: actual && sides.after(plan, { before: simulation.before, after: actual }),
        slippageBps: plan.slippageBps,
      })
    },
    findNext: (simulation, actual) => next ?? findNext(plan, simulation, actual),
    planNext: (from) => {
      const after = planNext?.(parts, from)
      return after ? makeRequest(presentation, after) : null
    },
  }
}

/** To the position that there is after it; to the portfolio where there is none, or it is not read yet. */
function findNext(
  { intent, legs }: TransactionPlan,
  { before }: Pick<ProvenSimulation, 'before'>,
  actual: AccountSnapshot | null,
) {
  const opened = intent.kind === 'open' && actual ? findPositionAfter(intent, before, actual)?.id : undefined
  const isLeft = intent.kind !== 'close' || (legs !== undefined && legs.stops.length > 1)
  const id = 'positionId' in intent && isLeft ? intent.positionId : opened
  return id === undefined
    ? { href: '/portfolio', label: 'Show the portfolio' }
    : { href: `/position?id=${encodeURIComponent(id)}`, label: 'Show the position' }
}
