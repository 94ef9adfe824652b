import type { Page } from '@playwright/test'
import { formatUnits } from 'viem'
import type { ChainControls } from './chain-controls'
import { readHealthFactor } from './chain-truth'
import {
  acceptRisks,
  button,
  confirmReview,
  expectSimulated,
  previewOf,
  readFigure,
  reviewOf,
} from './journey'
import { expect } from './test'

export const DAY = 86_400

export const amountOf = (page: Page) => page.getByRole('textbox', { name: 'Amount', exact: true })
export const maxOf = (page: Page) => button(page, 'Max')
export const choose = (page: Page, tab: string) => page.getByRole('tab', { name: tab, exact: true }).click()
export const figure = async (page: Page, field: string) => Number(await readFigure(page, field))
export const after = (page: Page, field: string, asset?: string) =>
  previewOf(page)
    .locator(`[data-field="${field}"][data-when="after"]${asset ? `[data-asset="${asset}"]` : ''}`)
    .first()
export const valueAfter = async (page: Page, field: string, asset?: string) =>
  Number(await after(page, field, asset).getAttribute('data-value'))

/** From the form through the review to the chain and back; what was simulated is what happened. */
export async function carryOut(page: Page, action: string): Promise<void> {
  await expectSimulated(page)
  await acceptRisks(page, action)
  await reviewAndConfirm(page, action)
}

export async function reviewAndConfirm(page: Page, action: string): Promise<void> {
  await button(page, action).click()
  await confirmReview(page)
  await expect(reviewOf(page).getByRole('table', { name: /actual figures/ })).not.toContainText('differs')
  await reviewOf(page)
    .getByRole('link', { name: /^Show the/ })
    .click()
  await expect(reviewOf(page)).toBeHidden()
}

/** What the page shows is what the contracts compute. */
export async function expectTrueHealth(page: Page, chain: ChainControls, id: string): Promise<void> {
  await expect
    .poll(async () => {
      const shown = await readFigure(page, 'health-factor')
      return shown === formatUnits(await readHealthFactor(chain, id), 18)
    })
    .toBe(true)
}

/** The same decimal, one of its last digit more, at the token's own precision as the page wrote it. */
export function addUnit(decimal: string): string {
  const [whole = '', fraction = ''] = decimal.split('.')
  const digits = (BigInt(whole + fraction) + 1n).toString().padStart(fraction.length + 1, '0')
  return `${digits.slice(0, digits.length - fraction.length)}.${digits.slice(digits.length - fraction.length)}`
}
