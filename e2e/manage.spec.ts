import { expectAccessible } from './support/accessibility'
import { findLeftovers } from './support/chain-truth'
import {
  button,
  expectSimulated,
  giveWallet,
  leverageOf,
  openPosition,
  previewOf,
  sentBy,
} from './support/journey'
import {
  addUnit,
  after,
  amountOf,
  carryOut,
  choose,
  DAY,
  expectTrueHealth,
  figure,
  maxOf,
  valueAfter,
} from './support/managing'
import { expect, test } from './support/test'

const SHORT_FARM = 'USDC against WETH'

test('leverage goes down, up, and to 1x, where nothing is owed any more', async ({ page, chain }) => {
  const wallet = await giveWallet(page, chain)
  const id = await openPosition(page)
  await expect(button(page, 'Change leverage')).toBeVisible()
  await button(page, 'Change leverage').click()
  await expect(page.getByText('Choose another leverage first')).toBeVisible()
  const sent = sentBy(wallet)

  await leverageOf(page).fill('2')
  await expectSimulated(page)
  expect(await valueAfter(page, 'leverage')).toBeCloseTo(2, 1)
  await carryOut(page, 'Change leverage')
  await expect.poll(() => figure(page, 'leverage')).toBeCloseTo(2, 1)
  await expectTrueHealth(page, chain, id)

  await page.getByRole('slider', { name: 'Leverage' }).press('End')
  await expectSimulated(page)
  await carryOut(page, 'Change leverage')
  await expect.poll(() => figure(page, 'leverage')).toBeGreaterThan(5)
  expect(await figure(page, 'health-factor')).toBeGreaterThan(1.019)
  await expectTrueHealth(page, chain, id)

  await leverageOf(page).fill('1')
  await carryOut(page, 'Change leverage')
  await expect.poll(() => figure(page, 'debt-amount')).toBe(0)
  // No signature beyond the one for each change: nothing is taken from the wallet.
  expect(sentBy(wallet)).toBe(sent + 3)
})

test('collateral is deposited to work or to wait, and withdrawn down to the floor', async ({
  page,
  chain,
}) => {
  const wallet = await giveWallet(page, chain)
  const id = await openPosition(page)
  const equity = await figure(page, 'equity-value')

  await choose(page, 'Deposit')
  await page.getByRole('combobox', { name: 'Deposit asset' }).selectOption({ label: 'USDC' })
  await amountOf(page).fill('1000')
  await carryOut(page, 'Deposit collateral')
  await expect.poll(() => figure(page, 'equity-value')).toBeGreaterThan(equity + 990)
  await expectTrueHealth(page, chain, id)
  await expect(amountOf(page)).toHaveValue('')

  await page.getByRole('combobox', { name: 'Deposit asset' }).selectOption({ label: 'WETH' })
  await amountOf(page).fill('0.25')
  await page.getByRole('radio', { name: 'Hold it as a buffer' }).check()
  await carryOut(page, 'Deposit collateral')
  await expect(page.getByRole('main').getByRole('listitem').filter({ hasText: 'WETH' }).first()).toBeVisible()
  await expectTrueHealth(page, chain, id)

  await choose(page, 'Withdraw')
  const floor = page.getByRole('textbox', { name: 'Health factor to keep' })
  await expect(floor).toHaveValue('1.15')
  await floor.fill('1.01')
  await expect(floor).toHaveAttribute('aria-invalid', 'true')
  await floor.fill('1.2')
  await expect(page.getByText('It is unstaked on the way')).toBeVisible()
  await maxOf(page).click()
  await expectSimulated(page)
  const most = await amountOf(page).inputValue()
  expect(await valueAfter(page, 'health-factor')).toBeGreaterThanOrEqual(1.2)
  expect(await valueAfter(page, 'health-factor')).toBeCloseTo(1.2, 4)

  await amountOf(page).fill(addUnit(most))
  await expect(amountOf(page)).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByText('under your floor of')).toBeVisible()
  await maxOf(page).click()
  await carryOut(page, 'Withdraw collateral')
  await expect.poll(() => figure(page, 'health-factor')).toBeCloseTo(1.2, 3)
  await expectTrueHealth(page, chain, id)
  await page.getByRole('combobox', { name: 'Withdraw asset' }).selectOption({ label: 'WETH' })
  await maxOf(page).click()
  await expect(page.getByText('Nothing can be withdrawn above this floor')).toBeVisible()
  expect(sentBy(wallet)).toBeGreaterThan(0)
})

test('debt is borrowed and repaid: a part, down to the minimum, and all of it', async ({ page, chain }) => {
  const wallet = await giveWallet(page, chain)
  const id = await openPosition(page)

  await choose(page, 'Borrow')
  await maxOf(page).click()
  await expectSimulated(page)
  // Simulated some seconds after the block that it was planned on: as much interest later.
  expect(await valueAfter(page, 'health-factor')).toBeCloseTo(1.02, 5)
  await amountOf(page).fill(addUnit(await amountOf(page).inputValue()))
  await expect(page.getByText('Too close to liquidation')).toBeVisible()
  await amountOf(page).fill('300')
  await expectSimulated(page)
  const balance = await valueAfter(page, 'wallet-balance', 'USDC')
  await carryOut(page, 'Borrow more')
  await expect.poll(() => figure(page, 'debt-amount')).toBeGreaterThan(10_300 - 1)
  await amountOf(page).fill('200')
  await page.getByRole('radio', { name: 'Into the farm' }).check()
  await carryOut(page, 'Borrow more')
  await expectTrueHealth(page, chain, id)

  await chain.advanceTime(10 * DAY)
  await page.reload()
  await choose(page, 'Repay')
  await amountOf(page).fill('99999')
  await expect(amountOf(page)).toHaveAttribute('aria-invalid', 'true')
  await amountOf(page).fill('10000')
  await expect(page.getByText(/the market .* 1,000 USDC at least/)).toBeVisible()
  await button(page, 'Repay down to the minimum').click()
  await carryOut(page, 'Repay debt')
  await expect.poll(() => figure(page, 'debt-amount')).toBeGreaterThanOrEqual(1_000)
  expect(await figure(page, 'debt-amount')).toBeLessThan(1_000.01)

  const sent = sentBy(wallet)
  await maxOf(page).click()
  await carryOut(page, 'Repay debt')
  await expect.poll(() => figure(page, 'debt-amount')).toBe(0)
  await expect(page.getByText('This position owes nothing')).toBeVisible()
  expect(sentBy(wallet)).toBe(sent + 2)
  expect(balance).toBeGreaterThan(0)
  expect(await findLeftovers(chain, id, wallet.address)).not.toContainEqual(
    expect.stringMatching(/debt|allowance/),
  )
})

test('all of the debt is repaid with one signature where the wallet batches', async ({ page, chain }) => {
  const wallet = await giveWallet(page, chain, { isConnected: true, batches: 'supported' })
  await openPosition(page)
  const sent = sentBy(wallet)
  await choose(page, 'Repay')
  await maxOf(page).click()
  await carryOut(page, 'Repay debt')
  await expect.poll(() => figure(page, 'debt-amount')).toBe(0)
  expect(sentBy(wallet)).toBe(sent + 1)
})

test('a short says which way it loses, and goes through the same forms', async ({ page, chain }) => {
  await giveWallet(page, chain)
  const id = await openPosition(page, { farm: SHORT_FARM, leverage: '2' })
  await expect(page.getByText(/You lose if WETH rises: about/).first()).toBeVisible()
  await leverageOf(page).fill('2.5')
  await expectSimulated(page)
  await expect(page.getByText(/You are liquidated if WETH rises by/)).toBeVisible()
  await carryOut(page, 'Change leverage')
  await expect.poll(() => figure(page, 'leverage')).toBeCloseTo(2.5, 1)
  await expectTrueHealth(page, chain, id)
  await choose(page, 'Repay')
  await amountOf(page).fill('0.5')
  await carryOut(page, 'Repay debt')
  await expectTrueHealth(page, chain, id)
  await choose(page, 'Close')
  await carryOut(page, 'Close position')
  await expect(page.getByText('You have no positions yet')).toBeVisible()
})

test('an estimate is never shown beside inputs that it is not about', async ({ page, chain }) => {
  await giveWallet(page, chain)
  await openPosition(page)
  await leverageOf(page).fill('2')
  await expectSimulated(page)
  const before = await after(page, 'debt-amount').getAttribute('data-value')
  await leverageOf(page).fill('2.4')
  await expect(previewOf(page)).toHaveAttribute('data-state', 'estimate')
  expect(await after(page, 'debt-amount').getAttribute('data-value')).not.toBe(before)
  await leverageOf(page).fill('nonsense')
  await expect(after(page, 'debt-amount')).toBeHidden()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every tab meets WCAG 2.2 AA and fits a phone in ${colorScheme}`, async ({ page, chain }) => {
    await giveWallet(page, chain)
    await openPosition(page)
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width: 360, height: 740 })
    for (const tab of ['Leverage', 'Deposit', 'Withdraw', 'Borrow', 'Repay', 'Close']) {
      await choose(page, tab)
      if (tab === 'Leverage') await leverageOf(page).fill('4')
      else if (tab !== 'Close') await maxOf(page).click()
      await expectSimulated(page)
      await expectAccessible(page)
      const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement)
      expect(scrollWidth, tab).toBe(clientWidth)
    }
  })
}
