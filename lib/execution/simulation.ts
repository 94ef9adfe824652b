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
      readonly gasUsed: bigint
      readonly networkFeeWei: bigint
    }
  | { readonly ok: false; readonly block: Block | null; readonly issue: Issue }
