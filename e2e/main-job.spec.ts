import { formatUnits } from 'viem'
import { findLeftovers, readHealthFactor } from './support/chain-truth'
import {
  accountButtonOf,
  button,
  confirmReview,
  connect,
  fillOpening,
  giveWallet,
  goToFarm,
  LP_FARM,
  readFigure,
  reviewOf,
  startReview,
  statusOf,
} from './support/journey'
import { expect, test } from './support/test'

test('opens the LP farm at 3x, watches a fall of the price, and closes with nothing left', async ({
  page,
  chain,
}) => {
  const wallet = await giveWallet(page, chain, {})
  await page.goto('/')
  await connect(page)
  await expect(accountButtonOf(page)).toBeVisible()

  await goToFarm(page, LP_FARM)
  await fillOpening(page, '5000', '3')
  const bets = page.locator('section').filter({ has: page.getByRole('heading', { name: 'What you bet on' }) })
  await expect(bets).toContainText('Nothing yet.')
  await expect(bets).toContainText(/You lose if WETH falls: about \$7\d\.\d\d for each 1%/)
  await startReview(page, 'Open position')
  const review = reviewOf(page)
  await expect(review).toContainText('Step 1 of 2: Approve this exact amount')
  await expect(review).toContainText('to take exactly 5,000 USDC')
  await expect(review).toContainText('Step 2 of 2: One transaction: all of this or nothing')
  for (const words of [
    /Add 5,000 USDC from your wallet/,
    /Borrow .* USDC/,
    /Put .* into a pool/,
    /Stake /,
    /its quota/,
  ]) {
    await expect(review.getByRole('listitem').filter({ hasText: words }).last()).toBeVisible()
  }

  await chain.setAutomine(false)
  const release = wallet.stallNext('eth_sendTransaction')
  await button(review, 'Confirm in wallet').click()
  await expect(statusOf(page)).toHaveAttribute('data-state', 'signing')
  await expect(statusOf(page)).toContainText('Waiting for your wallet (step 1 of 2)')
  release()
  await expect(statusOf(page)).toHaveAttribute('data-state', 'pending')
  await expect(statusOf(page)).toContainText('Sent (step 1 of 2)')
  const approval = await statusOf(page).getAttribute('data-tx-hash')
  await chain.mine()
  await expect(statusOf(page)).toContainText('Sent (step 2 of 2)')
  const opening = await statusOf(page).getAttribute('data-tx-hash')
  expect(opening).not.toBe(approval)
  await chain.mine()
  await chain.setAutomine(true)
  await expect(statusOf(page)).toHaveAttribute('data-state', 'confirmed')
  await expect(statusOf(page)).toHaveAttribute('data-tx-hash', opening ?? '')
  expect(wallet.requestsOf('eth_sendTransaction')).toHaveLength(2)
  await expect(review.getByRole('table', { name: /actual figures/ })).not.toContainText('differs')

  await page.goto('/portfolio')
  const positions = page.getByRole('table', { name: 'Positions' })
  await expect(positions.getByRole('link', { name: LP_FARM })).toBeVisible()
  expect(Number(await readFigure(positions, 'leverage'))).toBeCloseTo(3, 1)
  await positions.getByRole('link', { name: LP_FARM }).click()
  await expect(page).toHaveURL(/\/position\?id=/)
  const id = new URL(page.url()).searchParams.get('id') ?? ''

  /** What the page shows is what the contracts compute, to the last of its 18 decimals. */
  const readTrueHealth = async () => {
    const shown = await readFigure(page, 'health-factor')
    expect(shown).toBe(formatUnits(await readHealthFactor(chain, id), 18))
    return Number(shown)
  }
  const health = await readTrueHealth()
  const distance = Number(await readFigure(page, 'liquidation-distance'))

  const practice = page.getByRole('region', { name: 'Practice controls' })
  const price = practice.getByRole('textbox', { name: 'WETH price', exact: true })
  const lower = (Number(await price.inputValue()) * 0.9).toFixed(2)
  await page.evaluate(() => Object.assign(window, { isSameVisit: true }))
  await price.fill(lower)
  await price.press('Enter')
  await expect.poll(async () => Number(await readFigure(page, 'liquidation-distance'))).toBeLessThan(distance)
  expect(await readTrueHealth()).toBeLessThan(health)
  expect(await page.evaluate(() => Reflect.get(window, 'isSameVisit'))).toBe(true)

  await page.getByRole('tab', { name: 'Close' }).click()
  await page.getByRole('combobox', { name: 'Receive' }).selectOption({ label: 'USDC' })
  await startReview(page, 'Close position')
  await confirmReview(page)
  await review.getByRole('link', { name: 'Show the portfolio' }).click()
  await expect(page.getByText('You have no positions yet')).toBeVisible()
  expect(await findLeftovers(chain, id, wallet.address)).toEqual([])
})
