import type { Locator, Page } from '@playwright/test'
import { expectAccessible } from './support/accessibility'
import {
  accountButtonOf,
  button,
  depositOf,
  expectSimulated,
  giveWallet,
  LP_FARM,
  leverageOf,
  reviewOf,
  statusOf,
  walletModalOf,
} from './support/journey'
import { expect, test } from './support/test'
import { TEST_WALLET_NAME } from './wallet/test-wallet'

/** More than the stops of any page. */
const MOST_STOPS = 80

/** Presses Tab until the focus is there, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never reaches ${target}`)
}

test('a farm is opened from the first page with the keyboard alone', async ({ page, chain }) => {
  await giveWallet(page, chain, {})
  await page.goto('/')
  await expect(page.getByRole('table', { name: 'Farms' }).getByRole('link').first()).toBeVisible()
  await tabTo(page, button(page, 'Connect wallet'))
  await page.keyboard.press('Enter')
  await tabTo(page, walletModalOf(page).getByRole('button', { name: TEST_WALLET_NAME }))
  await page.keyboard.press('Enter')
  await expect(accountButtonOf(page)).toBeVisible()
  await expect(walletModalOf(page)).toBeHidden()

  await tabTo(page, page.getByRole('link', { name: LP_FARM, exact: true }))
  await page.keyboard.press('Enter')
  await tabTo(page, depositOf(page))
  await page.keyboard.type('5000')
  const slider = page.getByRole('slider', { name: 'Leverage', exact: true })
  await tabTo(page, slider)
  for (let step = 0; step < 10; step++) await page.keyboard.press('ArrowRight')
  await expect(leverageOf(page)).toHaveValue('3')
  await expectSimulated(page)

  const open = button(page, 'Open position')
  await tabTo(page, open)
  await page.keyboard.press('Enter')
  await expect(reviewOf(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(reviewOf(page)).toBeHidden()
  await expect(open).toBeFocused()

  await page.keyboard.press('Space')
  const confirm = button(reviewOf(page), 'Confirm in wallet')
  await expect(confirm).not.toHaveAttribute('aria-disabled', 'true')
  await tabTo(page, confirm)
  await page.keyboard.press('Space')
  await expect(statusOf(page)).toHaveAttribute('data-state', 'confirmed')
  const next = reviewOf(page).getByRole('link', { name: 'Show the position' })
  await tabTo(page, next)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: LP_FARM })).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`what appears on the way is accessible, in ${colorScheme}`, async ({ page, chain }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await giveWallet(page, chain)
    await page.goto('/')
    await page.getByRole('link', { name: LP_FARM, exact: true }).click()
    await depositOf(page).fill('a lot')
    await button(page, 'Open position').click()
    await expect(depositOf(page)).toHaveAttribute('aria-invalid', 'true')
    await expectAccessible(page)

    await depositOf(page).fill('5000')
    await leverageOf(page).fill('5.2')
    await expectSimulated(page)
    const risk = page.getByRole('checkbox', { name: /I understand/ })
    await expect(risk).toBeVisible()
    await expectAccessible(page)

    await leverageOf(page).fill('3')
    await expectSimulated(page)
    await button(page, 'Open position').click()
    const confirm = button(reviewOf(page), 'Confirm in wallet')
    await expect(confirm).not.toHaveAttribute('aria-disabled', 'true')
    await expectAccessible(page)
    await confirm.click()
    await expect(statusOf(page)).toHaveAttribute('data-state', 'confirmed')
    await expect(reviewOf(page).getByRole('link', { name: 'Show the position' })).toBeVisible()
    await expectAccessible(page)

    await reviewOf(page).getByRole('link', { name: 'Show the position' }).click()
    await page.getByRole('tab', { name: 'Close' }).click()
    await expectSimulated(page)
    await expectAccessible(page)
    await page.getByRole('link', { name: 'Portfolio', exact: true }).click()
    await expect(page.getByRole('table', { name: 'Positions' })).toBeVisible()
    await expectAccessible(page)
  })
}
