import type { Locator, Page } from '@playwright/test'
import { parseAbi } from 'viem'
import { connectTestChain } from '../devnet/test-chain'
import { act } from '../devnet/testing/lending-people'
import { practiceChain } from '../lib/config/chains'
import { parseId } from '../lib/domain/id'
import { aaveV3Reader } from '../lib/protocols/aave-v3/reader'
import { expectAccessible } from './support/accessibility'
import { button, giveWallet, reviewOf } from './support/journey'
import { DAY } from './support/managing'
import { hosts } from './support/ports'
import { expect, test } from './support/test'

const PLACES = [
  { place: 'Aave V3', width: 1280 },
  { place: 'Aave V3', width: 375 },
  { place: 'SparkLend', width: 1280 },
  { place: 'SparkLend', width: 375 },
] as const

const poolOf = (page: Page, symbol: string, place: string) =>
  page.getByRole('article', { name: `${symbol} pool on ${place}` })
const amountOf = (pool: Locator) => pool.getByRole('textbox', { name: 'Amount' })
const now = async (pool: Locator, field: string) =>
  Number(await pool.locator(`[data-field="${field}"][data-when="before"]`).getAttribute('data-value'))

async function confirm(page: Page): Promise<void> {
  const dialog = reviewOf(page)
  await dialog.getByRole('button', { name: 'Confirm in wallet' }).click()
  await expect(dialog.getByRole('status')).toHaveAttribute('data-state', 'confirmed')
  await expect(dialog.getByRole('table', { name: /actual figures/ })).not.toContainText('differs')
  await dialog.getByRole('link', { name: 'Back to the pools' }).click()
  await expect(dialog).toBeHidden()
}

async function expectFitting(page: Page): Promise<void> {
  const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement)
  expect(scrollWidth).toBe(clientWidth)
}

for (const { place, width } of PLACES) {
  test(`supplies to ${place} and takes it out again in parts, ${width} px wide`, async ({ page, chain }) => {
    await page.setViewportSize({ width, height: 800 })
    const wallet = await giveWallet(page, chain)
    await page.goto('/lend')
    await page.getByRole('searchbox', { name: 'Search' }).fill(`usdt ${place}`)
    await page.getByRole('table', { name: 'All lending pools' }).getByRole('link', { name: /^USDT/ }).click()
    const pool = poolOf(page, 'USDT', place)
    await expect(pool).toBeInViewport()
    await expect(page.getByRole('article')).toHaveCount(1)
    await expect(pool.getByRole('button', { name: 'Max to supply' })).toBeEnabled()
    const start = await now(pool, 'wallet-balance')
    await amountOf(pool).fill('1000.5')
    await expect(pool.getByRole('region', { name: 'Preview' })).toHaveAttribute('data-state', 'simulated')
    const rate = pool.locator('[data-field="supply-rate"][data-when="after"]')
    // what was owed has grown since the pool last set its rate, so it need not fall
    expect(Number(await rate.getAttribute('data-value'))).toBeCloseTo(await now(pool, 'supply-rate'), 3)
    await button(pool, 'Supply').click()
    await expect(reviewOf(page)).toContainText('Supply 1,000.5 USDT from your wallet to the pool')
    await confirm(page)
    // allowed exactly, and supplied
    expect(wallet.requestsOf('eth_sendTransaction')).toHaveLength(2)
    await expect.poll(() => now(pool, 'supplied-amount')).toBeGreaterThanOrEqual(1_000.49)
    await expectAccessible(page)
    await expectFitting(page)

    await chain.advanceTime(30 * DAY)
    await page.reload()
    await expect.poll(() => now(pool, 'supplied-amount')).toBeGreaterThan(1_000.5)
    await amountOf(pool).fill('500')
    await button(pool, 'Withdraw').click()
    await confirm(page)
    await expect.poll(() => now(pool, 'wallet-balance')).toBeCloseTo(start - 500.5, 6)
    await pool.getByRole('button', { name: 'Max to withdraw' }).click()
    await button(pool, 'Withdraw').click()
    await expect(reviewOf(page)).toContainText('Withdraw all of your USDT from the pool')
    await confirm(page)
    await expect.poll(() => now(pool, 'supplied-amount')).toBe(0)
    expect(await now(pool, 'wallet-balance')).toBeGreaterThan(start)
  })
}

test('says what a pool does not take', async ({ page, chain }) => {
  await giveWallet(page, chain)
  await page.goto('/lend')
  const frozen = poolOf(page, 'FORMER', 'Aave V3')
  await expect(frozen.getByText('The pool takes no more of it at the moment')).toBeVisible()
  await expect(frozen.getByRole('button', { name: 'Max to supply' })).toBeDisabled()
  await amountOf(frozen).fill('1')
  await button(frozen, 'Supply').click()
  await expect(frozen.getByText('The token is frozen')).toBeVisible()
})

test('says to anybody how much a pool takes, and what earns nothing', async ({ page }) => {
  await page.goto('/lend')
  const idle = poolOf(page, 'weETH', 'Aave V3')
  await amountOf(idle).fill('0.01')
  await expect(idle.getByText('The pool is limited: it takes')).toBeVisible()
  await expect(idle.getByText('It earns no interest now')).toBeVisible()
})

const abi = parseAbi(['function borrow(address, uint256, uint256, uint16, address)'])
const VARIABLE_RATE = 2n

test('leads to the position where what is lent covers a debt', async ({ page, chain }) => {
  const wallet = await giveWallet(page, chain)
  await page.goto('/lend')
  const pool = poolOf(page, 'WETH', 'Aave V3')
  await amountOf(pool).fill('1')
  await button(pool, 'Supply').click()
  await confirm(page)
  const { pools } = await aaveV3Reader.fetchMarkets(chain.client, practiceChain.id)
  const usdc = pools.find(({ asset }) => asset.symbol === 'USDC')
  const market = parseId(usdc?.id ?? '')?.subject
  if (!usdc || !market) throw new Error('No pool of USDC')
  const args = [usdc.asset.address, 100n * 10n ** 6n, VARIABLE_RATE, 0, wallet.address]
  await act(connectTestChain(hosts.rpcUrl), {
    ...{ from: wallet.address, to: market as `0x${string}`, abi, functionName: 'borrow', args },
  })
  await page.reload()
  await expect(pool.getByText('this supply counts as collateral for it')).toBeVisible()
  await expect(pool.getByRole('button', { name: 'Max to withdraw' })).toBeDisabled()
  await amountOf(pool).fill('0.5')
  await button(pool, 'Withdraw').click()
  await expect(pool.getByText('It counts for what you owe')).toBeVisible()
  await expect(reviewOf(page)).toBeHidden()
  await pool.getByRole('link', { name: 'Manage this position' }).click()
  await expect(page.getByRole('tab', { name: 'Withdraw', exact: true })).toBeVisible()
})
