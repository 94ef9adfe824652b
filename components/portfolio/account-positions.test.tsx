import { QueryClientProvider } from '@tanstack/react-query'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { WagmiProvider } from 'wagmi'
import { config } from '../../lib/queries/testing/made-up-world'
import { readPlaces } from '../../lib/queries/testing/read-places'
import { AccountPositions } from './account-positions'

vi.mock('../../lib/config/chains', () => import('../../lib/queries/testing/made-up-world'))
vi.mock('../../lib/protocols/readers', () => import('../../lib/queries/testing/made-up-world'))

const owner = `0x${'0a'.repeat(20)}` as const

/** The text of an account without positions, read in every place but these. */
async function drawWith(failing: readonly string[]): Promise<string> {
  const html = renderToStaticMarkup(
    <WagmiProvider config={config}>
      <QueryClientProvider client={await readPlaces(failing, owner)}>
        <AccountPositions owner={owner} isOwn />
      </QueryClientProvider>
    </WagmiProvider>,
  )
  return html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}

test('an account that was not read everywhere is not called empty', async () => {
  const text = await drawWith(['vaults:902'])
  expect(text).toContain('Vaults on Fast: The node refuses to answer')
  expect(text).not.toContain('You have no positions yet')
})

test('one that holds nothing anywhere is', async () => {
  expect(await drawWith([])).toContain('You have no positions yet')
})
