import { useQuery } from '@tanstack/react-query'
import { useConfig, useConnection } from 'wagmi'
import { type Address, isSameAddress } from '../domain/asset'
import type { WalletAbilities } from './executor'
import { defaultTiming } from './run-timing'

type Asked = { readonly owner: Address; readonly chainId: number }

/**
 * What the connected wallet can do for an account on a chain: asked of each wallet anew, once somebody wants to know. Null
 * before it answered, and where it is another account's or on another network: then it is not known.
 */
export function useWalletAbilities({ owner, chainId }: Asked, isWanted = true): WalletAbilities | null {
  const config = useConfig()
  const { connector, address, chainId: chainOfWallet } = useConnection()
  const isThere = address !== undefined && isSameAddress(address, owner) && chainOfWallet === chainId
  const { data } = useQuery({
    queryKey: ['wallet-abilities', connector?.uid ?? null, owner, chainId],
    // Its code comes with the first who asks.
    queryFn: async () => {
      const { readAbilities } = await import('./executor')
      return readAbilities({ config, chainId, timing: defaultTiming }, owner)
    },
    enabled: isWanted && isThere,
    // What a wallet answers changes with its settings alone, or with what it did with a batch: each review asks.
    staleTime: 0,
    refetchOnWindowFocus: false,
  })
  return isThere ? (data ?? null) : null
}
