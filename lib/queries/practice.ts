import { queryOptions, useQuery } from '@tanstack/react-query'
import { type Client, isAddress } from 'viem'
import { useClient } from 'wagmi'
import { practiceChain } from '../config/chains'
import type { Address } from '../domain/asset'
import { classifyNodeFault } from '../execution/node-fault'
import { REFRESH_MS } from './read-chain'

/** A token whose price the practice chain lets you set; `price` is a decimal string in USD. */
export type PracticeAsset = {
  readonly address: Address
  readonly symbol: string
  readonly decimals: number
  readonly price: string
}

export type PracticeState = { readonly assets: readonly PracticeAsset[] }

/**
 * What the practice chain's server offers; null where another node answers, which does not know the method.
 * One RPC request.
 */
function practiceQueryOptions(client: Client | undefined) {
  return queryOptions({
    queryKey: ['practice', practiceChain.id],
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

/** The practice chain's node; undefined in a build that does not list that chain. */
export function usePracticeClient(): Client | undefined {
  return useClient({ chainId: practiceChain.id })
}

export function usePractice() {
  return useQuery(practiceQueryOptions(usePracticeClient()))
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
