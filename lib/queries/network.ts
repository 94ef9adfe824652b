import { type QueryCache, useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import type { Chain } from 'viem'
import { chains, practiceChains } from '../config/chains'
import type { NodeIssue } from '../domain/issue'
import { oldAfterMsOf, useOldSeconds } from './age'
import type { ChainRead } from './chain-read'
import { findFault } from './read-chain'

/** Queries of figures, whose age and faults are the page's. Their keys go on with the chain and the protocol. */
const FIGURE_KEYS: readonly unknown[] = ['markets', 'account', 'position-owner']

export type NetworkState = {
  readonly chain: Chain
  readonly isPractice: boolean
  /** Why nothing of it is read; null while something is. */
  readonly fault: NodeIssue | null
  /** The newest block that any figure on the page comes from; null before the first. */
  readonly block: string | null
  /** For how many seconds nothing confirmed the oldest figures on the page; null while they are not old. */
  readonly oldSeconds: number | null
  /** The node answers, with older blocks than the one that is shown. */
  readonly isBehind: boolean
  /** The chain answers, where no figure of it is shown. */
  readonly isConnected: boolean
}

export function isPracticeChain(chainId: number): boolean {
  return practiceChains.some(({ id }) => id === chainId)
}

/**
 * How the networks are doing that the page shows something of, the first of all where it shows nothing: told from
 * what it reads anyway, with no request of its own. The age of the figures decides whether they are old, whatever
 * became of the tries to read them again.
 */
export function useNetworkStates(): readonly NetworkState[] {
  const cache = useQueryClient().getQueryCache()
  // A string, so that an unchanged state compares equal.
  const text = useSyncExternalStore(
    (onChange) => cache.subscribe(onChange),
    () => JSON.stringify(chains.map((chain) => summarise(cache, chain))),
    () => '[]',
  )
  const summaries: readonly Summary[] = JSON.parse(text)
  const all = chains.map((chain, i) => ({ chain, ...(summaries[i] ?? NOTHING) }))
  const shown = all.filter(({ isShown }) => isShown)
  const states = shown.length > 0 ? shown : all.slice(0, 1)
  const ages = useOldSeconds(states)
  return states.map((state, i) => ({
    ...state,
    isPractice: isPracticeChain(state.chain.id),
    oldSeconds: ages[i] ?? null,
  }))
}

type Summary = Pick<NetworkState, 'fault' | 'block' | 'isBehind' | 'isConnected'> & {
  readonly isShown: boolean
  /** Of the figures that are old first. */
  readonly confirmedAtMs: number | null
  readonly paceMs: number
}

const NOTHING: Summary = {
  isShown: false,
  fault: null,
  block: null,
  confirmedAtMs: null,
  paceMs: 0,
  isBehind: false,
  isConnected: false,
}

/** Of what is on the page: what other pages have read before goes on ageing there. */
function summarise(cache: QueryCache, { id }: Chain): Summary {
  const shown = cache
    .getAll()
    .filter(
      (query) => query.isActive() && FIGURE_KEYS.includes(query.queryKey[0]) && query.queryKey[1] === id,
    )
  const reads = shown.flatMap(({ state }) => (isChainRead(state.data) ? [state.data] : []))
  const faults = shown.flatMap(({ queryKey }) => {
    const issue = findFault(queryKey)
    return issue ? [{ protocol: queryKey[2], issue }] : []
  })
  // What fails for one protocol alone is that protocol's, and said where it is missing.
  const isUnreadable = shown.every(({ queryKey }) => faults.some(({ protocol }) => protocol === queryKey[2]))
  const [oldest] = reads.toSorted((a, b) => oldAtMsOf(a) - oldAtMsOf(b))
  const newest = reads.toSorted((a, b) => Number(b.block.number - a.block.number))[0]
  return {
    isShown: shown.length > 0,
    fault: (isUnreadable && faults[0]?.issue) || null,
    block: newest ? String(newest.block.number) : null,
    confirmedAtMs: oldest?.confirmedAtMs ?? null,
    paceMs: oldest?.paceMs ?? 0,
    isBehind: reads.some((read) => read.isBehind),
    isConnected: cache.find({ queryKey: ['practice', id] })?.state.status === 'success',
  }
}

const oldAtMsOf = (read: ChainRead<unknown>) => read.confirmedAtMs + oldAfterMsOf(read)

function isChainRead(data: unknown): data is ChainRead<unknown> {
  return typeof data === 'object' && data !== null && 'confirmedAtMs' in data
}
