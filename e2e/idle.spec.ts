import type { Page, Request } from '@playwright/test'
import { giveWallet, goToFarm, LP_FARM, openPosition, readFigure } from './support/journey'
import { hosts } from './support/ports'
import { expect, test } from './support/test'

type Sent = { readonly method: string; readonly up: number; readonly down: number; readonly block: unknown }

/** What a page asks the node from now on. */
function watchNode(page: Page) {
  const sent: Sent[] = []
  const pending = new Set<Request>()
  const isAsked = (request: Request) => request.method() === 'POST' && request.url().startsWith(hosts.rpcUrl)
  page.on('request', (request) => {
    if (isAsked(request)) pending.add(request)
  })
  page.on('requestfinished', async (request) => {
    if (!isAsked(request)) return
    const body = request.postData() ?? ''
    const answer = await (await request.response())?.body()
    const { method, params = [] } = JSON.parse(body)
    sent.push({ method, up: body.length, down: answer?.length ?? 0, block: params[1] })
    pending.delete(request)
  })
  return { sent, settle: () => expect.poll(() => pending.size).toBe(0) }
}

/** Lets a minute pass on a page that nobody touches, and tells what it asks. */
async function idleMinute(page: Page): Promise<readonly Sent[]> {
  const { sent, settle } = watchNode(page)
  for (let block = 0; block < 5; block++) {
    await page.clock.runFor(12_000)
    await settle()
  }
  page.removeAllListeners('request')
  page.removeAllListeners('requestfinished')
  return sent
}

const total = (sent: readonly Sent[], of: 'up' | 'down') => sent.reduce((sum, one) => sum + one[of], 0)

test('no page sends 60 kB in an idle minute, and a position follows each block', async ({ page, chain }) => {
  await page.clock.install()
  await giveWallet(page, chain)
  const id = await openPosition(page)
  for (const path of ['/', '/lend', '/portfolio', `/position?id=${encodeURIComponent(id)}`]) {
    await test.step(path, async () => {
      await page.goto(path)
      await expect(page.getByRole('banner').first()).toContainText(/block [\d,]+/)
      await page.waitForLoadState('networkidle')
      const sent = await idleMinute(page)
      expect(total(sent, 'up')).toBeLessThan(60_000)
      const reads = sent.filter(({ method }) => method === 'eth_call')
      expect(reads.length).toBeGreaterThanOrEqual(4)
    })
  }
  const before = await readFigure(page, 'health-factor')
  await chain.setPrice('WETH', '1900')
  await page.clock.runFor(12_000)
  await expect.poll(() => readFigure(page, 'health-factor')).not.toBe(before)
})

test('a page whose wallet is remembered is read once, at one block', async ({ page, chain }) => {
  await giveWallet(page, chain)
  await goToFarm(page, LP_FARM)
  const { sent, settle } = watchNode(page)
  // What there is, and what it says; of Aave and Spark which pools of exchanges there are besides, and where their liquidity is.
  for (const [path, reads] of [
    [page.url(), 2],
    ['/lend', 2 + 2 + 2],
    ['/portfolio', 2 + 4 + 4],
  ] as const) {
    await test.step(path, async () => {
      sent.splice(0)
      await page.goto(path)
      await expect(page.getByRole('button', { name: /^0x/ })).toBeVisible()
      await expect(page.getByRole('banner').first()).toContainText(/block [\d,]+/)
      await settle()
      expect(sent.filter(({ method }) => method === 'eth_call')).toHaveLength(reads)
    })
  }
})
