'use client'

import dynamic from 'next/dynamic'
import { useSyncExternalStore } from 'react'
import { useConnection } from 'wagmi'
import { listWatched, subscribeOwnBlocks } from '../../lib/execution/own-blocks'
import { formatNodeIssue } from '../../lib/format/issue-of-node'
import { type NetworkState, useNetworkStates } from '../../lib/queries/network'
import { Banner } from './banner'

const WrongNetwork = dynamic(() => import('./wrong-network').then((module) => module.WrongNetwork), {
  ssr: false,
})

/** Comes with the first transaction: most visits see none. */
const TakenBack = dynamic(() => import('./taken-back').then((module) => module.TakenBack), { ssr: false })

/** What concerns every page: the chains, the wallet's network, and what a chain has taken back. */
export function NetworkBanner() {
  const watched = useSyncExternalStore(subscribeOwnBlocks, listWatched, listWatched)
  return (
    <>
      <ConnectionBanner />
      {watched.length > 0 && <TakenBack watched={watched} />}
    </>
  )
}

/** What keeps the page from working: a chain that cannot be read, or a wallet on one that is none of ours. */
function ConnectionBanner() {
  const networks = useNetworkStates()
  const { chain, isConnected } = useConnection()
  const unreadable = networks.filter(({ fault }) => fault)
  if (unreadable.length > 0) {
    return unreadable.map((network) => (
      <Unreadable key={network.chain.id} network={network} isOnly={networks.length === 1} />
    ))
  }
  // On any of ours it is asked to switch where it must, when it is asked to sign.
  const [first] = networks
  return isConnected && !chain && first && <WrongNetwork network={first} />
}

type UnreadableProps = {
  readonly network: NetworkState
  /** Whether it has to be told from no other. */
  readonly isOnly: boolean
}

function Unreadable({ network: { fault, isPractice, chain }, isOnly }: UnreadableProps) {
  if (!fault) return null
  const { title, text } = formatNodeIssue(fault)
  return (
    <Banner tone="danger">
      <p>
        <strong className="font-semibold">{title}</strong>{' '}
        <span>
          ({!isOnly && <span>{chain.name}, </span>}
          <span className="font-mono">{chain.rpcUrls.default.http[0]}</span>).
        </span>{' '}
        <span>{text}</span>
        {isPractice && fault.code === 'rpc-unreachable' && (
          <span> Start the practice chain with “npm start” in the project’s folder.</span>
        )}
      </p>
    </Banner>
  )
}
