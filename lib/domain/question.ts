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
