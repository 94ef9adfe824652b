'use client'

import { type NetworkState as State, useNetworkState } from '../../lib/queries/network'

const MARKS = {
  connecting: 'border border-muted',
  live: 'bg-ok',
  old: 'rounded-none bg-warn',
  fault: 'rounded-none bg-danger',
} as const

/** Which chain the figures come from, of which block they are, and how old where they are old. */
export function NetworkState() {
  const network = useNetworkState()
  const { word, mark } = describe(network)
  return (
    <p className="flex min-w-0 items-center gap-2 text-muted text-xs">
      <span className={`size-2 flex-none rounded-full ${MARKS[mark]}`} aria-hidden="true" />
      <span className="grid min-w-0 leading-tight">
        <span className="truncate">{network.chainName}</span>
        <span className="tabular-nums">{word}</span>
      </span>
    </p>
  )
}

function describe({ fault, blockNumber, oldSeconds, isBehind, isConnected }: State): {
  readonly word: string
  readonly mark: keyof typeof MARKS
} {
  const block = blockNumber === null ? null : `block ${blockNumber.toLocaleString('en')}`
  const age = oldSeconds === null ? null : `${formatAge(oldSeconds)} old`
  if (fault) {
    const word = FAULT_WORDS[fault.code] ?? 'not readable'
    return { word: age && block ? `${block}, ${age}` : word, mark: 'fault' }
  }
  if (block === null && isConnected) return { word: 'connected', mark: 'live' }
  if (block === null) return { word: 'connecting', mark: 'connecting' }
  if (age) return { word: `${block}, ${age}`, mark: 'old' }
  return { word: isBehind ? `${block}, node behind` : block, mark: isBehind ? 'old' : 'live' }
}

const FAULT_WORDS: Readonly<Record<string, string>> = {
  'rpc-unreachable': 'not answering',
  'rpc-timeout': 'not answering',
  'rpc-busy': 'node busy',
  'rpc-other-chain': 'other chain',
}

function formatAge(seconds: number): string {
  return seconds < 120 ? `${seconds} s` : `${Math.floor(seconds / 60)} min`
}
