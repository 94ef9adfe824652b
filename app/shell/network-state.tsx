'use client'

import { type NetworkState as State, useNetworkStates } from '../../lib/queries/network'

/** From the best to the worst. */
const MARKS = {
  live: 'bg-ok',
  connecting: 'border border-muted',
  old: 'rounded-none bg-warn',
  fault: 'rounded-none bg-danger',
} as const

const ORDER = Object.keys(MARKS)

/**
 * Which chain the figures come from, of which block they are, and how old where they are old. Several chains have
 * the room of one: how many they are, and how the worst of them does.
 */
export function NetworkState() {
  const networks = useNetworkStates()
  const [worst] = networks.map(describe).sort((a, b) => ORDER.indexOf(b.mark) - ORDER.indexOf(a.mark))
  if (!worst) return null
  const { name, word, mark } = worst
  const isOne = networks.length === 1
  const wordOfAll = mark === 'live' ? mark : `${name}: ${word}`
  return (
    <p className="flex min-w-0 items-center gap-2 text-muted text-xs">
      <span className={`size-2 flex-none rounded-full ${MARKS[mark]}`} aria-hidden="true" />
      <span className="grid min-w-0 leading-tight">
        <span className="truncate">{isOne ? name : `${networks.length} networks`}</span>
        <span className="tabular-nums">{isOne ? word : wordOfAll}</span>
      </span>
    </p>
  )
}

type Described = { readonly name: string; readonly word: string; readonly mark: keyof typeof MARKS }

/** How a network does, in a word and a mark. */
function describe(state: State): Described {
  const { chain, fault, block: number, oldSeconds, isBehind, isConnected } = state
  const { name } = chain
  const block = number === null ? null : `block ${Number(number).toLocaleString('en')}`
  const age = oldSeconds === null ? null : `${formatAge(oldSeconds)} old`
  if (fault) {
    const word = FAULT_WORDS[fault.code] ?? 'not readable'
    return { name, word: age && block ? `${block}, ${age}` : word, mark: 'fault' }
  }
  if (block === null && isConnected) return { name, word: 'connected', mark: 'live' }
  if (block === null) return { name, word: 'connecting', mark: 'connecting' }
  if (age) return { name, word: `${block}, ${age}`, mark: 'old' }
  return { name, word: isBehind ? `${block}, node behind` : block, mark: isBehind ? 'old' : 'live' }
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
