import type { Locator, Page } from '@playwright/test'
import { predictSafe } from '../lib/safe/predict'
import { expectAccessible } from './support/accessibility'
import { findLeftovers } from './support/chain-truth'
import { button, confirmReview, giveWallet, openPosition, reviewOf } from './support/journey'
import { carryOut, choose, DAY, expectTrueHealth } from './support/managing'
import { expect, test } from './support/test'

const OPENING = { protocol: 'aave-v3', farm: 'wstETH against WETH', amount: '2', leverage: '2' } as const
/** A hundredth of ether. */
const AIRDROP = 10n ** 16n

const leftOf = (page: Page): Locator =>
  page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: 'Yours, and in no position', exact: true }) })

/** Through the review, which says it in words, to the chain and back. */
async function have(page: Page, action: string, says: RegExp): Promise<void> {
  await button(leftOf(page), action).click()
  await expect(reviewOf(page)).toContainText(says)
  await confirmReview(page)
  await reviewOf(page)
    .getByRole('link', { name: /^Show the/ })
    .click()
  await expect(reviewOf(page)).toBeHidden()
}

for (const width of [1280, 375]) {
  test(`an airdrop in a used-up Safe, and what its position has earned, are shown and had at ${width} px`, async ({
    page,
    chain,
  }) => {
    test.setTimeout(120_000)
    await page.setViewportSize({ width, height: 740 })
    const wallet = await giveWallet(page, chain)
    const safe = predictSafe(wallet.address, 0)
    const id = await openPosition(page, OPENING)
    await chain.advanceTime(30 * DAY)
    await page.reload()
    await choose(page, 'Close')
    await carryOut(page, 'Close position')
    await expect(page.getByText('You have no positions yet')).toBeVisible()
    await expect(leftOf(page)).toContainText(/Earned in Safe .*, not claimed: [\d.]+ FARM/)

    await chain.give('WETH', safe, AIRDROP)
    await page.goto('/portfolio')
    await expect(leftOf(page)).toContainText(/In Safe .*: 0\.01 WETH/)
    await expectAccessible(page)
    await have(page, 'Send 0.01 WETH to my wallet', /Send .*0\.01 WETH to your wallet/)
    await expect(leftOf(page)).not.toContainText('WETH')
    const claim = leftOf(page).getByRole('button', { name: /^Claim .* FARM to my wallet$/ })
    await have(page, (await claim.getAttribute('aria-label')) ?? '', /Claim about .* FARM of rewards/)
    await expect(leftOf(page)).toHaveCount(0)
    expect(await findLeftovers(chain, id, wallet.address)).toEqual([])
    await page.reload()
    await expect(page.getByText('You have no positions yet')).toBeVisible()
    await expect(leftOf(page)).toHaveCount(0)
  })

  test(`an airdrop beside a position is had from its page, and changes nothing else, at ${width} px`, async ({
    page,
    chain,
  }) => {
    await page.setViewportSize({ width, height: 740 })
    const wallet = await giveWallet(page, chain)
    const id = await openPosition(page, OPENING)
    await chain.give('WETH', predictSafe(wallet.address, 0), AIRDROP)
    await expect(leftOf(page)).toContainText(/In Safe .*: 0\.01 WETH/)
    await expectAccessible(page)
    await have(page, 'Send 0.01 WETH to my wallet', /Send .*0\.01 WETH to your wallet/)
    await expect(leftOf(page)).toHaveCount(0)
    await expectTrueHealth(page, chain, id)
    expect(new URL(page.url()).searchParams.get('id')).toBe(id)
  })
}
