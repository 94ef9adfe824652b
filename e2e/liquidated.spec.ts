import type { Page } from '@playwright/test'
import { expectAccessible } from './support/accessibility'
import type { ChainControls } from './support/chain-controls'
import {
  button,
  confirmReview,
  fillOpening,
  giveWallet,
  goToFarm,
  openPosition,
  readFigure,
  reviewOf,
} from './support/journey'
import { expect, test } from './support/test'

const FARM = 'WETH against USDC'

const noticeOf = (page: Page) => page.getByRole('region', { name: 'Liquidation' })
const oraclesOf = (page: Page) => page.getByRole('list', { name: 'Oracle prices' })

async function moveEther(
  chain: ChainControls,
  factor: number,
  options?: { readonly feedOnly: boolean },
): Promise<number> {
  const price = Number(await chain.priceOf(await chain.addressOf('WETH'))) * factor
  await chain.setPrice('WETH', price.toFixed(8), options)
  return price
}

test('a liquidated position says when, at what price and at what cost, and hands out what is left', async ({
  page,
  chain,
}) => {
  await giveWallet(page, chain)
  const id = await openPosition(page, { farm: FARM, amount: '5000', leverage: '4' })
  await expect(noticeOf(page)).toBeHidden()
  const price = await moveEther(chain, 0.8)
  expect((await chain.liquidateUnhealthy()).length).toBeGreaterThan(0)

  await page.goto('/portfolio')
  const row = page.getByRole('row').filter({ hasText: 'liquidated' })
  await expect(row).toBeVisible()
  await row.getByRole('link').click()
  await expect(page).toHaveURL(new RegExp(encodeURIComponent(id)))

  const notice = noticeOf(page)
  await expect(notice).toContainText('This position was liquidated')
  expect(Number(await readFigure(notice, 'liquidated-price'))).toBeCloseTo(price, 2)
  const cost = Number(await readFigure(notice, 'liquidation-cost'))
  const rest = Number(await readFigure(notice, 'liquidation-rest'))
  expect(cost).toBeGreaterThan(0)
  // four fifths of 20,000 less 15,000 were left before, trading costs apart
  expect(cost + rest).toBeGreaterThan(900)
  expect(cost + rest).toBeLessThan(1_000)
  await expectAccessible(page)

  await button(notice, 'Withdraw what is left').click()
  await expect(reviewOf(page)).toContainText('Withdraw what the liquidation left')
  await confirmReview(page)
  await reviewOf(page).getByRole('link', { name: 'Show the portfolio' }).click()
  await expect(page.getByText('You have no positions yet')).toBeVisible()
})

test('an oracle that markets disagree with is seen beside the health factor and before signing', async ({
  page,
  chain,
}) => {
  await giveWallet(page, chain)
  await openPosition(page, { farm: FARM, amount: '5000', leverage: '2' })
  const ether = oraclesOf(page).getByRole('listitem').filter({ hasText: 'WETH' })
  await expect(ether).toContainText(/updated .* ago, 1 day at most/)
  await expect(ether).not.toContainText('disagree')
  const oracle = await moveEther(chain, 0.95, { feedOnly: true })

  await page.reload()
  await expect(ether).toContainText('oracle and market disagree')
  expect(Number(await readFigure(ether, 'oracle-price'))).toBeCloseTo(oracle, 2)
  expect(Number(await readFigure(ether, 'market-price'))).toBeGreaterThan(oracle * 1.04)
  await page.goto('/portfolio')
  await expect(page.getByRole('table', { name: 'Positions' })).toContainText('oracle and market disagree')

  await goToFarm(page, FARM)
  await fillOpening(page, '1000', '2')
  const form = page.getByRole('form', { name: 'Open a position' })
  await expect(form).toContainText('Oracle and market disagree')
  await button(page, 'Open position').click()
  await expect(form).toContainText('Tick the box to go on')
  await expect(reviewOf(page)).toBeHidden()
})
