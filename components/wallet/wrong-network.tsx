'use client'

import { useSwitchChain } from 'wagmi'
import { reasonOf } from '../../lib/execution/request-error'
import { Button } from '../ui/button'
import { Banner } from './banner'

/** The wallet is on a chain that the app does not show: says so, and switches it. */
export function WrongNetwork({
  chainId,
  chainName,
}: {
  readonly chainId: number
  readonly chainName: string
}) {
  const { mutate: switchChain, isPending, error } = useSwitchChain()
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
