import { findLeftovers } from './support/chain-truth'
import {
  button,
  confirmReview,
  expectSimulated,
  giveWallet,
  leverageOf,
  openPosition,
  reviewOf,
  sentBy,
} from './support/journey'
import { carryOut, choose, DAY, figure, reviewAndConfirm } from './support/managing'
import { expect, test } from './support/test'

test('rewards are claimed, compounded, and taken along with a change of leverage', async ({
  page,
  chain,
}) => {
  const wallet = await giveWallet(page, chain)
  await openPosition(page)
  await chain.advanceTime(10 * DAY)
  await page.reload()
  const sent = sentBy(wallet)
  await reviewAndConfirm(page, 'Claim rewards')

  await chain.advanceTime(10 * DAY)
  await page.reload()
  const equity = await figure(page, 'equity-value')
  await reviewAndConfirm(page, 'Compound')
  await expect.poll(() => figure(page, 'equity-value')).toBeGreaterThan(equity)

  await chain.advanceTime(10 * DAY)
  await page.reload()
  await page.getByRole('checkbox', { name: 'Also claim rewards and put them into the farm' }).check()
  await leverageOf(page).fill('2.5')
  await expectSimulated(page)
  await button(page, 'Change leverage').click()
  await expect(reviewOf(page)).toContainText(/Claim about .* FARM of rewards/)
  await confirmReview(page)
  expect(sentBy(wallet)).toBe(sent + 3)
})

test('what compounding risks is said to whoever asks for it, and to nobody else', async ({ page, chain }) => {
  await giveWallet(page, chain)
  // So much to sell at once moves the price of its pool.
  await openPosition(page, { amount: '50000' })
  await chain.advanceTime(200 * DAY)
  await chain.setPrice('FARM', '60')
  await page.reload()
  const risks = page.getByRole('checkbox', { name: /I understand/ })
  await expect(button(page, 'Compound')).toBeVisible()
  await expect(risks).toHaveCount(0)

  await button(page, 'Compound').click()
  await expect(page.getByRole('form', { name: 'Compound' })).toContainText('Tick the box to go on')
  await expect(reviewOf(page)).toBeHidden()
  await risks.check()
  await button(page, 'Compound').click()
  await expect(reviewOf(page)).toBeVisible()
})

test('closes to the farm’s assets as they are', async ({ page, chain }) => {
  const wallet = await giveWallet(page, chain)
  const id = await openPosition(page)
  await chain.advanceTime(DAY)
  await page.reload()
  await choose(page, 'Close')
  await page
    .getByRole('combobox', { name: 'Receive' })
    .selectOption({ label: 'The farm’s assets as they are' })
  await carryOut(page, 'Close position')
  await expect(page.getByText('You have no positions yet')).toBeVisible()
  expect(await findLeftovers(chain, id, wallet.address)).toEqual([])
})

test('closes at a loss only when the person chose to pay what is missing', async ({ page, chain }) => {
  const wallet = await giveWallet(page, chain)
  const id = await openPosition(page)
  // Some rewards first: seconds of them more are then within what was accepted.
  await chain.advanceTime(DAY)
  await chain.setPrice('WETH', '700')
  await page.reload()
  await choose(page, 'Close')
  await expect(page.getByText('Not possible: The sale would not repay the debt')).toBeVisible()
  await button(page, 'Close position').click()
  await expect(reviewOf(page)).toBeHidden()
  await page.getByRole('checkbox', { name: /Pay the missing .* USDC from my wallet/ }).check()
  await carryOut(page, 'Close position')
  await expect(page.getByText('You have no positions yet')).toBeVisible()
  expect(await findLeftovers(chain, id, wallet.address)).toEqual([])
})
