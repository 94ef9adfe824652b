import { type Query, type QueryCache, useQueryClient } from '@tanstack/react-query'
import { useEffect, useReducer, useSyncExternalStore } from 'react'
import { activeChain, practiceChain } from '../config/chains'
import { environment } from '../config/environment'
import type { Issue } from '../domain/issue'
import { max } from '../domain/math'
import type { ChainRead } from './chain-read'
import { findFault, REFRESH_MS } from './read-chain'

/** Queries of figures, whose age and faults are the page's. */
const FIGURE_KEYS: readonly unknown[] = ['markets', 'account', 'position-owner']

/** Figures that two blocks should have renewed are marked as old. */
const OLD_AFTER_MS = 2 * Math.max(activeChain.blockTime ?? REFRESH_MS, REFRESH_MS)

export type NetworkState = {
  readonly chainId: number
  readonly chainName: string
  readonly isPractice: boolean
  readonly rpcUrl: string
  /** Why the chain is not read; null while it is. */
  readonly fault: Issue | null
  /** The newest block that any figure on the page comes from; null before the first. */
  readonly blockNumber: bigint | null
  /** For how many seconds nothing confirmed the oldest figures on the page; null while they are not old. */
  readonly oldSeconds: number | null
  /** The node answers, with older blocks than the one that is shown. */
  readonly isBehind: boolean
  /** The chain answers, where no figure of it is shown. */
  readonly isConnected: boolean
}

export const isPracticeNetwork = activeChain.id === practiceChain.id

/**
 * How the chain is doing, told from what the page reads anyway: no request of its own. The age of the figures
 * decides whether they are old, whatever became of the tries to read them again.
 */
export function useNetworkState(): NetworkState {
  const cache = useQueryClient().getQueryCache()
  // A string, so that an unchanged state compares equal.
  const summary = useSyncExternalStore(
    (onChange) => cache.subscribe(onChange),
    () => JSON.stringify(summarise(cache)),
    () => JSON.stringify(NOTHING),
  )
  const { fault, block, confirmedAtMs, isBehind, isConnected } = JSON.parse(summary) as Summary
  return {
    chainId: activeChain.id,
    chainName: activeChain.name,
    isPractice: isPracticeNetwork,
    rpcUrl: environment.rpcUrl,
    fault,
    blockNumber: block === null ? null : BigInt(block),
    oldSeconds: useOldSeconds(confirmedAtMs),
    isBehind,
    isConnected,
  }
}

type Summary = {
  readonly fault: Issue | null
  readonly block: string | null
  readonly confirmedAtMs: number | null
  readonly isBehind: boolean
  readonly isConnected: boolean
}
const NOTHING: Summary = {
  fault: null,
  block: null,
  confirmedAtMs: null,
  isBehind: false,
  isConnected: false,
}

/** Of what is on the page: what other pages have read before goes on ageing there. */
function summarise(cache: QueryCache): Summary {
  const shown = cache.getAll().filter((query) => query.isActive() && FIGURE_KEYS.includes(query.queryKey[0]))
  const reads = shown.flatMap(({ state }) => (isChainRead(state.data) ? [state.data] : []))
  const newest = reads.reduce((number, { block }) => max(number, block.number), -1n)
  const fault = shown.map(faultOf).find((issue) => issue !== null) ?? null
  return {
    fault,
    block: newest < 0n ? null : String(newest),
    confirmedAtMs: reads.length === 0 ? null : Math.min(...reads.map((read) => read.confirmedAtMs)),
    isBehind: reads.some((read) => read.isBehind),
    isConnected: cache
      .getAll()
      .some(({ queryKey, state }) => queryKey[0] === 'practice' && state.status === 'success'),
  }
}

function faultOf({ queryKey }: Query): Issue | null {
  return findFault(queryKey)
}

function isChainRead(data: unknown): data is ChainRead<unknown> {
  return typeof data === 'object' && data !== null && 'confirmedAtMs' in data
}

/** Drawn anew when figures become old, and every few seconds from then on. */
function useOldSeconds(confirmedAtMs: number | null): number | null {
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  useEffect(() => {
    if (confirmedAtMs === null) return
    const untilOld = confirmedAtMs + OLD_AFTER_MS - performance.now()
    let repeated: ReturnType<typeof setInterval> | undefined
    const timer = setTimeout(
      () => {
        redraw()
        repeated = setInterval(redraw, 3_000)
      },
      Math.max(0, untilOld),
    )
    // Timers stand still while a page is hidden; what it shows has aged all the same.
    document.addEventListener('visibilitychange', redraw)
    return () => {
      clearTimeout(timer)
      clearInterval(repeated)
      document.removeEventListener('visibilitychange', redraw)
    }
  }, [confirmedAtMs])
  if (confirmedAtMs === null) return null
  const ageMs = performance.now() - confirmedAtMs
  return ageMs < OLD_AFTER_MS ? null : Math.floor(ageMs / 1_000)
}
