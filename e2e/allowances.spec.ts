import type { Page } from '@playwright/test'
import { expectAccessible } from './support/accessibility'
import type { ChainControls } from './support/chain-controls'
import { findLeftovers } from './support/chain-truth'
import {
  button,
  confirmReview,
  giveWallet,
  goToFarm,
  openPosition,
  reviewOf,
  startReview,
  statusOf,
} from './support/journey'
import { amountOf, choose, expectTrueHealth } from './support/managing'
import { expect, test } from './support/test'
import type { TestWallet } from './wallet/test-wallet'

const FARM = 'WETH against USDC'

const chooseUsdt = (page: Page) =>
  page.getByRole('combobox', { name: 'Deposit asset' }).selectOption({ label: 'USDT' })

async function fillUsdtOpening(page: Page, amount: string): Promise<void> {
  await goToFarm(page, FARM)
  await chooseUsdt(page)
  await page.getByRole('textbox', { name: 'Deposit amount' }).fill(amount)
  await page.getByRole('textbox', { name: 'Leverage multiple' }).fill('2')
}

/** Confirms the open review, whose approval is mined and whose transaction the wallet then refuses. */
async function stopAfterApproval(page: Page, chain: ChainControls, wallet: TestWallet): Promise<void> {
  await chain.setAutomine(false)
  await button(reviewOf(page), 'Confirm in wallet').click()
  await expect(statusOf(page)).toContainText('Sent (step 1 of 2)')
  wallet.refuseNext('eth_sendTransaction')
  await chain.mine()
  await chain.setAutomine(true)
  await expect(statusOf(page)).toHaveAttribute('data-state', 'rejected')
}

test.describe('a token whose allowance changes from zero alone, in a wallet without batches', () => {
  test('opens, takes a deposit and closes, each step rehearsed as what is left', async ({ page, chain }) => {
    const wallet = await giveWallet(page, chain)
    await fillUsdtOpening(page, '5000')
    await startReview(page, 'Open position')
    await confirmReview(page)
    expect(wallet.requestsOf('eth_sendTransaction')).toHaveLength(2)
    await reviewOf(page).getByRole('link', { name: 'Show the position' }).click()
    await expect(page).toHaveURL(/\/position\?id=/)
    const id = new URL(page.url()).searchParams.get('id') ?? ''

    await choose(page, 'Deposit')
    await chooseUsdt(page)
    await amountOf(page).fill('700')
    await button(page, 'Deposit collateral').click()
    await confirmReview(page)
    expect(wallet.requestsOf('eth_sendTransaction')).toHaveLength(4)
    await reviewOf(page).getByRole('link', { name: 'Show the position' }).click()
    await expectTrueHealth(page, chain, id)
    await startReview(page, 'Close position')
    await confirmReview(page)
    expect(await findLeftovers(chain, id, wallet.address)).toEqual([])
  })

  test('opens over what an earlier, stopped opening left allowed', async ({ page, chain }) => {
    const wallet = await giveWallet(page, chain)
    await fillUsdtOpening(page, '1500')
    await startReview(page, 'Open position')
    await stopAfterApproval(page, chain, wallet)

    await fillUsdtOpening(page, '5000')
    await startReview(page, 'Open position')
    await expect(reviewOf(page)).toContainText('Step 1 of 3: Remove an old approval')
    await confirmReview(page)
    // The stopped approval and the refused opening, then the three steps.
    expect(wallet.requestsOf('eth_sendTransaction')).toHaveLength(5)
  })
})

test('an opening that stopped says what may still be taken, and the portfolio takes it back', async ({
  page,
  chain,
}) => {
  const wallet = await giveWallet(page, chain)
  await fillUsdtOpening(page, '1500')
  await startReview(page, 'Open position')
  await stopAfterApproval(page, chain, wallet)
  await expect(reviewOf(page)).toContainText(/Gearbox credit manager 0x\S+ may still take 1,500 USDT/)

  await page.goto('/portfolio')
  const left = page.getByRole('listitem').filter({ hasText: 'may take 1,500 USDT' })
  await expect(left).toContainText(/Gearbox credit manager 0x/)
  await button(left, 'Take back USDT').click()
  await expect(reviewOf(page)).toContainText('Remove an old approval')
  await confirmReview(page)
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(left).toHaveCount(0)

  await fillUsdtOpening(page, '1500')
  await startReview(page, 'Open position')
  await expect(reviewOf(page)).toContainText('Step 1 of 2')
})

test('closing takes back what a stopped deposit left allowed, after the position is out', async ({
  page,
  chain,
}) => {
  const wallet = await giveWallet(page, chain)
  const id = await openPosition(page, { farm: FARM, amount: '5000', leverage: '2' })
  await choose(page, 'Deposit')
  await page.getByRole('combobox', { name: 'Deposit asset' }).selectOption({ label: 'USDC' })
  await amountOf(page).fill('700')
  await button(page, 'Deposit collateral').click()
  await expect(reviewOf(page)).toContainText('Allow Gearbox credit manager 0x')
  await stopAfterApproval(page, chain, wallet)
  await page.keyboard.press('Escape')

  await startReview(page, 'Close position')
  await expect(reviewOf(page)).toContainText('Step 2 of 2: Remove an old approval')
  await confirmReview(page)
  expect(await findLeftovers(chain, id, wallet.address)).toEqual([])
})
