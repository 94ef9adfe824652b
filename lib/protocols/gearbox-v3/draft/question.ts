import type { Answers, Question, Undrafted } from '../../../domain/question'
import type { Tolerance } from '../../protocol'
import type { Ask } from '../venues/venue'

/** What a draft goes by beside the account and the intent: what is tolerated, and what the chain has answered so far. */
export type DraftTerms = Tolerance & { readonly answers?: Answers }

/** Leaves a draft at the first thing that is not known yet: whatever it would go on with would rest on nothing. */
class Unanswered extends Error {
  readonly question: Question

  constructor(question: Question) {
    super('A draft waits for an answer of the chain')
    this.question = question
  }
}

/** Answers out of what was answered before; what is new leaves the draft, which `waitWhereUnanswered` brings back. */
export function askAmong(answers: Answers = {}): Ask {
  return (to, data) => {
    const key = `${to}:${data}`.toLowerCase()
    const answer = answers[key]
    if (answer === undefined) throw new Unanswered({ key, to, data })
    return answer
  }
}

/** The draft, or what the chain has to be asked before it. As pure as what it drafts. */
export function waitWhereUnanswered<Draft>(draft: () => Draft): Draft | Undrafted {
  try {
    return draft()
  } catch (error) {
    if (error instanceof Unanswered) return { issues: [], waitsFor: error.question }
    throw error
  }
}
