import type { Page } from '@playwright/test'
import { expectAccessible } from './support/accessibility'
import { findLeftovers } from './support/chain-truth'
import {
  confirmReview,
  fillOpening,
  giveWallet,
  goToFarm,
  LP_FARM,
  previewOf,
  reviewOf,
  startReview,
} from './support/journey'
import { amountOf, carryOut, choose, DAY, expectTrueHealth, maxOf } from './support/managing'
import { expect, test } from './support/test'

const signaturesOf = (page: Page) => reviewOf(page).locator('[data-field="signatures"]')
const pick = (page: Page, name: string, label: string) =>
  page.getByRole('combobox', { name, exact: true }).selectOption({ label })

for (const width of [1280, 375]) {
  test(`a plain wallet opens with ETH in two signatures, and pays and gets ETH with one each after that, at ${width} px`, async ({
    page,
    chain,
  }) => {
    test.setTimeout(180_000)
    await page.setViewportSize({ width, height: 740 })
    const wallet = await giveWallet(page, chain)
    const sent = () => wallet.requestsOf('eth_sendTransaction').length
    await goToFarm(page, 'wstETH against WETH', { protocol: 'aave-v3' })
    await pick(page, 'Deposit asset', 'ETH')
    await expect(page.getByText('0.02 ETH stays in your wallet for network fees.')).toBeVisible()
    await fillOpening(page, '2', '3')
    await startReview(page, 'Open position')
    await expect(signaturesOf(page)).toHaveAttribute('data-value', '2')
    await expect(reviewOf(page).getByText('Wrap 2 ETH')).toBeVisible()
    await expectAccessible(page)
    await confirmReview(page)
    expect(sent()).toBe(2)
    await reviewOf(page).getByRole('link', { name: 'Show the position' }).click()
    await expect(page).toHaveURL(/\/position\?id=/)
    const id = new URL(page.url()).searchParams.get('id') ?? ''

    await choose(page, 'Repay')
    await amountOf(page).fill('1')
    await pick(page, 'Pay with', 'ETH')
    await carryOut(page, 'Repay debt')
    expect(sent()).toBe(3)
    await expectTrueHealth(page, chain, id)

    await choose(page, 'Deposit')
    await pick(page, 'Deposit asset', 'ETH')
    await amountOf(page).fill('1')
    await carryOut(page, 'Deposit collateral')
    expect(sent()).toBe(4)

    await chain.advanceTime(DAY)
    await choose(page, 'Close')
    await pick(page, 'Receive', 'ETH')
    await expect(previewOf(page).getByRole('rowheader', { name: 'ETH in wallet', exact: true })).toBeVisible()
    await carryOut(page, 'Close position')
    expect(sent()).toBe(5)
    await expect(page.getByText('You have no positions yet')).toBeVisible()
    expect(await findLeftovers(chain, id, wallet.address)).toEqual([])
  })
}

test('all of a debt is repaid with ETH, which is borrowed as such, too', async ({ page, chain }) => {
  test.setTimeout(180_000)
  const wallet = await giveWallet(page, chain)
  await goToFarm(page, 'wstETH against WETH', { protocol: 'spark' })
  await pick(page, 'Deposit asset', 'ETH')
  await fillOpening(page, '2', '2')
  await startReview(page, 'Open position')
  await confirmReview(page)
  await reviewOf(page).getByRole('link', { name: 'Show the position' }).click()
  await expect(page).toHaveURL(/\/position\?id=/)
  const id = new URL(page.url()).searchParams.get('id') ?? ''
  await choose(page, 'Borrow')
  await amountOf(page).fill('0.1')
  await pick(page, 'Receive', 'ETH')
  await carryOut(page, 'Borrow more')
  await choose(page, 'Repay')
  await maxOf(page).click()
  await pick(page, 'Pay with', 'ETH')
  await carryOut(page, 'Repay debt')
  await expect(page.getByText('Nothing is owed.')).toBeVisible()
  await choose(page, 'Close')
  await carryOut(page, 'Close position')
  expect(await findLeftovers(chain, id, wallet.address)).toEqual([])
})

test('collateral comes out as ETH, in part and with all of the rest', async ({ page, chain }) => {
  test.setTimeout(120_000)
  const wallet = await giveWallet(page, chain)
  await goToFarm(page, 'WETH against USDC', { protocol: 'spark' })
  await pick(page, 'Deposit asset', 'ETH')
  await fillOpening(page, '2', '1.5')
  await startReview(page, 'Open position')
  await confirmReview(page)
  await reviewOf(page).getByRole('link', { name: 'Show the position' }).click()
  await expect(page).toHaveURL(/\/position\?id=/)
  const id = new URL(page.url()).searchParams.get('id') ?? ''
  await choose(page, 'Withdraw')
  await amountOf(page).fill('0.2')
  await pick(page, 'Receive', 'ETH')
  await carryOut(page, 'Withdraw collateral')
  await choose(page, 'Close')
  await pick(page, 'Receive', 'ETH')
  await carryOut(page, 'Close position')
  expect(await findLeftovers(chain, id, wallet.address)).toEqual([])
})

test('an account of one’s own wraps by a signature of its own, and unwraps what surely arrives', async ({
  page,
  chain,
}) => {
  test.setTimeout(120_000)
  const wallet = await giveWallet(page, chain)
  await goToFarm(page, 'WETH against USDC', { protocol: 'aave-v3' })
  await page.getByRole('radio', { name: /Your own account/ }).check()
  await pick(page, 'Deposit asset', 'ETH')
  await fillOpening(page, '2', '1')
  await startReview(page, 'Open position')
  await expect(reviewOf(page).getByText('Wrap 2 ETH')).toBeVisible()
  await confirmReview(page)
  await reviewOf(page).getByRole('link', { name: 'Show the position' }).click()
  await expect(page).toHaveURL(/\/position\?id=/)
  const id = new URL(page.url()).searchParams.get('id') ?? ''
  await choose(page, 'Deposit')
  await pick(page, 'Deposit asset', 'ETH')
  await amountOf(page).fill('1')
  await carryOut(page, 'Deposit collateral')
  await choose(page, 'Withdraw')
  await amountOf(page).fill('0.5')
  await pick(page, 'Receive', 'ETH')
  await carryOut(page, 'Withdraw collateral')
  await choose(page, 'Close')
  await pick(page, 'Receive', 'ETH')
  await carryOut(page, 'Close position')
  expect(await findLeftovers(chain, id, wallet.address)).toEqual([])
})

test('Gearbox takes ETH and gives WETH', async ({ page, chain }) => {
  test.setTimeout(120_000)
  await giveWallet(page, chain)
  await goToFarm(page, LP_FARM)
  await pick(page, 'Deposit asset', 'ETH')
  await fillOpening(page, '3', '3')
  await startReview(page, 'Open position')
  await expect(reviewOf(page).getByText('Wrap 3 ETH')).toBeVisible()
  await confirmReview(page)
  await reviewOf(page).getByRole('link', { name: 'Show the position' }).click()
  await choose(page, 'Close')
  const receive = page.getByRole('combobox', { name: 'Receive', exact: true })
  await expect(receive.getByRole('option', { name: 'WETH', exact: true })).toHaveCount(1)
  await expect(receive.getByRole('option', { name: 'ETH', exact: true })).toHaveCount(0)
})

test('more ETH than the fees leave is refused with the reason, and “Max” leaves them', async ({
  page,
  chain,
}) => {
  await giveWallet(page, chain)
  await goToFarm(page, 'wstETH against WETH', { protocol: 'aave-v3' })
  await pick(page, 'Deposit asset', 'ETH')
  await fillOpening(page, '1000000', '1')
  await expect(
    page.getByText(/This is more than you can use: .* 0\.02 ETH stays for network fees/),
  ).toBeVisible()
  await page.getByRole('button', { name: 'Max', exact: true }).click()
  await expect(page.getByText(/This is more than you can use/)).toBeHidden()
})
