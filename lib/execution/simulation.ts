import type { Issue } from '../domain/issue'
import type { AccountSnapshot, Block } from '../protocols/protocol'

/** What the chain answers when the very calls of a plan are run on top of its pending state. */
export type SimulationResult =
  | {
      readonly ok: true
      /** The simulated block: its number and the timestamp the calls were run at. */
      readonly block: Block
      readonly before: AccountSnapshot
      readonly after: AccountSnapshot
      /** Of the plan's own steps, in gas. */
      readonly gasUsed: bigint
      /** What those steps are expected to cost in the chain's own coin, rounded up. */
      readonly networkFeeWei: bigint
      /** What the simulation found that does not make the calls fail: a refusal here must stop the person too. */
      readonly issues: readonly Issue[]
    }
  | { readonly ok: false; readonly block: Block | null; readonly issue: Issue }
