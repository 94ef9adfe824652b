import type { Address } from '../../lib/domain/asset'
import type { AccountSnapshot, MarketSnapshot } from '../../lib/protocols/protocol'
import type { LendFormSource } from './use-lend-form'

type Snapshots = {
  readonly data?: readonly MarketSnapshot[] | undefined
  /** null where nobody is connected, or their account was not read yet. */
  readonly accounts: readonly AccountSnapshot[] | null
  readonly readAtMs: number
}

/** Every pool with the account's view of it, both of one block. null while nothing was read. */
export function listLendSources(
  owner: Address | null,
  { data, accounts, readAtMs }: Snapshots,
): readonly LendFormSource[] | null {
  if (!data) return null
  return data.flatMap((markets) => {
    const account = accounts?.find((a) => a.markets.protocol === markets.protocol) ?? null
    return markets.pools.map((pool) => ({ pool, markets, readAtMs, owner, account }))
  })
}
