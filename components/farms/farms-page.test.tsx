import { QueryClientProvider } from '@tanstack/react-query'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { WagmiProvider } from 'wagmi'
import { config } from '../../lib/queries/testing/made-up-world'
import { readPlaces } from '../../lib/queries/testing/read-places'
import { FarmsPage } from './farms-page'

vi.mock('../../lib/config/chains', () => import('../../lib/queries/testing/made-up-world'))
vi.mock('../../lib/protocols/readers', () => import('../../lib/queries/testing/made-up-world'))

/** The page's text once every place was asked, of which these fail. */
async function drawWith(failing: readonly string[]): Promise<string> {
  const html = renderToStaticMarkup(
    <WagmiProvider config={config}>
      <QueryClientProvider client={await readPlaces(failing)}>
        <FarmsPage />
      </QueryClientProvider>
    </WagmiProvider>,
  )
  return html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
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

test('where all fail each network is named once, with its own way to try again', async () => {
  const text = await drawWith(['lender:901', 'lender:902', 'vaults:902'])
  // one protocol is on the first network, two are on the second
  for (const name of ['Lender on Slow', 'Markets on Fast']) expect(text).toContain(`${name}: `)
  expect(text.match(/Try again/g)).toHaveLength(2)
  expect(text).not.toContain('Net APY')
})

test('where all answer nothing is said of any', async () => {
  const text = await drawWith([])
  expect(text).not.toContain('Try again')
  expect(text).toContain('No farms on this chain')
})

test('where several protocols are read, one of them can be chosen', async () => {
  const text = await drawWith([])
  expect(text).toContain('Protocol All Lender Vaults')
})
