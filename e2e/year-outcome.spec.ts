import type { Page } from '@playwright/test'
import {
  confirmReview,
  expectSimulated,
  fillOpening,
  giveWallet,
  goToFarm,
  LP_FARM,
  previewOf,
  readFigure,
  reviewOf,
  startReview,
} from './support/journey'
import { expect, test } from './support/test'

const netApyAfter = (page: Page) =>
  previewOf(page).locator('[data-field="net-apy"][data-when="after"]').getAttribute('data-value')

/** From block to block a position's interest moves the last digits of what it makes. */
const expectSame = (a: string | null, b: string | null) => expect(Number(a)).toBeCloseTo(Number(b), 7)

test('the same year’s outcome stands in the table, the form, the preview, the position, the portfolio and the what-if', async ({
  page,
  chain,
}) => {
  await giveWallet(page, chain)
  await page.goto('/')
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: LP_FARM, exact: true }) })
  const inTable = await readFigure(row, 'net-apy')
  expect(Number(inTable)).toBeGreaterThan(0.5)

  await goToFarm(page, LP_FARM)
  await page.getByRole('textbox', { name: 'Leverage multiple' }).fill('3')
  await expect.poll(() => readFigure(page, 'year-outcome')).toBe(inTable)

  await fillOpening(page, '5000', '3')
  await expectSimulated(page)
  const previewed = await netApyAfter(page)
  // trades cost, so that the leverage comes out a little higher, and the loan moves the borrow rate: both by little
  expect(Math.abs(Number(previewed) - Number(inTable))).toBeLessThan(0.01)
  expectSame(await readFigure(page, 'year-outcome'), previewed)

  await page.getByText('What if prices, rates or time change?').click()
  const outcome = page.getByRole('region', { name: 'Outcome of the scenario' })
  const now = outcome.locator('[data-field="net-apy"][data-when="before"]')
  await expect(now).toBeVisible()
  expectSame(await now.getAttribute('data-value'), previewed)

  await startReview(page, 'Open position')
  await confirmReview(page)
  await reviewOf(page).getByRole('link', { name: 'Show the position' }).click()
  await expect(page).toHaveURL(/\/position\?id=/)
  const atPosition = await readFigure(page, 'net-apy')
  expectSame(atPosition, previewed)
  expect(await readFigure(page, 'year-outcome')).toBe(atPosition)

  await page.getByRole('tab', { name: 'What if' }).click()
  await expect(now).toHaveAttribute('data-value', atPosition)
  // the link holds the question, and answers it the same for anybody
  await page.getByRole('textbox', { name: 'Borrow rate in percent a year' }).fill('9.5')
  await expect(page).toHaveURL(/borrow-rate=9\.5/)
  const then = outcome.locator('[data-field="net-apy"][data-when="after"]')
  const asked = await then.getAttribute('data-value')
  expect(Number(asked)).not.toBeCloseTo(Number(atPosition), 4)
  await page.goto(page.url())
  await expect(then).toBeVisible()
  expectSame(await then.getAttribute('data-value'), asked)

  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Portfolio' }).click()
  const held = page.getByRole('table', { name: 'Positions' })
  expectSame(await readFigure(held, 'net-apy'), atPosition)
})

test('a leverage that is liquidated within the year says when instead of a yield', async ({ page }) => {
  await page.goto('/')
  const slider = page.getByRole('slider', { name: 'Compare at leverage' })
  await slider.focus()
  await page.keyboard.press('End')
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: LP_FARM, exact: true }) })
  const figure = row.locator('[data-field="net-apy"]')
  await expect(figure).toHaveText(/^liquidated after \d+ days$/)
  await expect(figure).toHaveAttribute('data-value', '')
})
