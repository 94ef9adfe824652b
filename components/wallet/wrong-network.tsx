'use client'

import { useChains, useSwitchChain } from 'wagmi'
import { reasonOf } from '../../lib/execution/request-error'
import type { NetworkState } from '../../lib/queries/network'
import { Button } from '../ui/button'
import { Banner } from './banner'

/** The wallet is on a chain that the app does not read: says so, and switches it to the one that the page shows. */
export function WrongNetwork({ network: { chain } }: { readonly network: NetworkState }) {
  const known = useChains().map(({ id, name }) => `${name} (chain id ${id})`)
  const { mutate: switchChain, isPending, error } = useSwitchChain()
  return (
    <Banner tone="warning">
      <p className="flex-1">
        <strong className="font-semibold">Your wallet is on another network.</strong> Furrow works on{' '}
        {known.join(', ')}.
        {error && <span className="block">The wallet did not switch: {reasonOf(error)}</span>}
      </p>
      <Button disabled={isPending} aria-busy={isPending} onClick={() => switchChain({ chainId: chain.id })}>
        Switch to {chain.name}
      </Button>
    </Banner>
  )
}
