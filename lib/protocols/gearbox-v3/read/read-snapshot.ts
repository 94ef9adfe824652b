import { type Address, isSameAddress } from '../../../domain/asset'
import { type Answers, readAnswers } from '../../batch/answers'
import type { Batch, PageAnswers } from '../../batch/batch'
import { nameShares } from './name-shares'
import type { RawAccount, RawMarket, RawPool, RawSnapshot, RawUnreadable } from './raw'
import { type AccountResult, readAccount, readNewestAccount } from './read-account'
import { type MarketResult, readMarket } from './read-market'
import type { Structure, StructureMarket } from './structure'

/** Whose wallet and accounts to read. */
export type Owner = {
  readonly owner: Address
  /** Accounts that may be theirs, each with its credit manager. */
  readonly accounts: readonly FoundAccount[]
  /** Whether to look at each market's newest account too. */
  readonly withNewest?: boolean
}
export type FoundAccount = { readonly account: Address; readonly creditManager: Address }

type Part = {
  readonly market: (answers: Answers, timestamp: bigint) => MarketResult
  readonly accounts: readonly ((answers: Answers, raw: RawMarket) => AccountResult)[]
  readonly name: string
}

/**
 * Everything that a snapshot says, asked of the chain market by market. Where it
 * `isThorough`, also whether the structure stands in what changes least.
 */
export function planSnapshot(batch: Batch, structure: Structure, owner: Owner | null, isThorough = false) {
  const native = owner && batch.balance(owner.owner)
  const parts = structure.markets.map((market): Part => {
    batch.section()
    const accounts = owner ? planAccounts(batch, market, owner) : []
    return {
      market: readMarket(batch, structure, market, owner?.owner ?? null, isThorough),
      accounts,
      name: market.name,
    }
  })

  return ({ blockNumber, timestamp, answers }: PageAnswers): SnapshotResult => {
    if (answers.length !== batch.count()) throw new RangeError('The node answered something else')
    const read = readAnswers(answers)
    const results = parts.map((part) => ({ part, result: part.market(read, timestamp) }))
    const accountResults = results.flatMap(({ part, result: { market } }) =>
      market ? part.accounts.map((account) => ({ part, ...account(read, market) })) : [],
    )
    const unreadable: RawUnreadable[] = [
      ...structure.brokenConfigurators.map((address) => ({
        kind: 'markets' as const,
        name: address,
        address,
        market: null,
        reason: 'it does not say which markets there are',
      })),
      ...results.flatMap(({ result }) => result.unreadable),
      ...accountResults.flatMap(({ part, unreadable: failed }) =>
        failed ? [{ ...failed, market: part.name }] : [],
      ),
    ]
    return {
      isChanged: results.some(({ result }) => result.isChanged),
      raw: nameShares({
        blockNumber,
        timestamp,
        nativeBalance: native === null ? 0n : read.word(native, 'balance'),
        markets: results.flatMap(({ result }) => (result.market ? [result.market] : [])),
        pools: uniquePools(results.flatMap(({ result }) => (result.pool ? [result.pool] : []))),
        accounts: uniqueAccounts(accountResults.flatMap(({ account }) => (account ? [account] : []))),
        unreadable,
        structure,
      }),
    }
  }
}

export type SnapshotResult = { readonly raw: RawSnapshot; readonly isChanged: boolean }

function planAccounts(batch: Batch, market: StructureMarket, { owner, accounts, withNewest }: Owner) {
  if (market.tokens.length === 0) return []
  const own = accounts.filter(({ creditManager }) => isSameAddress(creditManager, market.creditManager))
  return [
    ...own.map(({ account }) => {
      batch.section()
      return readAccount(batch, market, account, owner)
    }),
    ...(withNewest ? [readNewestAccount(batch, market, owner)] : []),
  ]
}

function uniquePools(pools: readonly RawPool[]): readonly RawPool[] {
  return [...new Map(pools.map((pool) => [pool.pool.toLowerCase(), pool])).values()]
}

/** The newest may be one that was known. */
function uniqueAccounts(accounts: readonly RawAccount[]): readonly RawAccount[] {
  return [...new Map(accounts.map((account) => [account.account.toLowerCase(), account])).values()]
}
