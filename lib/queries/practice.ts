import { queryOptions, useQuery } from '@tanstack/react-query'
import { type Chain, type Client, isAddress } from 'viem'
import { useClient } from 'wagmi'
import { practiceChains } from '../config/chains'
import type { Address } from '../domain/asset'
import { classifyNodeFault } from '../execution/node-fault'
import { REFRESH_MS } from './pace'

/** A token whose price the practice chain lets you set; `price` is a decimal string in USD. */
export type PracticeAsset = {
  readonly address: Address
  readonly symbol: string
  readonly decimals: number
  readonly price: string
}

type PracticeState = { readonly assets: readonly PracticeAsset[] }

/** A practice chain whose server answers as one. */
export type PracticeNetwork = PracticeState & { readonly chain: Chain; readonly client: Client }

/**
 * What a practice chain's server offers; null where another node answers, which does not know the method.
 * One RPC request.
 */
function practiceQueryOptions(chainId: number, client: Client | undefined) {
  return queryOptions({
    queryKey: ['practice', chainId],
    queryFn: async (): Promise<PracticeState | null> => {
      if (!client) throw new Error('No connection to the chain')
      try {
        return convertPracticeState(
          await client.request<{ Parameters: readonly unknown[]; ReturnType: unknown }>({
            method: 'furrow_practice',
            params: [],
          }),
        )
      } catch (error) {
        if (classifyNodeFault(error) === 'incapable') return null
        throw error
      }
    },
    enabled: client !== undefined,
    staleTime: REFRESH_MS,
    refetchInterval: REFRESH_MS,
  })
}

/** Every practice chain of this build whose node is one of practice. The build fixes how many are asked. */
export function usePracticeNetworks(): readonly PracticeNetwork[] {
  return practiceChains.map(usePracticeNetwork).filter((network) => network !== null)
}

function usePracticeNetwork(chain: Chain): PracticeNetwork | null {
  const client = useClient({ chainId: chain.id })
  const { data } = useQuery(practiceQueryOptions(chain.id, client))
  return client && data ? { ...data, chain, client } : null
}

/** Leaves out what is not an asset as promised; null where the answer is none at all. */
function convertPracticeState(answer: unknown): PracticeState | null {
  if (!isRecord(answer) || !Array.isArray(answer.assets)) return null
  return { assets: answer.assets.filter(isPracticeAsset) }
}

function isPracticeAsset(value: unknown): value is PracticeAsset {
  return (
    isRecord(value) &&
    typeof value.address === 'string' &&
    isAddress(value.address, { strict: false }) &&
    typeof value.symbol === 'string' &&
    typeof value.decimals === 'number' &&
    typeof value.price === 'string' &&
    /^\d+(\.\d+)?$/.test(value.price)
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
