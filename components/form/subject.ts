import type { Address } from '../../lib/domain/asset'
import type { AccountSnapshot, MarketSnapshot } from '../../lib/protocols/protocol'

/** What a form plans from, as it was read. */
export type Subject = {
  readonly markets: MarketSnapshot
  /** null while it is read, or where nobody is connected. */
  readonly account: AccountSnapshot | null
  /** The chain's own time when it was read, in milliseconds. */
  readonly readAtMs: number
  /** null where nobody is connected. */
  readonly owner: Address | null
}
