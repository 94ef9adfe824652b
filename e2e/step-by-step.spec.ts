import type { Page } from '@playwright/test'
import { expectAccessible } from './support/accessibility'
import { accountOf, findLeftovers } from './support/chain-truth'
import {
  acceptRisks,
  button,
  confirmReview,
  expectSimulated,
  fillOpening,
  giveWallet,
  goToFarm,
  leverageOf,
  reviewOf,
  startReview,
} from './support/journey'
import { choose, expectTrueHealth, figure } from './support/managing'
import { expect, test } from './support/test'

const FARM = 'wstETH against WETH'
const signaturesOf = (page: Page) => reviewOf(page).locator('[data-field="signatures"]')
const onItsWay = (page: Page) => page.getByRole('region', { name: 'On its way' })
const patience = { timeout: 90_000 }

/** The steps that are left, each out of the dialog of the one before it. */
async function goOn(page: Page): Promise<number> {
  for (let steps = 1; ; steps++) {
    await confirmReview(page, patience)
    await expect(reviewOf(page).getByRole('table', { name: /actual figures/ })).not.toContainText('differs')
    const next = button(reviewOf(page), 'Go on with the next step')
    const isLast = !(await reviewOf(page).getByText('One step of the way is done').isVisible())
    if (isLast) return steps
    await next.click()
  }
}

const journeys = [
  ['aave-v3', 1280],
  ['spark', 375],
] as const

for (const [protocol, width] of journeys) {
  test(`a plain wallet’s own account on ${protocol} is opened, left, gone on with, lowered and closed step by step, at ${width} px`, async ({
    page,
    chain,
  }) => {
    test.setTimeout(300_000)
    await page.setViewportSize({ width, height: 740 })
    const wallet = await giveWallet(page, chain)
    await goToFarm(page, FARM, { protocol })
    await page.getByRole('radio', { name: /Your own account/ }).check()
    await fillOpening(page, '2', '3')
    await expect(page.getByText(/In your own account, signed one by one, at most \d\.\d\dx/)).toBeVisible()
    await startReview(page, 'Open position')
    await expect(signaturesOf(page)).toHaveAttribute('data-executor', 'steps')
    await expect(signaturesOf(page)).toContainText(/About \d\d signatures in all/)
    await expect(reviewOf(page).getByRole('region', { name: 'The expected way' })).toBeVisible()
    await expectAccessible(page)
    await confirmReview(page, patience)
    await expect(button(reviewOf(page), 'Go on with the next step')).toBeVisible()
    await reviewOf(page).getByRole('link', { name: 'Show the position' }).click()
    await expect(page).toHaveURL(/\/position\?id=/)
    const id = new URL(page.url()).searchParams.get('id') ?? ''
    expect(accountOf(id).toLowerCase()).toBe(wallet.address.toLowerCase())

    // left in the middle, and found again
    await page.reload()
    await expect(onItsWay(page)).toContainText(
      /on its way to 3\.00x.*Now: 1\.\d\dx, health factor \d\.\d\d.*safe to leave/s,
    )
    await expectAccessible(page)
    await acceptRisks(page, 'Continue')
    await button(onItsWay(page), 'Continue').click()
    await goOn(page)
    await reviewOf(page)
      .getByRole('link', { name: /^Show the/ })
      .click()
    await expect.poll(() => figure(page, 'leverage')).toBeCloseTo(3, 1)
    await expectTrueHealth(page, chain, id)
    await expect(onItsWay(page)).toBeHidden()

    await leverageOf(page).fill('1.5')
    await expectSimulated(page)
    await acceptRisks(page, 'Change leverage')
    await button(page, 'Change leverage').click()
    await goOn(page)
    await reviewOf(page)
      .getByRole('link', { name: /^Show the/ })
      .click()
    await expect.poll(() => figure(page, 'leverage')).toBeCloseTo(1.5, 1)

    await choose(page, 'Close')
    await expectSimulated(page)
    await acceptRisks(page, 'Close position')
    await button(page, 'Close position').click()
    await goOn(page)
    expect(await findLeftovers(chain, id, wallet.address)).toEqual([])
  })
}

test('a step that was left half done is explained, and what is in the wallet of it is used first', async ({
  page,
  chain,
}) => {
  test.setTimeout(240_000)
  const wallet = await giveWallet(page, chain)
  await goToFarm(page, FARM, { protocol: 'aave-v3' })
  await page.getByRole('radio', { name: /Your own account/ }).check()
  await fillOpening(page, '2', '2')
  await startReview(page, 'Open position')
  const sent = () => wallet.requestsOf('eth_sendTransaction').length
  const confirm = async (refusedAfter: number) => {
    const before = sent()
    await button(reviewOf(page), 'Confirm in wallet').click()
    await expect.poll(() => sent() - before, { intervals: [5], timeout: 60_000 }).toBe(refusedAfter)
    wallet.refuseNext('eth_sendTransaction')
    await expect(reviewOf(page).getByRole('status')).toHaveAttribute('data-state', 'rejected', patience)
  }
  // two approvals, the category, the deposit and the loan; not the trade
  await confirm(5)
  const id = `aave-v3:31337:${wallet.address.toLowerCase()}`
  await page.goto(`/position?id=${id}`)
  await expect(onItsWay(page)).toContainText(/half done: [\d.]+ WETH of it is in your wallet/)
  await acceptRisks(page, 'Continue')
  await button(onItsWay(page), 'Continue').click()
  await goOn(page)
  await reviewOf(page)
    .getByRole('link', { name: /^Show the/ })
    .click()
  await expect.poll(() => figure(page, 'leverage')).toBeCloseTo(2, 1)
  await expect(onItsWay(page)).toBeHidden()
  await expectTrueHealth(page, chain, id)
})
