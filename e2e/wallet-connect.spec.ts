import { type BrowserContext, devices, type Page } from '@playwright/test'
import { generatePrivateKey, privateKeyToAddress } from 'viem/accounts'
import { test as base, firstNetwork, rpcUrls } from './support/further-build'
import {
  accountButtonOf,
  button,
  confirmReview,
  LP_FARM,
  reviewOpening,
  walletModalOf,
} from './support/journey'
import { guardPages } from './support/page-guard'
import { hosts } from './support/ports'
import { expect } from './support/test'
import { type Relay, startRelay } from './wallet/relay'
import { createRemoteWallet } from './wallet/remote-wallet'

const RELAY = 'wss://relay.walletconnect.org'
const VERIFY = 'https://verify.walletconnect.org'

/** The app with WalletConnect, and a relay that is not theirs. */
const test = base.extend<{ asked: string[] }, { relay: Relay }>({
  relay: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      const relay = await startRelay()
      await use(relay)
      await relay.stop()
    },
    { scope: 'worker' },
  ],
  /** Hosts of WalletConnect that pages have asked, as they ask. */
  asked: async ({ context, relay }, use) => {
    const asked: string[] = []
    await context.route(`${VERIFY}/**`, (route) => {
      asked.push(VERIFY)
      return route.abort()
    })
    await routeRelay(context, relay, () => asked.push(RELAY))
    await use(asked)
  },
  pageGuard: async ({ context, appUrl }, use) => {
    const guard = await guardPages(context, { appUrl, rpcUrls }, [VERIFY])
    await use(undefined)
    expect(guard.problems, 'What no page may do').toEqual([])
  },
})

/** What a page says to WalletConnect's relay reaches ours. */
async function routeRelay(context: BrowserContext, relay: Relay, onAsked: () => void): Promise<void> {
  await context.routeWebSocket(new RegExp(`^${RELAY}`), (socket) => {
    onAsked()
    const peer = relay.join((message) => socket.send(message))
    socket.onMessage((message) => relay.receive(peer, String(message)))
    socket.onClose(() => relay.leave(peer))
  })
}

/**
 * Before each request its client waits five seconds for a host that tells wallets about the site, which no test lets
 * it reach: an opening takes twice as long as that, and whatever a busy machine adds.
 */
const PATIENCE_MS = 60_000

const chooseWalletConnect = async (page: Page) => {
  await button(page, 'Connect wallet').click()
  await page.getByRole('dialog').getByRole('button', { name: 'WalletConnect' }).click()
}

test('WalletConnect is offered, and its hosts are asked by nobody who does not choose it', async ({
  page,
  asked,
}) => {
  await page.goto('/')
  await expect(page.getByRole('table', { name: 'Farms' }).getByRole('link').first()).toBeVisible()
  await button(page, 'Connect wallet').click()
  const choice = walletModalOf(page).getByRole('button', { name: 'WalletConnect' })
  await expect(choice).toBeVisible()
  await page.waitForTimeout(500)
  expect(asked).toEqual([])

  await choice.click()
  await expect(page.getByRole('dialog').getByText(/scan/i).first()).toBeVisible()
  await expect.poll(() => asked).toContain(RELAY)
})

test.describe('on a phone', () => {
  const { defaultBrowserType: _, ...phone } = devices['Pixel 7']
  test.use(phone)

  test('a wallet’s app is linked to, connects, signs an opening, and is there after a reload', async ({
    page,
    chain,
    asked,
    relay,
  }) => {
    test.setTimeout(4 * PATIENCE_MS)
    const privateKey = generatePrivateKey()
    await chain.fund(privateKeyToAddress(privateKey))
    const wallet = await createRemoteWallet(relay, { rpcUrl: hosts.rpcUrl, privateKey })
    const links = await watchLinks(page)
    await page.goto('/')
    await chooseWalletConnect(page)
    await expect.poll(() => links[0], { timeout: PATIENCE_MS }).toMatch(/^wc:/)
    await wallet.scan(links[0] ?? '')
    await expect(accountButtonOf(page)).toBeVisible({ timeout: PATIENCE_MS })

    await reviewOpening(page, { network: firstNetwork.name })
    await confirmReview(page, { timeout: PATIENCE_MS })
    expect(wallet.log.filter(({ method }) => method === 'eth_sendTransaction')).toHaveLength(2)

    await page.goto('/portfolio')
    await expect(accountButtonOf(page)).toBeVisible()
    await expect(page.getByRole('link', { name: LP_FARM })).toBeVisible()
    await wallet.endSession()
    await expect(button(page, 'Connect wallet')).toBeVisible()
    expect(asked).toContain(RELAY)
  })
})

/** Apps that the page asks the phone to open, which would show a question of the browser's own over the page. */
async function watchLinks(page: Page): Promise<string[]> {
  const links: string[] = []
  await page.exposeFunction('openApp', (url: string) => void links.push(url))
  await page.addInitScript(() => {
    const navigation: EventTarget = Reflect.get(window, 'navigation')
    navigation.addEventListener('navigate', (event) => {
      const { url } = Reflect.get(event, 'destination')
      if (!url.startsWith('wc:')) return
      event.preventDefault()
      Reflect.get(window, 'openApp')(url)
    })
  })
  return links
}
