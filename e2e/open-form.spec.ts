import type { Page } from '@playwright/test'
import {
  button,
  confirmReview,
  depositOf,
  expectSimulated,
  fillOpening,
  giveWallet,
  goToFarm,
  LP_FARM,
  leverageOf,
  previewOf,
  reviewOf,
  reviewOpening,
  startReview,
  statusOf,
} from './support/journey'
import { expect, test } from './support/test'

/** Longer than an input rests before the chain is asked about it. */
const LONGER_THAN_REST_MS = 700

function countSimulations(page: Page): () => number {
  let count = 0
  page.on('request', (request) => {
    if (request.postData()?.includes('eth_simulateV1')) count += 1
  })
  return () => count
}

test('what cannot be an amount is said beside the field, and the chain is not asked', async ({
  page,
  chain,
}) => {
  const wallet = await giveWallet(page, chain)
  await goToFarm(page, LP_FARM)
  const simulations = countSimulations(page)
  for (const [input, message] of [
    ['a lot', /This is not an amount/],
    ['1,500', /Did you mean 1500 or 1.500\?/],
    ['-5', /An amount cannot be negative/],
    ['1.0000001', /This token has 6 decimals/],
    ['99999999999', /This is more than you have: .* USDC/],
    ['0', /The amount is 0/],
    [String(2n ** 256n), /No token has that many units/],
  ] as const) {
    await test.step(input, async () => {
      await depositOf(page).fill(input)
      await expect(depositOf(page)).toHaveAccessibleDescription(message)
      await expect(depositOf(page)).toHaveAttribute('aria-invalid', 'true')
      await button(page, 'Open position').click()
      await expect(depositOf(page)).toBeFocused()
      await expect(reviewOf(page)).toBeHidden()
    })
  }
  await page.waitForTimeout(LONGER_THAN_REST_MS)
  await expect(previewOf(page)).toHaveAttribute('data-state', 'estimate')
  expect(simulations()).toBe(0)

  await depositOf(page).fill('5000')
  await expect(depositOf(page)).toHaveAttribute('aria-invalid', 'false')
  await expectSimulated(page)
  expect(simulations()).toBe(1)
  expect(wallet.requestsOf('eth_sendTransaction')).toHaveLength(0)
})

test('what is typed before the code that judges it is there is judged once it is', async ({ page }) => {
  await page.goto('/')
  const link = page.getByRole('table', { name: 'Farms' }).getByRole('link', { name: LP_FARM, exact: true })
  await page.goto((await link.getAttribute('href')) ?? '')
  await expect(depositOf(page)).toBeVisible()
  let held = 0
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route(/\.js$/, async (route) => {
    held += 1
    await released
    await route.continue()
  })
  await depositOf(page).fill('a lot')
  await expect.poll(() => held).toBeGreaterThan(0)
  await expect(depositOf(page)).toHaveValue('a lot')
  release()
  await expect(depositOf(page)).toHaveAccessibleDescription(/This is not an amount/)
  await expect(depositOf(page)).toHaveAttribute('aria-invalid', 'true')
})

test('an amount beyond what the contracts can count is refused, typed or linked', async ({ page, chain }) => {
  await giveWallet(page, chain)
  await goToFarm(page, 'USDC against WETH')
  await fillOpening(page, '100000000000000', '2')
  await expect(depositOf(page)).toHaveAccessibleDescription(/This is more than you have/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('USDC against WETH')
  const link = new URL(page.url())
  link.searchParams.set('amount', '100000000000000')
  link.searchParams.set('leverage', '2')
  await page.goto(link.href)
  await expect(depositOf(page)).toHaveValue('100000000000000')
  await expect(depositOf(page)).toHaveAccessibleDescription(/This is more than you have/)
})

test('a leverage that the market does not give is refused beside its field', async ({ page, chain }) => {
  await giveWallet(page, chain)
  await goToFarm(page, LP_FARM)
  const simulations = countSimulations(page)
  await depositOf(page).fill('5000')
  await leverageOf(page).fill('6')
  for (const [input, message] of [
    ['6', /This market allows 5\.36x at most/],
    ['0.5', /Leverage starts at 1/],
    ['three', /This is not a multiple/],
  ] as const) {
    await leverageOf(page).fill(input)
    await expect(leverageOf(page)).toHaveAccessibleDescription(message)
    await button(page, 'Open position').click()
    await expect(leverageOf(page)).toBeFocused()
    await expect(reviewOf(page)).toBeHidden()
  }
  await page.waitForTimeout(LONGER_THAN_REST_MS)
  expect(simulations()).toBeLessThanOrEqual(1)
})

test('an empty form says what is missing once it is submitted', async ({ page, chain }) => {
  await giveWallet(page, chain)
  await goToFarm(page, LP_FARM)
  await expect(depositOf(page)).toHaveAttribute('aria-invalid', 'false')
  await button(page, 'Open position').click()
  await expect(depositOf(page)).toHaveAccessibleDescription('Enter an amount.')
  await expect(depositOf(page)).toBeFocused()
})

test('a price that moves while the review is open stops it before anything is asked', async ({
  page,
  chain,
}) => {
  const wallet = await giveWallet(page, chain)
  await page.clock.install()
  await reviewOpening(page)
  await chain.setPrice('WETH', '2200')
  // The review asks again about every block.
  await page.clock.runFor(13_000)
  await expect(reviewOf(page).getByText('The price moved too far')).toBeVisible()
  await expect(button(reviewOf(page), 'Review again')).toBeVisible()
  await expect(button(reviewOf(page), 'Confirm in wallet')).toBeHidden()
  expect(wallet.requestsOf('eth_sendTransaction')).toHaveLength(0)

  await page.keyboard.press('Escape')
  await expect(reviewOf(page)).toBeHidden()
  await page.clock.runFor(13_000)
  await startReview(page, 'Open position')
  await confirmReview(page)
  expect(wallet.requestsOf('eth_sendTransaction')).toHaveLength(2)
})

test('a price that moves in the moment of confirming sends nothing that must fail', async ({
  page,
  chain,
}) => {
  const wallet = await giveWallet(page, chain)
  await reviewOpening(page)
  await chain.setPrice('WETH', '2200')
  await button(reviewOf(page), 'Confirm in wallet').click()
  await expect(statusOf(page)).toHaveAttribute('data-state', 'failed')
  await expect(statusOf(page)).toContainText('The price moved too far')
  expect(wallet.requestsOf('eth_sendTransaction')).toHaveLength(0)
})
