import { type Query, useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { activeChain, practiceChain } from '../config/chains'
import { environment } from '../config/environment'

/** Queries whose outcome tells whether the chain answers. */
const CHAIN_KEYS: readonly unknown[] = ['markets', 'account', 'practice']

export type NetworkState = {
  readonly chainId: number
  readonly chainName: string
  readonly isPractice: boolean
  readonly rpcUrl: string
  readonly status: 'connecting' | 'live' | 'unreachable'
  /** The newest block that any figure on the page comes from. */
  readonly blockNumber: bigint | null
}

/**
 * How the chain is doing, told from what the page reads anyway: no request of its own. The block is the
 * one the figures come from, which says more than a counter beside them would.
 */
export function useNetworkState(): NetworkState {
  const cache = useQueryClient().getQueryCache()
  const summary = useSyncExternalStore(
    (onChange) => cache.subscribe(onChange),
    () => summarise(cache.getAll()),
    () => 'connecting:',
  )
  const [status, block] = summary.split(':')
  return {
    chainId: activeChain.id,
    chainName: activeChain.name,
    isPractice: activeChain.id === practiceChain.id,
    rpcUrl: environment.rpcUrl,
    status: status as NetworkState['status'],
    blockNumber: block ? BigInt(block) : null,
  }
}

/** A string, so that an unchanged state compares equal. */
function summarise(queries: readonly Query[]): string {
  const reads = queries.filter((query) => CHAIN_KEYS.includes(query.queryKey[0]))
  const newest = Math.max(0, ...reads.map((query) => query.state.dataUpdatedAt))
  const lastError = Math.max(0, ...reads.map((query) => query.state.errorUpdatedAt))
  const isFailing = reads.some((query) => query.state.fetchFailureCount > 0 || query.state.status === 'error')
  const blocks = reads.flatMap((query) => readBlocks(query.state.data))
  const block = blocks.reduce<bigint | null>((max, b) => (max === null || b > max ? b : max), null)
  const status = describe(newest, lastError, isFailing)
  return `${status}:${block ?? ''}`
}

function describe(newest: number, lastError: number, isFailing: boolean): NetworkState['status'] {
  if (isFailing && (lastError > newest || newest === 0)) return 'unreachable'
  return newest > 0 ? 'live' : 'connecting'
}

function readBlocks(data: unknown): bigint[] {
  if (!Array.isArray(data)) return []
  return data.flatMap((snapshot) => {
    const block: unknown = snapshot?.block?.number ?? snapshot?.markets?.block?.number
    return typeof block === 'bigint' ? [block] : []
  })
}
