import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, test, vi } from 'vitest'
import { refreshFigures } from './refresh-figures'

test('after one’s own transaction what is shown is read again, and what other pages had read is forgotten', async () => {
  const queryClient = new QueryClient()
  const read = vi.fn(async () => 'new')
  const shown = ['account', 1, 'lender', 'owner', 'part']
  const others = [
    ['account', 1, 'lender', 'owner'],
    ['markets', 1, 'lender'],
  ]
  const ofAnotherChain = ['markets', 2, 'lender']
  for (const key of [shown, ...others, ofAnotherChain]) queryClient.setQueryData(key, 'old')
  const options = { queryKey: shown, queryFn: read, staleTime: 60_000 }
  const leave = new QueryObserver(queryClient, options).subscribe(() => {})
  await refreshFigures(queryClient, 1)
  expect(queryClient.getQueryData(shown)).toBe('new')
  expect(read).toHaveBeenCalledOnce()
  expect(others.map((key) => queryClient.getQueryData(key))).toEqual([undefined, undefined])
  expect(queryClient.getQueryData(ofAnotherChain)).toBe('old')
  leave()
})
