import { borrower } from '../devnet/accounts'
import { accountButtonOf, button, giveWallet } from './support/journey'
import { expect, test } from './support/test'

/** Somebody who has a position from the start. */
const watched = borrower('lp 3x')

test('anybody’s portfolio and position can be watched with nothing connected', async ({ page }) => {
  await page.goto('/portfolio')
  await page.getByRole('textbox', { name: 'Watch an account' }).fill('0x1234')
  await button(page, 'Watch').click()
  await expect(page.getByRole('textbox', { name: 'Watch an account' })).toHaveAccessibleDescription(
    /Enter an address/,
  )
  await page.getByRole('textbox', { name: 'Watch an account' }).fill(watched)
  await button(page, 'Watch').click()
  await expect(page).toHaveURL(new RegExp(`address=${watched}`, 'i'))
  await expect(page.getByText('Nothing here can be signed')).toBeVisible()
  await page.getByRole('table', { name: 'Positions' }).getByRole('link').first().click()
  await expectReadOnly(page)
})

test('another owner’s position stays read-only for whoever is connected', async ({ page, chain }) => {
  await giveWallet(page, chain)
  await page.goto(`/portfolio?address=${watched}`)
  await expect(accountButtonOf(page)).toBeVisible()
  await page.getByRole('table', { name: 'Positions' }).getByRole('link').first().click()
  await expectReadOnly(page)
  await expect(accountButtonOf(page)).toBeVisible()
})

test('an address that is none is named, and another can be entered', async ({ page }) => {
  // what turns the reading direction is not repeated
  await page.goto(`/portfolio?address=${encodeURIComponent('0xnon\u202esense')}`)
  await expect(page.getByRole('alert').filter({ hasText: 'This is not an address' })).toContainText(
    '“0xnonsense” is no account',
  )
  await page.getByRole('textbox', { name: 'Watch an account' }).fill(watched)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('table', { name: 'Positions' })).toBeVisible()
})

test('a link to a position that never was says so, and one that names none says that', async ({ page }) => {
  for (const [id, title] of [
    ['nonsense', 'There is no such position'],
    [
      'gearbox-v3:31337:0x000000000000000000000000000000000000dead',
      'This position is closed or never existed',
    ],
    ['', 'There is no such position'],
  ]) {
    await page.goto(`/position?id=${id}`)
    await expect(page.getByRole('heading', { name: title })).toBeVisible()
  }
})

async function expectReadOnly(page: Parameters<typeof accountButtonOf>[0]): Promise<void> {
  await expect(page.getByText('Read only')).toBeVisible()
  await expect(page.getByRole('tab', { name: 'What if' })).toBeVisible()
  await expect(page.getByRole('tab', { name: 'Close' })).toBeHidden()
  await expect(button(page, 'Close position')).toBeHidden()
}
