import { type Client, numberToHex } from 'viem'
import { type Address, isSameAddress } from '../../../domain/asset'
import type { Hex } from '../../../domain/call'
import { hashSignature } from '../../../domain/signature'
import { addressOf, readAnswers } from '../../batch/answers'
import { createBatch } from '../../batch/batch'
import { fetchBatch } from '../../batch/fetch-batch'
import type { RawSnapshot } from './raw'
import type { FoundAccount } from './read-snapshot'
import type { Structure } from './structure'

/** `ICreditFacadeV3Events`: the account, its owner and who sent it are indexed. */
const OPENING = hashSignature('OpenCreditAccount(address,address,address,uint256)')

type Log = { readonly topics: readonly Hex[]; readonly address: Address; readonly blockNumber: Hex }

/** Read again each time, for what a reorganisation of the chain put elsewhere. */
const OVERLAP_BLOCKS = 64n
/** What a walk found stands for so long where a node tells no events. */
const WALK_MS = 300_000

/** What is known of an owner's accounts. */
type Known = {
  readonly accounts: ReadonlyMap<string, FoundAccount>
  /** In which block accounts were first seen to be closed. */
  readonly closedAt: ReadonlyMap<string, bigint>
  /** The block up to which events were read; null where the node tells none. */
  readonly until: bigint | null
  readonly atMs: number
}

const knownByClient = new WeakMap<Client, Map<string, Known>>()

/** What the chain's events tell of who opened what, since the last time; null where the node tells none of that. */
export type Openings = { readonly logs: readonly Log[]; readonly isFromStart: boolean } | null

/**
 * The accounts that were ever opened for an owner, whoever else has how many: one RPC request over all blocks at first, over
 * the newest after that. Not a word of it is believed: whose an account is, and in which market, is read from the market.
 */
export async function fetchOpenings(client: Client, chainId: number, owner: Address): Promise<Openings> {
  const until = knownOf(client).get(keyOf(chainId, owner))?.until ?? null
  const from = until !== null && until > OVERLAP_BLOCKS ? until - OVERLAP_BLOCKS : 0n
  const logs = await fetchLogs(client, owner, from === 0n ? 'earliest' : numberToHex(from), 'latest')
  return logs && { logs, isFromStart: from === 0n }
}

/** What was opened for an owner in one block; nothing where the node tells no events. One RPC request. */
export async function fetchOpenedIn(
  client: Client,
  structure: Structure,
  owner: Address,
  blockNumber: bigint,
): Promise<readonly FoundAccount[]> {
  const block = numberToHex(blockNumber)
  const logs = await fetchLogs(client, owner, block, block)
  const opened = await resolve(client, structure, logs ?? [], new Map())
  return opened.map(([, account]) => account)
}

/** The events of openings for an owner, both blocks included; null where the node tells none. */
async function fetchLogs(
  client: Client,
  owner: Address,
  fromBlock: Hex | 'earliest',
  toBlock: Hex | 'latest',
): Promise<readonly Log[] | null> {
  const topics = [OPENING, null, numberToHex(BigInt(owner), { size: 32 })]
  try {
    const logs = await client.request<{ Parameters: unknown[]; ReturnType: readonly Log[] }>(
      { method: 'eth_getLogs', params: [{ topics, fromBlock, toBlock }] },
      { retryCount: 0 },
    )
    return Array.isArray(logs) ? logs : null
  } catch {
    return null
  }
}

/** The owner's accounts, each with its market: by the events, or by a walk over everybody's where there are none. */
export async function findAccounts(
  client: Client,
  chainId: number,
  structure: Structure,
  owner: Address,
  openings: Openings,
): Promise<readonly FoundAccount[]> {
  const all = knownOf(client)
  const key = keyOf(chainId, owner)
  const known = all.get(key)
  if (openings === null) {
    const isFresh = known && known.until === null && performance.now() - known.atMs < WALK_MS
    const walk = async () => (await import('./walk-accounts')).walkAccounts(client, structure, owner)
    const accounts = isFresh ? known.accounts : await walk()
    if (!isFresh) all.set(key, { accounts, closedAt: new Map(), until: null, atMs: performance.now() })
    return [...accounts.values()]
  }
  const before = openings.isFromStart || !known ? new Map<string, FoundAccount>() : known.accounts
  const opened = await resolve(client, structure, openings.logs, before)
  // In the order of their opening: an account that was given out again is a new position, and stands last.
  const again = new Set(opened.map(([account]) => account))
  const accounts = new Map([...[...before].filter(([account]) => !again.has(account)), ...opened])
  const newest = openings.logs.reduce(
    (block, log) => (BigInt(log.blockNumber) > block ? BigInt(log.blockNumber) : block),
    0n,
  )
  const until = known?.until != null && known.until > newest ? known.until : newest
  all.set(key, { accounts, closedAt: known?.closedAt ?? new Map(), until, atMs: performance.now() })
  return [...accounts.values()]
}

/**
 * Notes up to which block events are known, and which accounts were closed by then: those are not asked about for ever. Of
 * accounts in markets that were not read nothing is known.
 */
export function noteAccounts(
  client: Client,
  chainId: number,
  { blockNumber, accounts, structure }: Seen,
  owner: Address,
  isWhole: boolean,
): void {
  const all = knownOf(client)
  const known = all.get(keyOf(chainId, owner))
  if (!known) return
  const open = new Set(accounts.map(({ account }) => account.toLowerCase()))
  const wasAsked = ({ creditManager }: FoundAccount) =>
    isWhole || structure.markets.some((market) => isSameAddress(market.creditManager, creditManager))
  const closedAt = new Map(
    [...known.accounts].flatMap(([account, found]) => {
      const at = known.closedAt.get(account) ?? (wasAsked(found) ? blockNumber : undefined)
      return open.has(account) || at === undefined ? [] : [[account, at] as const]
    }),
  )
  const isOver = (account: string) => blockNumber > (closedAt.get(account) ?? blockNumber) + OVERLAP_BLOCKS
  all.set(keyOf(chainId, owner), {
    ...known,
    accounts: new Map([...known.accounts].filter(([account]) => !isOver(account))),
    closedAt,
    until: known.until === null ? null : blockNumber,
  })
}

type Seen = Pick<RawSnapshot, 'blockNumber' | 'accounts' | 'structure'>

/** The market of each opened account: the one whose facade tells of it, or else the one that the account names. */
async function resolve(
  client: Client,
  structure: Structure,
  logs: readonly Log[],
  known: ReadonlyMap<string, FoundAccount>,
): Promise<readonly (readonly [string, FoundAccount])[]> {
  const opened = new Map<Address, Address>()
  for (const { topics, address } of logs) {
    const account = topics[1] && addressOf(BigInt(topics[1]))
    if (!account) continue
    opened.delete(account)
    opened.set(account, address)
  }
  const managerOf = new Map<Address, Address>()
  const unsure: Address[] = []
  for (const [account, facade] of opened) {
    const market = structure.markets.find(({ creditFacade }) => isSameAddress(creditFacade, facade))
    if (market) managerOf.set(account, market.creditManager)
    else if (!known.has(account.toLowerCase())) unsure.push(account)
  }
  if (unsure.length > 0) {
    const batch = createBatch({ blockNumberFrom: structure.blockNumberFrom })
    const reads = unsure.map((account) => {
      batch.section()
      return [account, batch.call(account, 'creditManager()')] as const
    })
    const { answers } = await fetchBatch(client, batch.pages(), 'latest')
    const { word, attempt } = readAnswers(answers)
    for (const [account, read] of reads) {
      const manager = attempt(() => word(read, 'creditManager()'))
      if (manager) managerOf.set(account, addressOf(manager))
    }
  }
  return [...managerOf].map(([account, creditManager]) => [account.toLowerCase(), { account, creditManager }])
}

function knownOf(client: Client): Map<string, Known> {
  const known = knownByClient.get(client) ?? new Map<string, Known>()
  knownByClient.set(client, known)
  return known
}

const keyOf = (chainId: number, owner: Address) => `${chainId} ${owner}`.toLowerCase()
