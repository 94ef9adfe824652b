import type { Page } from '@playwright/test'
import { getAddress } from 'viem'
import { predictSafe } from '../lib/safe/predict'
import { expectAccessible } from './support/accessibility'
import { accountOf, findLeftovers } from './support/chain-truth'
import {
  confirmReview,
  fillOpening,
  giveWallet,
  goToFarm,
  leverageOf,
  openPosition,
  reviewOf,
  startReview,
} from './support/journey'
import { amountOf, carryOut, choose, DAY, expectTrueHealth, figure, maxOf } from './support/managing'
import { expect, test } from './support/test'

const PROTOCOLS = ['aave-v3', 'spark'] as const

/** What is put in at first is of the asset that the form begins with; then of what is held, and of what is owed. */
const LOOP = { farm: 'wstETH against WETH', amount: '2', held: 0.1, owed: 0.02 }
const LONG = { farm: 'WETH against USDC', amount: '1500', held: 0.05, owed: 20 }
const SHORT = { farm: 'USDC against WETH', amount: '1000', held: 50, owed: 0.01 }
const FARMS = [
  { protocol: 'aave-v3', ...LOOP },
  { protocol: 'aave-v3', ...LONG },
  { protocol: 'aave-v3', ...SHORT },
  { protocol: 'spark', ...LOOP },
  { protocol: 'spark', ...LONG },
] as const

const signaturesOf = (page: Page) => reviewOf(page).locator('[data-field="signatures"]')

for (const { protocol, farm, amount, held, owed } of FARMS) {
  test(`${farm} on ${protocol} goes through every form in a Safe, and leaves nothing in it`, async ({
    page,
    chain,
  }) => {
    test.setTimeout(180_000)
    const wallet = await giveWallet(page, chain)
    const id = await openPosition(page, { protocol, farm, amount, leverage: '2' })
    expect(getAddress(accountOf(id))).toBe(predictSafe(wallet.address, 0))
    await expect(page.getByText('In your Safe')).toBeVisible()
    await expect(page.getByRole('heading', { level: 1, name: farm })).toBeVisible()
    await leverageOf(page).fill('2.4')
    await carryOut(page, 'Change leverage')
    for (const [tab, action, change] of [
      ['Deposit', 'Deposit collateral', 2 * held],
      ['Withdraw', 'Withdraw collateral', held],
      ['Borrow', 'Borrow more', 2 * owed],
      ['Repay', 'Repay debt', owed],
    ] as const) {
      await choose(page, tab)
      await amountOf(page).fill(String(change))
      await carryOut(page, action)
      await expectTrueHealth(page, chain, id)
    }
    await choose(page, 'Leverage')
    await leverageOf(page).fill('1.5')
    await carryOut(page, 'Change leverage')
    await expect.poll(() => figure(page, 'leverage')).toBeCloseTo(1.5, 2)
    await chain.advanceTime(DAY)
    await choose(page, 'Close')
    await carryOut(page, 'Close position')
    await expect(page.getByText('You have no positions yet')).toBeVisible()
    expect(await findLeftovers(chain, id, wallet.address)).toEqual([])
  })
}

const PLACES = PROTOCOLS.flatMap((protocol) => [1280, 375].map((width) => ({ protocol, width })))

for (const { protocol, width } of PLACES) {
  test(`a plain wallet signs three times to open a first position on ${protocol}, once to lower and once to close it, at ${width} px`, async ({
    page,
    chain,
  }) => {
    await page.setViewportSize({ width, height: 740 })
    const wallet = await giveWallet(page, chain)
    await goToFarm(page, 'wstETH against WETH', { protocol })
    await fillOpening(page, '2', '3')
    await startReview(page, 'Open position')
    await expect(signaturesOf(page)).toHaveAttribute('data-value', '3')
    await expect(signaturesOf(page)).toHaveAttribute('data-executor', 'safe')
    await expectAccessible(page)
    await confirmReview(page)
    expect(wallet.requestsOf('eth_sendTransaction')).toHaveLength(3)
    await reviewOf(page).getByRole('link', { name: 'Show the position' }).click()
    await leverageOf(page).fill('2')
    await carryOut(page, 'Change leverage')
    await expect.poll(() => figure(page, 'leverage')).toBeCloseTo(2, 2)
    expect(wallet.requestsOf('eth_sendTransaction')).toHaveLength(4)
    await choose(page, 'Close')
    await carryOut(page, 'Close position')
    expect(wallet.requestsOf('eth_sendTransaction')).toHaveLength(5)
  })

  test(`a wallet that batches opens on ${protocol} with one signature, in a Safe or in its own account, at ${width} px`, async ({
    page,
    chain,
  }) => {
    await page.setViewportSize({ width, height: 740 })
    const wallet = await giveWallet(page, chain, { isConnected: true, batches: 'supported' })
    const ids: string[] = []
    for (const holder of ['A Safe of yours', 'Your own account']) {
      await goToFarm(page, 'wstETH against WETH', { protocol })
      await page.getByRole('radio', { name: new RegExp(holder) }).check()
      await fillOpening(page, '2', '2')
      await startReview(page, 'Open position')
      await expect(signaturesOf(page)).toHaveAttribute('data-value', '1')
      await expect(signaturesOf(page)).toHaveAttribute('data-executor', 'batch')
      await confirmReview(page)
      await reviewOf(page).getByRole('link', { name: 'Show the position' }).click()
      await expect(page).toHaveURL(/\/position\?id=/)
      ids.push(new URL(page.url()).searchParams.get('id') ?? '')
    }
    expect(ids.map((id) => getAddress(accountOf(id)))).toEqual([
      predictSafe(wallet.address, 0),
      wallet.address,
    ])
    expect(wallet.requestsOf('wallet_sendCalls')).toHaveLength(2)
    for (const id of ids) {
      await page.goto(`/position?id=${id}`)
      await expectTrueHealth(page, chain, id)
      await choose(page, 'Repay')
      await maxOf(page).click()
      await carryOut(page, 'Repay debt')
      await choose(page, 'Close')
      await carryOut(page, 'Close position')
      expect(await findLeftovers(chain, id, wallet.address)).toEqual([])
    }
  })
}
