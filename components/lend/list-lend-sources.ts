import type { Address } from '../../lib/domain/asset'
import type { AccountSnapshot, MarketSnapshot } from '../../lib/protocols/protocol'
import type { LendFormSource } from './use-lend-form'

type Read<Snapshot> = {
  readonly data?: readonly Snapshot[] | undefined
  readonly dataUpdatedAt: number
}

/**
 * Every pool with the account's view of it: pool and account of one block where the account was read, so that
 * shares and what they are worth belong together. null while nothing was read.
 */
export function listLendSources(
  owner: Address | null,
  markets: Read<MarketSnapshot>,
  accounts: Read<AccountSnapshot>,
): readonly LendFormSource[] | null {
  if (!markets.data) return null
  return markets.data.flatMap((snapshot) => {
    const account = findAccount(owner, snapshot, accounts.data ?? [])
    const source = account?.markets ?? snapshot
    const readAtMs = account ? accounts.dataUpdatedAt : markets.dataUpdatedAt
    return source.pools.map((pool) => ({ pool, markets: source, readAtMs, owner, account }))
  })
}

function findAccount(
  owner: Address | null,
  { protocol, chainId }: MarketSnapshot,
  accounts: readonly AccountSnapshot[],
): AccountSnapshot | null {
  if (owner === null) return null
  return accounts.find((a) => a.markets.protocol === protocol && a.markets.chainId === chainId) ?? null
}
