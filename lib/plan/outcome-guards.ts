import type { OutcomeGuards } from './outcome'
import { findOutcomeIssues } from './outcome-issues'
import { findOutcomeMoves } from './outcome-moves'

/** What every task hands over with its plan, so that preview, review and rehearsal ask the same. */
export const outcomeGuards: OutcomeGuards = { judge: findOutcomeIssues, compare: findOutcomeMoves }
