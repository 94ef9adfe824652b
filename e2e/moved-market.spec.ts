import type { Page } from '@playwright/test'
import { button, confirmReview, giveWallet, reviewOf, reviewOpening, statusOf } from './support/journey'
import { expect, test } from './support/test'

/** An open review asks the chain again about every block of 12 seconds. */
const ASKED_AGAIN = { timeout: 20_000 }

const confirmOf = (page: Page) => button(reviewOf(page), 'Confirm in wallet')

test.describe('while the review of an opening is open', () => {
  test.beforeEach(async ({ page, chain }) => {
    await giveWallet(page, chain)
    await reviewOpening(page)
  })

  test('a price that falls too far takes the confirmation away, and says why', async ({ page, chain }) => {
    await chain.setPrice('WETH', '1345', { feedOnly: true })
    const refusal = reviewOf(page).getByRole('alert').filter({ hasText: 'Too close to liquidation' })
    await expect(refusal).toBeVisible(ASKED_AGAIN)
    await expect(refusal).toContainText('The health factor would be 1.0')
    await expect(confirmOf(page)).toBeHidden()
    await button(reviewOf(page), 'Close').last().click()
    await expect(reviewOf(page)).toBeHidden()
  })

  test('a price that moves is told from what to what, and accepted before it is confirmed', async ({
    page,
    chain,
  }) => {
    await chain.setPrice('WETH', '1930', { feedOnly: true })
    const moved = reviewOf(page)
      .getByRole('alert')
      .filter({ hasText: 'It has changed since you reviewed it' })
    await expect(moved).toBeVisible(ASKED_AGAIN)
    await expect(moved).toContainText(/The health factor went from 1\.\d\d to 1\.\d\d\./)
    await expect(confirmOf(page)).toBeHidden()
    await button(reviewOf(page), 'Accept the new figures').click()
    await expect(moved).toBeHidden()
    await confirmReview(page)
  })

  test('a network fee that is many times as high is told before anything is signed', async ({
    page,
    chain,
  }) => {
    await chain.setBaseFee(100_000_000_000n)
    await confirmOf(page).click()
    await expect(statusOf(page)).toHaveAttribute('data-state', 'failed')
    await expect(statusOf(page)).toContainText('The network fee went from about')
  })

  test('its deadline passes: nothing was sent, and it is reviewed again with a new one', async ({
    page,
    chain,
  }) => {
    await chain.advanceTime(1_500)
    const expired = reviewOf(page).getByRole('alert').filter({ hasText: 'The review is too old' })
    await expect(expired).toBeVisible(ASKED_AGAIN)
    await expect(confirmOf(page)).toBeHidden()
    // The form behind reads the market about every block, too, and plans with the new time.
    await expect(async () => {
      await button(reviewOf(page), 'Review again').click({ timeout: 1_000 })
      await expect(confirmOf(page)).toBeVisible({ timeout: 3_000 })
    }).toPass({ timeout: 30_000 })
    await confirmReview(page)
  })
})

test('what moves in the last moment ends it before the wallet is asked, and is reviewed again', async ({
  page,
  chain,
}) => {
  await giveWallet(page, chain)
  await reviewOpening(page, { farm: 'WETH against USDC' })
  await chain.setPrice('WETH', '1965', { feedOnly: true })
  await confirmOf(page).click()
  await expect(statusOf(page)).toHaveAttribute('data-state', 'failed')
  await expect(statusOf(page)).toContainText('The health factor went from')
  await expect(statusOf(page)).toContainText('this step was not sent')
  await button(reviewOf(page), 'Review again').click()
  await expect(confirmOf(page)).toBeVisible()
  await expect(confirmOf(page)).not.toHaveAttribute('aria-disabled', 'true')
  await confirmReview(page)
})
