import type { QueryClient, QueryKey } from '@tanstack/react-query'
import type { Chain, Client } from 'viem'
import { hashFn } from 'wagmi/query'
import type { NodeIssue } from '../domain/issue'
import { classifyNodeFault, describeNodeFault, NonsenseError, OtherChainError } from '../execution/node-fault'
import { withTimeLimit } from '../execution/time-limit'
import type { MarketSnapshot } from '../protocols/protocol'
import { type ChainRead, keepNewest } from './chain-read'
import { type Demand, demandOf, type Pace, paceMsOf, refreshMsOf } from './pace'

/** What takes longer counts as no answer. */
const ANSWER_LIMIT_MS = 15_000

type Fault = { readonly issue: NodeIssue; readonly isCertain: boolean }

/** Why the last try of a query failed, by its key's hash: kept until one succeeds, also while the next is under way. */
const faults = new Map<string, Fault>()

/** Why nothing newer is known; null where the last try succeeded, or is repeated at once. */
export function findFault(queryKey: QueryKey): NodeIssue | null {
  const fault = faults.get(hashFn(queryKey))
  return fault?.isCertain ? fault.issue : null
}

/** What every query of a chain has in common. Nothing is asked while the page is hidden. */
export const chainQuery = (chain: Chain) => ({
  staleTime: refreshMsOf(chain),
  refetchInterval: refreshMsOf(chain),
  // A fault is no part of what a query answers with: whoever shows it is drawn anew when one is noted.
  notifyOnChangeProps: ['data', 'dataUpdatedAt', 'errorUpdatedAt'] as [
    'data',
    'dataUpdatedAt',
    'errorUpdatedAt',
  ],
  /** Once more at once, unless that would be no help: a node that is busy or hangs is asked at the next refresh. */
  retry: (count: number, error: Error) => count < 1 && WORTH_A_RETRY.has(classifyNodeFault(error)),
})

const WORTH_A_RETRY: ReadonlySet<string> = new Set(['unreachable', 'nonsense', 'refused', 'history-missing'])

/** One read, checked to be of the right chain and limited in time. Rejects with what went wrong, and notes it. */
export async function askChain<T>(client: Client, queryKey: QueryKey, read: () => Promise<T>): Promise<T> {
  const hash = hashFn(queryKey)
  try {
    const [answer] = await withTimeLimit(Promise.all([read(), checkChainId(client)]), ANSWER_LIMIT_MS)
    faults.delete(hash)
    return answer
  } catch (error) {
    // Whoever answers next may be somebody else.
    checked.delete(client)
    const isCertain = faults.has(hash) || !WORTH_A_RETRY.has(classifyNodeFault(error))
    faults.set(hash, { issue: describeNodeFault(error), isCertain })
    throw error
  }
}

/** What is read, and how often. */
type Read<Snapshot> = {
  readonly read: () => Promise<Snapshot>
  readonly marketsOf: (snapshot: Snapshot) => MarketSnapshot
  readonly pace: Pace
}

/** As `askChain`, for a snapshot of a block: the newest that was read is what stays. */
export async function readNewest<Snapshot>(
  queryClient: QueryClient,
  client: Client,
  queryKey: QueryKey,
  { read, marketsOf, pace }: Read<Snapshot>,
): Promise<ChainRead<Snapshot>> {
  const snapshot = await askChain(client, queryKey, read)
  const known = queryClient.getQueryData<ChainRead<Snapshot>>(queryKey)
  const { block, sentBytes = 0 } = marketsOf(snapshot)
  const demand = demandOf(sentBytes, pace)
  const paceMs = paceMsOf(pace, demand, listOtherDemands(queryClient, queryKey))
  return { ...keepNewest(known, snapshot, block, performance.now()), demand, paceMs }
}

/** Of everything else that is read of blocks while the page is as it is. */
function listOtherDemands(queryClient: QueryClient, queryKey: QueryKey): readonly Demand[] {
  const own = hashFn(queryKey)
  return queryClient
    .getQueryCache()
    .findAll({ type: 'active' })
    .filter(({ queryKey: [kind], queryHash }) => READS_OF_BLOCKS.has(kind) && queryHash !== own)
    .flatMap(({ state }) => (state.data as ChainRead<unknown> | undefined)?.demand ?? [])
}

/** The keys that queries of snapshots begin with. */
const READS_OF_BLOCKS: ReadonlySet<unknown> = new Set(['markets', 'account'])

/** A part is read with each refresh, whatever the pace of what it begins with. */
export function beginAtOnce<Snapshot>(chain: Chain) {
  return (known: ChainRead<Snapshot>): ChainRead<Snapshot> | undefined =>
    known.isPart ? undefined : { ...known, paceMs: refreshMsOf(chain) }
}

/** Again at a read's own pace; with each refresh until there is one. */
export function refetchAtPace(chain: Chain) {
  return ({ state }: { readonly state: { readonly data?: ChainRead<unknown> | undefined } }): number =>
    state.data?.paceMs ?? refreshMsOf(chain)
}

const checked = new WeakMap<Client, Promise<void>>()

/** Asked once a connection, which is one chain's: figures of another chain look like any others. */
function checkChainId(client: Client): Promise<void> {
  const known = checked.get(client)
  if (known) return known
  const asked = client.request({ method: 'eth_chainId' }, { retryCount: 0 }).then((answer) => {
    if (!/^0x[0-9a-f]+$/i.test(answer)) throw new NonsenseError('The chain id is none')
    const { chain } = client
    if (chain && Number(answer) !== chain.id) throw new OtherChainError(chain.name, Number(answer))
  })
  checked.set(client, asked)
  asked.catch(() => checked.delete(client))
  return asked
}
