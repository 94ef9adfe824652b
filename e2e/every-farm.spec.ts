import { creditAccountOf, findLeftovers } from './support/chain-truth'
import { confirmReview, giveWallet, openPosition, reviewOf, startReview } from './support/journey'
import { expect, test } from './support/test'
import type { TestWallet } from './wallet/test-wallet'

const FARMS = [
  'WETH/USDC LP against USDC',
  'WETH/USDC LP against WETH',
  'Staked WETH against USDC',
  'sSYND against USDC',
  'WETH against USDC',
  'USDC against WETH',
]

test('the table shows the farms that these tests open, and no other', async ({ page }) => {
  await page.goto('/')
  const links = page.getByRole('table', { name: 'Farms' }).getByRole('link')
  await expect(links).toHaveCount(FARMS.length)
  expect((await links.allTextContents()).toSorted()).toEqual(FARMS.toSorted())
})

for (const farm of FARMS) {
  test(`${farm} opens step by step and closes with nothing left`, async ({ page, chain }) => {
    const wallet = await giveWallet(page, chain)
    const id = await openPosition(page, { farm, leverage: '2' })
    expect(countSends(wallet)).toEqual({ transactions: 2, batches: 0 })
    await closePosition(page)
    expect(countSends(wallet)).toEqual({ transactions: 3, batches: 0 })
    expect(await findLeftovers(chain, creditAccountOf(id), wallet.address)).toEqual([])
  })

  test(`${farm} opens in one batch where the wallet can`, async ({ page, chain }) => {
    const wallet = await giveWallet(page, chain, { isConnected: true, batches: 'supported' })
    const id = await openPosition(page, { farm, leverage: '2' })
    expect(countSends(wallet)).toEqual({ transactions: 0, batches: 1 })
    await expect(page.getByRole('heading', { level: 1, name: farm })).toBeVisible()
    expect(creditAccountOf(id)).toMatch(/^0x/)
  })
}

async function closePosition(page: Parameters<typeof startReview>[0]): Promise<void> {
  await page.getByRole('tab', { name: 'Close', exact: true }).click()
  await startReview(page, 'Close position')
  await confirmReview(page)
  await reviewOf(page).getByRole('link', { name: 'Show the portfolio' }).click()
  await expect(page.getByText('You have no positions yet')).toBeVisible()
}

function countSends(wallet: TestWallet) {
  return {
    transactions: wallet.requestsOf('eth_sendTransaction').length,
    batches: wallet.requestsOf('wallet_sendCalls').length,
  }
}
