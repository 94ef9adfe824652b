import type { Issue } from '../domain/issue'
import type { ProvenOutcome } from '../plan/outcome'
import type { Block } from '../protocols/protocol'

/** What the chain answers when the very calls of a plan are run on top of its pending state. */
export type SimulationResult =
  | ({ readonly ok: true } & ProvenOutcome)
  | { readonly ok: false; readonly block: Block | null; readonly issue: Issue }
