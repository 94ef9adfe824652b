import { accountOf, findLeftovers } from './support/chain-truth'
import { confirmReview, giveWallet, leverageOf, openPosition, reviewOf, startReview } from './support/journey'
import { amountOf, carryOut, choose, DAY, expectTrueHealth, figure, maxOf } from './support/managing'
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
  await page.goto('/?protocol=gearbox-v3')
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
    expect(await findLeftovers(chain, id, wallet.address)).toEqual([])
  })

  test(`${farm} opens in one batch where the wallet can`, async ({ page, chain }) => {
    const wallet = await giveWallet(page, chain, { isConnected: true, batches: 'supported' })
    const id = await openPosition(page, { farm, leverage: '2' })
    expect(countSends(wallet)).toEqual({ transactions: 0, batches: 1 })
    await expect(page.getByRole('heading', { level: 1, name: farm })).toBeVisible()
    expect(accountOf(id)).toMatch(/^0x/)
  })

  test(`${farm} goes through every form of a position, and owes nothing at the end`, async ({
    page,
    chain,
  }) => {
    const wallet = await giveWallet(page, chain)
    const id = await openPosition(page, { farm, leverage: '2' })
    const sent = countSends(wallet).transactions
    await leverageOf(page).fill('2.4')
    await carryOut(page, 'Change leverage')
    for (const [tab, action, amount] of [
      ['Deposit', 'Deposit collateral', '2'],
      ['Withdraw', 'Withdraw collateral', '0.5'],
      ['Borrow', 'Borrow more', '0.2'],
      ['Repay', 'Repay debt', '0.1'],
    ] as const) {
      await choose(page, tab)
      await amountOf(page).fill(amount)
      await carryOut(page, action)
      await expectTrueHealth(page, chain, id)
    }
    await chain.advanceTime(DAY)
    await maxOf(page).click()
    await carryOut(page, 'Repay debt')
    await expect.poll(() => figure(page, 'debt-amount')).toBe(0)
    // One for each change, and one for each of the three exact approvals.
    expect(countSends(wallet).transactions).toBe(sent + 9)
    await closePosition(page)
    expect(await findLeftovers(chain, id, wallet.address)).toEqual([])
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
