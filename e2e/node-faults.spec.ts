import type { Page, Route } from '@playwright/test'
import { borrower } from '../devnet/accounts'
import {
  button,
  confirmReview,
  depositOf,
  expectSimulated,
  fillOpening,
  giveWallet,
  goToFarm,
  LP_FARM,
  openPosition,
  previewOf,
  reviewOf,
  reviewOpening,
  statusOf,
} from './support/journey'
import { hosts } from './support/ports'
import { expect, test } from './support/test'

type Call = { readonly id: number; readonly method: string; readonly params: readonly unknown[] }
type Answer = (call: Call, route: Route) => Promise<unknown> | unknown

const JSON_HEADERS = { 'content-type': 'application/json', 'access-control-allow-origin': '*' }
const farms = (page: Page) => page.getByRole('table', { name: 'Farms' })
/** Next.js has one of its own, which is empty. */
const alerts = (page: Page) => page.getByRole('alert').filter({ hasText: /./ })
const header = (page: Page) => page.getByRole('banner').first()

/** Stands between the pages and the node: `answer` returns what to do with a call, undefined to let it pass. */
async function meddle(page: Page, answer: Answer): Promise<() => Promise<void>> {
  const url = `${hosts.rpcUrl}/**`
  let isOver = false
  await page.route(url, async (route) => {
    if (route.request().method() !== 'POST') return route.fallback()
    const call: Call = route.request().postDataJSON()
    const answered = await answer(call, route)
    // Whoever stops it lets through what is not answered yet.
    if (answered === HANDLED || isOver) return
    if (answered === undefined) return route.fallback()
    const json = { jsonrpc: '2.0', id: call.id, ...(answered as object) }
    await route.fulfill({ json, headers: JSON_HEADERS })
  })
  return () => {
    isOver = true
    return page.unroute(url)
  }
}
const HANDLED = Symbol('handled')

const cutOff: Answer = async (_, route) => {
  await route.abort()
  return HANDLED
}

const isRead = ({ method, params }: Call) => method === 'eth_call' && params.length === 3

test.describe('each fault of a node has a sentence of its own', () => {
  const html: Answer = async (_, route) => {
    await route.fulfill({
      body: '<html>Sign in</html>',
      contentType: 'text/html',
      headers: { 'access-control-allow-origin': '*' },
    })
    return HANDLED
  }
  const cases: readonly (readonly [string, Answer, string])[] = [
    ['no connection', cutOff, 'The network cannot be reached'],
    [
      'a rate limit with 429',
      async (_, route) => {
        await route.fulfill({
          status: 429,
          body: 'slow down',
          headers: {
            'access-control-allow-origin': '*',
            'access-control-expose-headers': '*',
            'retry-after': '600',
          },
        })
        return HANDLED
      },
      'The node is busy',
    ],
    ['a rate limit in the answer', () => ({ error: { code: -32005, message: 'limit' } }), 'The node is busy'],
    [
      'another chain',
      ({ method }) => (method === 'eth_chainId' ? { result: '0x1' } : undefined),
      'The node answers for another chain',
    ],
    ['HTML', html, 'The node’s answer makes no sense'],
    [
      'a wrong shape',
      (call) => (isRead(call) ? { result: '0x1234' } : undefined),
      'The node’s answer makes no sense',
    ],
    [
      'no state overrides',
      (call) => (isRead(call) ? { result: '0x' } : undefined),
      'This node cannot answer what is asked',
    ],
    [
      'an error of its own',
      (call) => (isRead(call) ? { error: { code: -32000, message: 'out of luck' } } : undefined),
      'The node refuses to answer',
    ],
  ]
  for (const [name, answer, title] of cases) {
    test(name, async ({ page }) => {
      const stop = await meddle(page, answer)
      await page.goto('/')
      await expect(alerts(page).filter({ hasText: title }).first()).toBeVisible()
      await expect(farms(page).getByRole('link')).toHaveCount(0)
      const words = (await alerts(page).allTextContents()).join()
      expect(words).not.toMatch(/iterable|undefined|JSON|Unexpected token|cannot read prop/i)
      expect(/npm start/.test(words)).toBe(name === 'no connection')
      await stop()
      // It promised to go on by itself.
      await expect(farms(page).getByRole('link').first()).toBeVisible({ timeout: 20_000 })
      await expect(alerts(page).filter({ hasText: title })).toHaveCount(0)
    })
  }
})

test('a node that hangs from the start is told after 15 seconds', async ({ page }) => {
  await page.clock.install()
  let asked = 0
  await meddle(page, () => {
    asked += 1
    return new Promise(() => {})
  })
  await page.goto('/')
  await expect.poll(() => asked).toBeGreaterThan(0)
  await page.clock.runFor(16_000)
  await expect(alerts(page).filter({ hasText: 'The node takes too long' }).first()).toBeVisible()
})

test('figures of a node that hangs are marked as old by their age', async ({ page }) => {
  await page.clock.install()
  await page.goto('/')
  await expect(farms(page).getByRole('link').first()).toBeVisible()
  await expect(header(page)).toContainText(/block [\d,]+/)
  await expect(header(page)).not.toContainText('old')
  const stop = await meddle(page, () => new Promise(() => {}))
  // What the places share lets each be read again a little less often than once a block.
  await page.clock.runFor(50_000)
  await expect(header(page)).toContainText(/block [\d,]+, \d+ s old/)
  await expect(alerts(page).filter({ hasText: 'These figures are not of the latest block' })).toBeVisible()
  await page.clock.runFor(10_000)
  await expect(alerts(page).filter({ hasText: 'The node takes too long' }).first()).toBeVisible()
  await stop()
  await page.clock.runFor(15_000)
  await expect(header(page)).not.toContainText('old')
  await expect(alerts(page)).toHaveCount(0)
})

test('a rehearsal that hangs holds back no figures', async ({ page }) => {
  await meddle(page, ({ method }) => (method === 'eth_simulateV1' ? new Promise(() => {}) : undefined))
  await page.goto('/')
  await expect(farms(page).getByRole('link').first()).toBeVisible()
  await expect(page.getByText('Yield not measured yet').first()).toBeVisible()
})

test('farms that were shown stay while it is measured how their shares grow', async ({ page }) => {
  await page.addInitScript(() => {
    const counts: number[] = []
    Object.assign(window, { counts })
    new MutationObserver(() => {
      const count = document.querySelectorAll('[aria-label="Farms"] a').length
      if (count !== counts.at(-1)) counts.push(count)
    }).observe(document, { childList: true, subtree: true })
  })
  await meddle(page, async ({ method }) => {
    if (method === 'eth_simulateV1') await new Promise((resolve) => setTimeout(resolve, 1_000))
    return undefined
  })
  await page.goto('/')
  await expect(farms(page).getByRole('link')).toHaveCount(28)
  await expect(page.getByText('Yield not measured yet')).toHaveCount(0)
  const counts: number[] = await page.evaluate(() => Reflect.get(window, 'counts'))
  expect(counts).toEqual(counts.toSorted((a, b) => a - b))
})

test('figures never go back to an older block', async ({ page, chain }) => {
  await page.clock.install()
  await page.goto('/')
  await expect(farms(page).getByRole('link').first()).toBeVisible()
  const shown = await header(page)
    .getByText(/^block/)
    .textContent()
  const older = (await chain.blockNumber()) - 2n
  const stop = await meddle(page, async (call) => {
    if (!isRead(call)) return undefined
    return { result: await chain.readAt(call.params, older) }
  })
  await page.clock.runFor(13_000)
  await expect(header(page)).toContainText(`${shown}, node behind`)
  // What confirms nothing does not keep figures young.
  await page.clock.runFor(13_000)
  await expect(header(page)).toContainText(/, \d+ s old/)
  await expect(alerts(page)).toContainText('The node answers with older blocks, which are not shown.')
  await stop()
  await page.clock.runFor(13_000)
  await expect(header(page).getByText(shown ?? '', { exact: true })).toBeVisible()
})

test('nothing is planned on figures from before one’s own last transaction', async ({ page, chain }) => {
  await giveWallet(page, chain)
  await openPosition(page)
  await page.getByRole('tab', { name: 'Deposit' }).click()
  const amount = page.getByRole('textbox', { name: 'Amount', exact: true })
  await amount.fill('100')
  await expectSimulated(page)
  await button(page, 'Deposit collateral').click()
  const before = await chain.blockNumber()
  let isLagging = true
  await meddle(page, async (call) => {
    if (!isLagging || !isRead(call)) return undefined
    return { result: await chain.readAt(call.params, before) }
  })
  await confirmReview(page)
  await page.keyboard.press('Escape')
  await expect(reviewOf(page)).toBeHidden()

  const sentence = 'Your last transaction is not in these figures yet'
  await expect(alerts(page).filter({ hasText: sentence })).toBeVisible()
  await amount.fill('100')
  await expect(page.locator('form').filter({ has: amount })).toContainText(sentence)
  await button(page, 'Deposit collateral').click()
  await expect(reviewOf(page)).toBeHidden()

  isLagging = false
  await expect(page.getByText(sentence)).toHaveCount(0, { timeout: 20_000 })
  await button(page, 'Deposit collateral').click()
  await expect(reviewOf(page)).toBeVisible()
})

test('a watched position goes on by itself once the node is back', async ({ page }) => {
  await page.goto(`/portfolio?address=${borrower('lp 3x')}`)
  const link = page.getByRole('table', { name: 'Positions' }).getByRole('link').first()
  const href = (await link.getAttribute('href')) ?? ''
  const stop = await meddle(page, cutOff)
  await page.goto(href)
  await expect(alerts(page).filter({ hasText: 'The network cannot be reached' }).first()).toBeVisible()
  await stop()
  await expect(page.getByRole('tab', { name: 'What if' })).toBeVisible({ timeout: 20_000 })
})

test('a busy node while simulating is asked again, and never taken for the chain’s refusal', async ({
  page,
  chain,
}) => {
  await giveWallet(page, chain)
  await goToFarm(page, LP_FARM)
  let isBusy = true
  await meddle(page, ({ method }) =>
    isBusy && method === 'eth_simulateV1' ? { error: { code: -32005, message: 'rate limited' } } : undefined,
  )
  await fillOpening(page, '5000', '3')
  await expect(previewOf(page)).toContainText('The node is busy')
  await expect(previewOf(page)).not.toContainText('would have refused')
  isBusy = false
  await depositOf(page).fill('5001')
  await expect(previewOf(page)).toHaveAttribute('data-state', 'simulated')
})

test('nothing is asked while the page is hidden', async ({ page }) => {
  await page.clock.install()
  await page.goto('/')
  await expect(farms(page).getByRole('link').first()).toBeVisible()
  await setHidden(page, true)
  let count = 0
  page.on('request', (request) => {
    if (request.url().startsWith(hosts.rpcUrl)) count += 1
  })
  await page.clock.runFor(60_000)
  expect(count).toBe(0)
  await setHidden(page, false)
  await expect.poll(() => count).toBeGreaterThan(0)
  await expect(header(page)).not.toContainText('old')
})

async function setHidden(page: Page, isHidden: boolean): Promise<void> {
  await page.evaluate(
    (state) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, value: state })
      Object.defineProperty(document, 'hidden', { configurable: true, value: state === 'hidden' })
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
    },
    isHidden ? 'hidden' : 'visible',
  )
}

test('a page with a connected account shows one block, and reads it once', async ({ page, chain }) => {
  await giveWallet(page, chain)
  await goToFarm(page, LP_FARM)
  await page.clock.install()
  const reads: string[] = []
  page.on('request', (request) => {
    if (request.method() !== 'POST' || !request.url().startsWith(hosts.rpcUrl)) return
    const call: Call = request.postDataJSON()
    if (isRead(call)) reads.push(String((call.params[0] as { data: string }).data))
  })
  await page.clock.runFor(13_000)
  await expect.poll(() => reads.length).toBe(1)
  expect(await button(page, 'Open position').isVisible()).toBe(true)
})

test.describe('the outcome of a transaction', () => {
  test.beforeEach(async ({ page, chain }) => {
    await giveWallet(page, chain)
    await reviewOpening(page)
  })

  test('is compared with the block that it happened in, however long it stands', async ({ page, chain }) => {
    await confirmReview(page)
    const outcome = reviewOf(page).getByRole('table', { name: /actual figures/ })
    await expect(reviewOf(page)).not.toContainText('Reading the account again')
    await chain.setPrice('WETH', '2500')
    await expect(header(page)).toContainText(`block ${(await chain.blockNumber()).toLocaleString('en')}`, {
      timeout: 20_000,
    })
    await expect(outcome).not.toContainText('differs')
  })

  test('is taken back where the chain takes its block back', async ({ page, chain }) => {
    const before = await chain.snapshot()
    await confirmReview(page)
    await expect(reviewOf(page)).toContainText('everything in it happened')
    await chain.revertTo(before)
    for (let block = 0; block < 4; block++) await chain.mine()
    await expect(statusOf(page)).toContainText('The chain has taken this transaction back', {
      timeout: 30_000,
    })
    await expect(reviewOf(page)).not.toContainText('everything in it happened')

    // Also where nobody looks at it any more.
    await page.keyboard.press('Escape')
    const banner = alerts(page).filter({ hasText: 'The chain has taken this transaction back' })
    await expect(banner).toHaveCount(2)
    await button(banner.first(), 'Dismiss').click()
    await expect(banner).toHaveCount(1)
  })
})
