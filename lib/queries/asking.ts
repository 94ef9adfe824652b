import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { type Client, numberToHex } from 'viem'
import { useClient } from 'wagmi'
import type { Hex } from '../domain/call'
import type { Issue } from '../domain/issue'
import type { Answers, Question } from '../domain/question'
import { isRevert } from '../execution/request-error'
import type { MarketSnapshot } from '../protocols/protocol'
import { answersKey } from './answers'
import { REFRESH_MS } from './pace'
import { askChain, findFault } from './read-chain'

/** One question of a place at its snapshot's block: 1 RPC request. What is answered joins the answers of that block. */
export function askingQueryOptions(
  queryClient: QueryClient,
  client: Client | undefined,
  markets: MarketSnapshot,
  question: Question,
) {
  const { chainId, protocol, block } = markets
  const queryKey = ['answer', chainId, protocol, block.number, question.key] as const
  return queryOptions({
    queryKey,
    queryFn: async (): Promise<Hex | null> => {
      if (!client) throw new Error('No connection to the chain')
      const answer = await askChain(client, queryKey, () => callAt(client, question, block.number))
      queryClient.setQueryData<Answers>(answersKey(markets), (known) => ({
        ...known,
        [question.key]: answer,
      }))
      return answer
    },
    enabled: client !== undefined,
    // A block's answer does not change; kept with the others, so that it is asked for anew where those are forgotten.
    staleTime: 'static',
    gcTime: 0,
    refetchInterval: ({ state }) => (state.data === undefined ? REFRESH_MS : false),
    retry: 1,
    notifyOnChangeProps: ['data', 'errorUpdatedAt', 'isFetching'],
  })
}

/** Asks what a plan waits for, for as long as it does: why there is no answer yet, and a way to ask at once. */
export function useAsking(
  markets: MarketSnapshot,
  question: Question,
): { readonly fault: Issue | null; readonly askAgain: () => void } {
  const client = useClient({ chainId: markets.chainId })
  const options = askingQueryOptions(useQueryClient(), client, markets, question)
  const { refetch } = useQuery(options)
  return { fault: findFault(options.queryKey), askAgain: () => void refetch() }
}

/** Null where what was called refuses; rejects where nobody answered. */
async function callAt(client: Client, { to, data }: Question, block: bigint): Promise<Hex | null> {
  const request = { method: 'eth_call', params: [{ to, data }, numberToHex(block)] } as const
  try {
    return await client.request(request, { retryCount: 0 })
  } catch (error) {
    if (isRevert(error)) return null
    throw error
  }
}
