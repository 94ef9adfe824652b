'use client'

import dynamic from 'next/dynamic'
import { useConnection } from 'wagmi'
import { useNetworkState } from '../../lib/queries/network'
import { Banner } from './banner'

const WrongNetwork = dynamic(() => import('./wrong-network').then((module) => module.WrongNetwork), {
  ssr: false,
})

/** What keeps the page from working: a chain that does not answer, or a wallet on another one. */
export function NetworkBanner() {
  const network = useNetworkState()
  const { chainId: walletChainId, isConnected } = useConnection()
  if (network.status === 'unreachable') {
    return (
      <Banner tone="danger">
        <p>
          <strong className="font-semibold">The chain does not answer</strong> at{' '}
          <span className="font-mono">{network.rpcUrl}</span>. Figures may be old and nothing can be sent.{' '}
          {network.isPractice
            ? 'Start the practice chain with “npm start” in the project’s folder; this page goes on by itself.'
            : 'Check your connection; this page goes on by itself.'}
        </p>
      </Banner>
    )
  }
  if (!isConnected || walletChainId === network.chainId) return null
  return <WrongNetwork chainId={network.chainId} chainName={network.chainName} />
}
