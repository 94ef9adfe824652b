import { skipToken, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Answers } from '../domain/question'
import type { MarketSnapshot } from '../protocols/protocol'

type Read = Pick<MarketSnapshot, 'chainId' | 'protocol' | 'block'>

/** What was answered of one place at one block: no other block's figures are ever planned with it. */
export const answersKey = ({ chainId, protocol, block }: Read) =>
  ['answers', chainId, protocol, block.number] as const

/** The snapshot with what its block was asked so far, for whoever plans on it. `useAsking` asks. */
export function useAnswered(markets: MarketSnapshot): MarketSnapshot {
  const { data: answers } = useQuery<Answers>({ queryKey: answersKey(markets), queryFn: skipToken })
  return useMemo(() => (answers ? { ...markets, answers } : markets), [markets, answers])
}
