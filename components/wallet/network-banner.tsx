'use client'

import type { ReactNode } from 'react'
import { useConnection, useSwitchChain } from 'wagmi'
import { reasonOf } from '../../lib/execution/request-error'
import { useNetworkState } from '../../lib/queries/network'
import { Button } from '../ui/button'

/** What keeps the page from working: a chain that does not answer, or a wallet on another one. */
export function NetworkBanner() {
  const network = useNetworkState()
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
  return <WrongNetwork chainId={network.chainId} chainName={network.chainName} />
}

function WrongNetwork({ chainId, chainName }: { readonly chainId: number; readonly chainName: string }) {
  const { chainId: walletChainId, isConnected } = useConnection()
  const { mutate: switchChain, isPending, error } = useSwitchChain()
  if (!isConnected || walletChainId === chainId) return null
  return (
    <Banner tone="warning">
      <p className="flex-1">
        <strong className="font-semibold">Your wallet is on another network.</strong> Furrow works on{' '}
        {chainName} (chain id {chainId}).
        {error && <span className="block">The wallet did not switch: {reasonOf(error)}</span>}
      </p>
      <Button disabled={isPending} aria-busy={isPending} onClick={() => switchChain({ chainId })}>
        Switch to {chainName}
      </Button>
    </Banner>
  )
}

const TONES = { danger: 'border-danger bg-danger-soft', warning: 'border-warn bg-warn-soft' } as const

function Banner({ tone, children }: { readonly tone: keyof typeof TONES; readonly children: ReactNode }) {
  return (
    <div role="alert" className={`border-b ${TONES[tone]}`}>
      <div className="mx-auto flex w-full max-w-6xl flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5 text-sm sm:px-6">
        {children}
      </div>
    </div>
  )
}
