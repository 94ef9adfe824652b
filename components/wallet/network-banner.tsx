'use client'

import dynamic from 'next/dynamic'
import { useConnection } from 'wagmi'
import { formatIssue } from '../../lib/format/issue'
import { useNetworkState } from '../../lib/queries/network'
import { useOwnBlock } from '../../lib/queries/own-block'
import { Banner } from './banner'

const WrongNetwork = dynamic(() => import('./wrong-network').then((module) => module.WrongNetwork), {
  ssr: false,
})

/** Comes with the first transaction: most visits see none. */
const TakenBack = dynamic(() => import('./taken-back').then((module) => module.TakenBack), { ssr: false })

/** What concerns every page: the chain, the wallet's network, and what the chain has taken back. */
export function NetworkBanner() {
  const hasSent = useOwnBlock() !== null
  return (
    <>
      <ConnectionBanner />
      {hasSent && <TakenBack />}
    </>
  )
}

/** What keeps the page from working: a chain that cannot be read, or a wallet on another one. */
function ConnectionBanner() {
  const { fault, chainId, chainName, isPractice, rpcUrl } = useNetworkState()
  const { chainId: walletChainId, isConnected } = useConnection()
  if (fault) {
    const { title, text } = formatIssue(fault)
    return (
      <Banner tone="danger">
        <p>
          <strong className="font-semibold">{title}</strong>{' '}
          <span>
            (<span className="font-mono">{rpcUrl}</span>).
          </span>{' '}
          <span>{text}</span>
          {isPractice && fault.code === 'rpc-unreachable' && (
            <span> Start the practice chain with “npm start” in the project’s folder.</span>
          )}
        </p>
      </Banner>
    )
  }
  if (!isConnected || walletChainId === chainId) return null
  return <WrongNetwork chainId={chainId} chainName={chainName} />
}
