import type { Page } from '@playwright/test'
import { generatePrivateKey, privateKeyToAddress } from 'viem/accounts'
import {
  accountButtonOf,
  button,
  connect,
  depositOf,
  expectSimulated,
  fillOpening,
  giveWallet,
  goToFarm,
  LP_FARM,
  leverageOf,
  openPosition,
  previewOf,
  reviewOf,
  reviewOpening,
  startReview,
  statusOf,
} from './support/journey'
import { amountOf, carryOut, choose, maxOf } from './support/managing'
import { expect, test } from './support/test'

const assetOf = (page: Page) => page.getByRole('combobox', { name: 'Deposit asset' })
const balanceOf = (page: Page) => page.locator('form [data-field="wallet-balance"]').first()

test('what is typed to open a position stays while wallets come, go and change, and over a reload', async ({
  page,
  chain,
}) => {
  const wallet = await giveWallet(page, chain)
  await goToFarm(page, LP_FARM)
  await assetOf(page).selectOption({ label: 'WETH' })
  const asset = await assetOf(page).inputValue()
  await fillOpening(page, '2.25', '2.5')
  await page.getByText('Advanced').click()
  await page.getByRole('combobox', { name: 'Slippage tolerance' }).selectOption('100')
  const expectTyped = async () => {
    await expect(depositOf(page)).toHaveValue('2.25')
    await expect(leverageOf(page)).toHaveValue('2.5')
    await expect(assetOf(page)).toHaveValue(asset)
    await expect(page.getByText('1.0 % slippage')).toBeVisible()
  }

  await wallet.lock()
  await expect(button(page, 'Connect wallet')).toBeVisible()
  await expectTyped()
  await connect(page)
  await expect(balanceOf(page)).toBeVisible()
  await expectTyped()

  const other = privateKeyToAddress(generatePrivateKey())
  await wallet.chooseAccount(other)
  await expect(accountButtonOf(page)).toHaveText(new RegExp(other.slice(0, 6), 'i'))
  await expect(balanceOf(page)).toHaveAttribute('data-value', '0')
  await expectTyped()
  await expect(depositOf(page)).toHaveAccessibleDescription(/This is more than you have/)
  await wallet.chooseAccount(wallet.address)
  await expectSimulated(page)

  await page.reload()
  await expectTyped()
  await expectSimulated(page)
  // Another farm is another form.
  await goToFarm(page, 'USDC against WETH')
  await expect(depositOf(page)).toHaveValue('')
})

test('a link beats what is kept, and what is typed after it stays', async ({ page, chain }) => {
  const wallet = await giveWallet(page, chain)
  await goToFarm(page, LP_FARM)
  await fillOpening(page, '100', '3')
  const link = new URL(page.url())
  link.searchParams.set('amount', '250')
  await page.goto(link.href)
  await expect(depositOf(page)).toHaveValue('250')
  await expect(leverageOf(page)).toHaveValue('2')
  await depositOf(page).fill('300')
  await wallet.lock()
  await expect(button(page, 'Connect wallet')).toBeVisible()
  await expect(depositOf(page)).toHaveValue('300')
})

test('what “What if” writes into the address beats nothing that is typed', async ({ page, chain }) => {
  const wallet = await giveWallet(page, chain)
  await goToFarm(page, LP_FARM)
  await depositOf(page).fill('100')
  await page.getByText('Advanced').click()
  await page.getByRole('combobox', { name: 'Slippage tolerance' }).selectOption('100')
  const whatIf = page.getByText('What if prices, rates or time change?')
  await whatIf.click()
  await expect(page).toHaveURL(/[?&]amount=100(&|$)/)
  await wallet.lock()
  await expect(button(page, 'Connect wallet')).toBeVisible()
  await expect(depositOf(page)).toHaveValue('100')
  await expect(page.getByText('1.0 % slippage')).toBeVisible()

  await whatIf.click()
  await expect(page).toHaveURL(/[?&]amount=100(&|$)/)
  await whatIf.click()
  await depositOf(page).fill('300')
  await page.reload()
  await expect(depositOf(page)).toHaveValue('300')
  // The farm alone is left in its address, and no other page's is touched.
  await expect(page).toHaveURL(/\/farm\?id=[^&]+$/)
  await whatIf.click()
  await expect(page).toHaveURL(/[?&]amount=300(&|$)/)
  await page.getByRole('link', { name: 'Portfolio' }).click()
  await expect(page).toHaveURL(/\/portfolio$/)
})

test('each tab of a position keeps its own, “Max” as that, until it is done', async ({ page, chain }) => {
  const wallet = await giveWallet(page, chain)
  await openPosition(page)
  await choose(page, 'Repay')
  await maxOf(page).click()
  await choose(page, 'Withdraw')
  await page.getByRole('textbox', { name: 'Health factor to keep' }).fill('1.3')
  await choose(page, 'Borrow')
  await amountOf(page).fill('150')
  await page.getByRole('radio', { name: 'Into the farm' }).check()
  const expectTyped = async () => {
    await choose(page, 'Repay')
    await expect(page.getByText('All that is owed in the block that mines it')).toBeVisible()
    await choose(page, 'Withdraw')
    await expect(page.getByRole('textbox', { name: 'Health factor to keep' })).toHaveValue('1.3')
    await choose(page, 'Borrow')
    await expect(amountOf(page)).toHaveValue('150')
    await expect(page.getByRole('radio', { name: 'Into the farm' })).toBeChecked()
  }
  await expectTyped()

  await wallet.lock()
  await expect(page.getByRole('tab', { name: 'Holdings' })).toBeVisible()
  await connect(page)
  await expect(page.getByRole('tab', { name: 'Borrow' })).toHaveAttribute('aria-selected', 'true')
  await expectTyped()
  await page.reload()
  await expect(page.getByRole('tab', { name: 'Borrow' })).toHaveAttribute('aria-selected', 'true')
  await expectTyped()

  await carryOut(page, 'Borrow more')
  await expect(amountOf(page)).toHaveValue('')
  await page.reload()
  await expect(amountOf(page)).toHaveValue('')
  await choose(page, 'Repay')
  await expect(page.getByText('All that is owed in the block that mines it')).toBeVisible()
})

test('what the wallet was asked for does not come back with a reload, and what it refused does', async ({
  page,
  chain,
}) => {
  const wallet = await giveWallet(page, chain)
  await reviewOpening(page)
  wallet.refuseNext('eth_sendTransaction')
  await button(reviewOf(page), 'Confirm in wallet').click()
  await expect(statusOf(page)).toHaveAttribute('data-state', 'rejected')
  await page.reload()
  await expect(depositOf(page)).toHaveValue('5000')

  await startReview(page, 'Open position')
  wallet.stallNext('eth_sendTransaction')
  await button(reviewOf(page), 'Confirm in wallet').click()
  await expect(statusOf(page)).toHaveAttribute('data-state', 'signing')
  await expect.poll(() => wallet.requestsOf('eth_sendTransaction').length).toBe(2)
  await page.reload()
  await expect(balanceOf(page)).toBeVisible()
  await expect(depositOf(page)).toHaveValue('')
  await expect(previewOf(page)).toContainText('Fill in the form')
})

test('what is typed for one pool stays there alone', async ({ page, chain }) => {
  const wallet = await giveWallet(page, chain)
  await page.goto('/lend')
  const amountIn = (symbol: string) =>
    page
      .getByRole('article', { name: `${symbol} pool on Gearbox V3.1` })
      .getByRole('textbox', { name: 'Amount' })
  await amountIn('USDC').fill('75')
  await page
    .getByRole('article', { name: 'WETH pool on Gearbox V3.1' })
    .getByRole('button', { name: 'Max to supply' })
    .click()
  const most = await amountIn('WETH').inputValue()
  expect(Number(most)).toBeGreaterThan(0)
  await wallet.lock()
  await expect(button(page, 'Connect wallet')).toBeVisible()
  await expect(amountIn('USDC')).toHaveValue('75')
  // All of a wallet that is not there is no number.
  await expect(amountIn('WETH')).toHaveValue('')
  await connect(page)
  await expect(amountIn('WETH')).toHaveValue(most)
  await page.reload()
  await expect(amountIn('USDC')).toHaveValue('75')
  await expect(amountIn('WETH')).toHaveValue(most)
})
