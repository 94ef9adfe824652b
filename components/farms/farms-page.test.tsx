import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderToStaticMarkup } from 'react-dom/server'
import { custom } from 'viem'
import { expect, test, vi } from 'vitest'
import { createConfig, WagmiProvider } from 'wagmi'
import { createAppQueryClient } from '../../lib/config/query-client'
import { marketsQueryOptions } from '../../lib/queries/markets'
import { places } from '../../lib/queries/place'
import { madeUpNode } from '../../lib/queries/testing/made-up'
import { chains } from '../../lib/queries/testing/made-up-world'
import { FarmsPage } from './farms-page'

vi.mock('../../lib/config/chains', () => import('../../lib/queries/testing/made-up-world'))
vi.mock('../../lib/protocols/readers', () => import('../../lib/queries/testing/made-up-world'))

const BLOCK = 7n
const noNode = custom({ request: () => Promise.reject(new Error('asked while drawing')) })
const config = createConfig({ chains, ssr: true, transports: { 901: noNode, 902: noNode } })

/** The page's text once every place was asked, of which these fail. */
async function drawWith(failing: readonly string[]): Promise<string> {
  const queryClient = createAppQueryClient()
  queryClient.setDefaultOptions({ queries: { ...queryClient.getDefaultOptions().queries, retryDelay: 0 } })
  await Promise.all(places.map((place) => readPlace(queryClient, place, failing)))
  const html = renderToStaticMarkup(
    <WagmiProvider config={config}>
      <QueryClientProvider client={queryClient}>
        <FarmsPage />
      </QueryClientProvider>
    </WagmiProvider>,
  )
  return html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}

async function readPlace(
  queryClient: QueryClient,
  place: (typeof places)[number],
  failing: readonly string[],
) {
  const { reader, chain } = place
  const isFailing = failing.includes(`${reader.id}:${chain.id}`)
  const { client } = madeUpNode(chain, () => {
    if (isFailing) throw new Error('out of luck')
    return BLOCK
  })
  await queryClient.prefetchQuery({ ...marketsQueryOptions(queryClient, client, place), retry: 1 })
  queryClient.setQueryData(['growth', chain.id, reader.id, BLOCK], { growth: null })
}

test('one protocol that fails on one network is named, and the others stand', async () => {
  const text = await drawWith(['lender:902'])
  expect(text).toContain('Lender on Fast: The node refuses to answer')
  expect(text.match(/Try again/g)).toHaveLength(1)
  expect(text).not.toContain('Lender on Slow:')
  expect(text).toContain('Net APY')
  // What is missing may have some.
  expect(text).not.toContain('No farms on this chain')
})

test('where all fail each is named, with its own way to try again', async () => {
  const text = await drawWith(['lender:901', 'lender:902', 'vaults:902'])
  for (const name of ['Lender on Slow', 'Lender on Fast', 'Vaults on Fast'])
    expect(text).toContain(`${name}: `)
  expect(text.match(/Try again/g)).toHaveLength(3)
  expect(text).not.toContain('Net APY')
})

test('where all answer nothing is said of any', async () => {
  const text = await drawWith([])
  expect(text).not.toContain('Try again')
  expect(text).toContain('No farms on this chain')
})
