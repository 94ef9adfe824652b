import type { Locator, Page } from '@playwright/test'
import {
  accountButtonOf,
  button,
  LP_FARM,
  reviewOf,
  reviewOpening,
  statusOf,
  walletModalOf,
} from './support/journey'
import { expect, test } from './support/test'

/** On a phone, nothing that the window says runs out of it. */
async function expectInside(page: Page, dialog: Locator) {
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 720 }
  await page.setViewportSize({ width: 375, height: 812 })
  const beyond = () =>
    dialog.evaluate((window) => {
      const { right } = window.getBoundingClientRect()
      return [...window.querySelectorAll('*')].filter((part) => part.getBoundingClientRect().right > right)
        .length
    })
  await expect.poll(beyond).toBe(0)
  await page.setViewportSize({ width, height })
}

test('a newcomer without an extension gets a wallet, tokens and a farm', async ({ page }) => {
  await page.goto('/')
  await button(page, 'Connect wallet').click()
  const choice = walletModalOf(page).getByRole('button', { name: 'Practice wallet' })
  await expect(choice).toBeVisible()
  // Its relay is a host of somebody else's: only who configured a project id of theirs is offered it.
  await expect(page.getByRole('button', { name: 'WalletConnect' })).toHaveCount(0)
  await choice.click()
  const wallet = page.getByRole('dialog', { name: 'Practice wallet' })
  await expect(wallet).toContainText('Connect to Furrow?')
  await expect(wallet).toContainText('Never send real money to this address')
  await button(wallet, 'Approve').click()
  await expect(accountButtonOf(page)).toBeVisible()

  const practice = page.getByRole('region', { name: 'Practice controls' })
  await button(practice, 'Get test tokens').click()
  await expect(practice.getByRole('status')).toContainText('Test tokens are in')

  await reviewOpening(page, { amount: '1000', leverage: '2' })
  await button(reviewOf(page), 'Confirm in wallet').click()
  await expect(wallet).toContainText('Send this transaction?')
  await expect(wallet).toContainText('approve(')
  await expectInside(page, wallet)
  await button(wallet, 'Reject').click()
  await expect(statusOf(page)).toHaveAttribute('data-state', 'rejected')

  await button(reviewOf(page), 'Retry').click()
  await button(wallet, 'Approve').click()
  await expect(statusOf(page)).toContainText('step 2 of 2')
  await button(wallet, 'Approve').click()
  await expect(statusOf(page)).toHaveAttribute('data-state', 'confirmed')
  await expect(wallet).toBeHidden()

  // The wallet is there again on the next visit, without being asked to connect.
  await page.goto('/portfolio')
  await expect(accountButtonOf(page)).toBeVisible()
  await expect(
    page.getByRole('table', { name: 'Positions' }).getByRole('link', { name: LP_FARM }),
  ).toBeVisible()
})
