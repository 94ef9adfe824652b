'use client'

import { useNetworkState } from '../../lib/queries/network'

const STATES = {
  connecting: { word: 'connecting', mark: 'border border-muted' },
  live: { word: null, mark: 'bg-ok' },
  unreachable: { word: 'not answering', mark: 'rounded-none bg-danger' },
} as const

/** Which chain the figures come from, and of which block they are. */
export function NetworkState() {
  const { chainName, status, blockNumber } = useNetworkState()
  const { word, mark } = STATES[status]
  const block = blockNumber === null ? null : `block ${blockNumber.toLocaleString('en')}`
  return (
    <p className="flex min-w-0 items-center gap-2 text-muted text-xs">
      <span className={`size-2 flex-none rounded-full ${mark}`} aria-hidden="true" />
      <span className="grid min-w-0 leading-tight">
        <span className="truncate">{chainName}</span>
        <span className="tabular-nums">{word ?? block ?? 'connected'}</span>
      </span>
    </p>
  )
}
