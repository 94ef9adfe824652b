import type { Locator, Page } from '@playwright/test'
import { encodeFunctionData, parseAbi } from 'viem'
import { generatePrivateKey, privateKeyToAddress } from 'viem/accounts'
import { readContract, sendTransaction, waitForTransactionReceipt } from 'viem/actions'
import { lenders } from '../devnet/accounts'
import { practiceChain } from '../lib/config/chains'
import { min } from '../lib/domain/math'
import { gearboxV3Reader } from '../lib/protocols/gearbox-v3/reader'
import { expectAccessible } from './support/accessibility'
import type { ChainControls } from './support/chain-controls'
import { hosts } from './support/ports'
import { expect, test } from './support/test'
import { installTestWallet } from './wallet/test-wallet'

/** A fresh account with test tokens, connected as on a return visit. */
async function connect(page: Page, fund: (account: `0x${string}`) => Promise<void>) {
  const privateKey = generatePrivateKey()
  await fund(privateKeyToAddress(privateKey))
  return installTestWallet(page, { rpcUrl: hosts.rpcUrl, privateKey, behaviour: { isConnected: true } })
}

const poolOf = (page: Page, symbol: string) =>
  page.getByRole('article', { name: `${symbol} pool on Gearbox V3.1` })
const amountOf = (pool: Locator) => pool.getByRole('textbox', { name: 'Amount' })
const button = (within: Locator | Page, name: string) => within.getByRole('button', { name, exact: true })
const now = (pool: Locator, field: string) =>
  pool.locator(`[data-field="${field}"][data-when="before"]`).getAttribute('data-value')

/** Confirms the review that is open, and leaves it once the chain has confirmed. */
async function confirm(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Review transaction' })
  await expect(dialog).toBeVisible()
  await dialog.getByRole('button', { name: 'Confirm in wallet' }).click()
  await expect(dialog.getByRole('status')).toHaveAttribute('data-state', 'confirmed')
  await expect(dialog.getByRole('table', { name: /actual figures/ })).not.toContainText('differs')
  await dialog.getByRole('link', { name: 'Back to the pools' }).click()
  await expect(dialog).toBeHidden()
}

test('supplies, waits, and takes everything out again with its interest', async ({ page, chain }) => {
  const wallet = await connect(page, chain.fund)
  await page.goto('/lend')
  const pool = poolOf(page, 'USDC')
  await expect(pool.getByRole('button', { name: 'Max to supply' })).toBeEnabled()
  await expect(pool.locator('[data-field="supplied-amount"][data-when="before"]')).toHaveAttribute(
    'data-value',
    '0',
  )
  const start = Number(await now(pool, 'wallet-balance'))

  await amountOf(pool).fill('1000.5')
  await expect(pool.getByRole('region', { name: 'Preview' })).toHaveAttribute('data-state', 'simulated')
  await button(pool, 'Supply').click()
  const review = page.getByRole('dialog', { name: 'Review transaction' })
  await expect(review).toContainText('exactly 1,000.5 USDC')
  await expect(review).toContainText('Supply 1,000.5 USDC from your wallet to the pool')
  await expect(review).not.toContainText('Slippage')
  await confirm(page)
  expect(wallet.requestsOf('eth_sendTransaction')).toHaveLength(2)
  await expect.poll(async () => Number(await now(pool, 'supplied-amount'))).toBeGreaterThanOrEqual(1_000.49)
  expect(Number(await now(pool, 'wallet-balance'))).toBeCloseTo(start - 1_000.5, 6)
  await expect(amountOf(pool)).toHaveValue('')

  await chain.advanceTime(30 * 86_400)
  await page.reload()
  await expect.poll(async () => Number(await now(pool, 'supplied-amount'))).toBeGreaterThan(1_000.5)
  await pool.getByRole('button', { name: 'Max to withdraw' }).click()
  await button(pool, 'Withdraw').click()
  await expect(review).toContainText('Withdraw all of your USDC from the pool')
  await confirm(page)
  expect(wallet.requestsOf('eth_sendTransaction')).toHaveLength(3)
  await expect.poll(() => now(pool, 'supplied-amount')).toBe('0')
  expect(Number(await now(pool, 'wallet-balance'))).toBeGreaterThan(start)
})

test('says what is wrong beside the field, and asks the wallet for nothing', async ({ page, chain }) => {
  const wallet = await connect(page, chain.fund)
  await page.goto('/lend')
  const pool = poolOf(page, 'WETH')
  await expect(pool.getByRole('button', { name: 'Max to supply' })).toBeEnabled()
  for (const [input, message] of [
    ['1,500', 'Did you mean 1500 or 1.500?'],
    ['-1', 'cannot be negative'],
    ['0', 'The amount is 0'],
    ['1000000', 'This is more than you have'],
  ] as const) {
    await amountOf(pool).fill(input)
    await expect(pool.getByText(message)).toBeVisible()
    await button(pool, 'Supply').click()
    await expect(amountOf(pool)).toBeFocused()
    await expect(amountOf(pool)).toHaveAttribute('aria-invalid', 'true')
  }
  await amountOf(pool).fill('0.000000000000000001')
  await button(pool, 'Withdraw').click()
  await expect(pool.getByText('You have nothing in this pool')).toBeVisible()
  await expect(page.getByRole('dialog', { name: 'Review transaction' })).toBeHidden()
  expect(wallet.requestsOf('eth_sendTransaction')).toHaveLength(0)
})

test('notes what only one of the two actions does not allow', async ({ page, chain }) => {
  await connect(page, chain.fund)
  await page.goto('/lend')
  const pool = poolOf(page, 'USDC')
  await amountOf(pool).fill('50')
  await button(pool, 'Supply').click()
  await confirm(page)
  await amountOf(pool).fill('60')
  await expect(pool.getByText('To withdraw: This is more than you have in the pool')).toBeVisible()
  await expect(amountOf(pool)).toHaveAttribute('aria-invalid', 'false')
  await button(pool, 'Withdraw').click()
  await expect(amountOf(pool)).toHaveAttribute('aria-invalid', 'true')
})

const poolAbi = parseAbi([
  'function maxWithdraw(address) view returns (uint256)',
  'function availableLiquidity() view returns (uint256)',
  'function withdraw(uint256 assets, address receiver, address owner) returns (uint256)',
])

/** Lets the pool's other lenders leave until only so much lies in it. */
async function drain({ client }: ChainControls, symbol: string, remaining: bigint): Promise<void> {
  const { pools } = await gearboxV3Reader.fetchMarkets(client, practiceChain.id)
  const to = pools.find(({ asset }) => asset.symbol === symbol)?.address
  if (!to) throw new Error(`No pool of ${symbol}`)
  const pool = { address: to, abi: poolAbi } as const
  for (const account of lenders) {
    const left = await readContract(client, { ...pool, functionName: 'availableLiquidity' })
    const most = await readContract(client, { ...pool, functionName: 'maxWithdraw', args: [account] })
    const amount = min(left - remaining, most)
    if (amount === 0n) continue
    const data = encodeFunctionData({
      abi: poolAbi,
      functionName: 'withdraw',
      args: [amount, account, account],
    })
    const hash = await sendTransaction(client, { account, to, data, gas: 1_000_000n, chain: null })
    await waitForTransactionReceipt(client, { hash })
  }
}

test('says how much of a lent-out pool can be withdrawn, and withdraws exactly that', async ({
  page,
  chain,
}) => {
  await connect(page, chain.fund)
  await page.goto('/lend')
  const pool = poolOf(page, 'USDC')
  await amountOf(pool).fill('5000')
  await button(pool, 'Supply').click()
  await confirm(page)
  await drain(chain, 'USDC', 1_234_567_891n)
  await page.reload()
  await expect(
    pool.getByText('You can withdraw 1,234.56 USDC now, which is all that lies in the pool'),
  ).toBeVisible()
  await amountOf(pool).fill('1234.567892')
  await button(pool, 'Withdraw').click()
  await expect(pool.getByText('Too much of the pool is lent out: 1,234.56 USDC')).toBeVisible()
  await pool.getByRole('button', { name: 'Max to withdraw' }).click()
  await expect(amountOf(pool)).toHaveValue('1234.567891')
  const start = Number(await now(pool, 'wallet-balance'))
  await button(pool, 'Withdraw').click()
  await confirm(page)
  await expect
    .poll(async () => Number(await now(pool, 'wallet-balance')))
    .toBeCloseTo(start + 1_234.567891, 6)
  await expect(pool.locator('[data-field="available-liquidity"][data-when="before"]')).toHaveAttribute(
    'data-value',
    '0',
  )
})

test('shows pools to whoever is not connected, estimates, and asks to connect', async ({ page }) => {
  await page.goto('/lend')
  const pool = poolOf(page, 'USDC')
  await amountOf(pool).fill('1000')
  const after = pool.locator('[data-field="supplied-amount"][data-when="after"]')
  expect(Number(await after.getAttribute('data-value'))).toBeCloseTo(1_000, 4)
  await expect(pool.getByRole('region', { name: 'Preview' })).toHaveAttribute('data-state', 'estimate')
  await button(pool, 'Supply').click()
  await expect(page.getByRole('dialog', { name: /connect/i })).toBeVisible()
})

test('is accessible in both themes, and never scrolls sideways', async ({ page, chain }) => {
  await connect(page, chain.fund)
  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto('/lend')
  const pool = poolOf(page, 'USDC')
  await amountOf(pool).fill('5000')
  await button(pool, 'Supply').click()
  await confirm(page)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await pool.getByRole('button', { name: 'Max to withdraw' }).click()
    const preview = pool.getByRole('region', { name: 'Preview' })
    await expect(preview.getByRole('columnheader')).toHaveText([
      'Figure',
      'Now',
      'If you supply',
      'If you withdraw',
    ])
    await expect(preview).toHaveAttribute('data-state', 'simulated')
    await expectAccessible(page)
    const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement)
    expect(scrollWidth).toBe(clientWidth)
    const article = await pool.evaluate((card) => [card.scrollWidth, card.clientWidth])
    expect(article[0]).toBe(article[1])
  }
})
