import type { Address } from './asset'
import type { Issue } from './issue'

/**
 * A call whose answer a draft needs before it can be made, as a router on the chain quotes: read at the block of the
 * snapshot that is drafted from. `key` is the same for the same call.
 */
export type Question = { readonly key: string; readonly to: Address; readonly data: `0x${string}` }

/** What calls returned at one block, by their question's key; null where one reverted. */
export type Answers = Readonly<Record<string, `0x${string}` | null>>

/** Why there is no draft: what is wrong, or what the chain has to be asked first. A draft that waits is not refused. */
export type Undrafted = { readonly issues: readonly Issue[]; readonly waitsFor?: Question }

/** What a contract returns, null where it reverts: known, or asked for before anything else is drafted. */
export type Ask = (to: Address, data: `0x${string}`) => `0x${string}` | null

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
