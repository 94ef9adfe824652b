import type { Page } from '@playwright/test'
import { expectAccessible } from './support/accessibility'
import { button } from './support/journey'
import { expect, test } from './support/test'

const farmsOf = (page: Page) => page.getByRole('table', { name: 'Farms' })
const linksOf = (page: Page) => farmsOf(page).getByRole('link')
const apysOf = async (page: Page) => {
  const values = await farmsOf(page)
    .locator('[data-field="net-apy"]')
    .evaluateAll((figures) => figures.map((figure) => figure.getAttribute('data-value')))
  return values.map(Number)
}
const highestFirst = (values: readonly number[]) => values.toSorted((a, b) => b - a)

/** Of all protocols, and of Gearbox's. */
const ALL = 28
const OF_GEARBOX = 6

test.beforeEach(async ({ page }) => {
  await page.goto('/')
  await expect(linksOf(page)).toHaveCount(ALL)
})

const chooseProtocol = (page: Page, name: string) =>
  page.getByRole('combobox', { name: 'Protocol' }).selectOption(name)

test('farms stand by net APY, at whatever leverage they are compared', async ({ page }) => {
  const header = farmsOf(page).getByRole('columnheader', { name: /^Net APY at 3.00x/ })
  await expect(header).toHaveAttribute('aria-sort', 'descending')
  const at3x = await apysOf(page)
  expect(at3x).toEqual(highestFirst(at3x))
  await header.getByRole('button').click()
  expect(await apysOf(page)).toEqual(highestFirst(at3x).toReversed())

  await page.getByRole('slider', { name: 'Compare at leverage' }).fill('10')
  const at1x = farmsOf(page).getByRole('columnheader', { name: /^Net APY at 1.00x/ })
  await at1x.getByRole('button').click()
  const unlevered = await apysOf(page)
  expect(unlevered).toEqual(highestFirst(unlevered))
  expect(unlevered).not.toEqual(at3x)
  expect(unlevered[0]).toBeLessThan(at3x[0] ?? 0)

  // Beyond what some farms lend, these are compared at their own most, and say so.
  await page.getByRole('slider', { name: 'Compare at leverage' }).press('End')
  await chooseProtocol(page, 'Gearbox V3.1')
  await expect(farmsOf(page).getByText('at its most, 5.36x')).toHaveCount(2)
})

test('farms are found by protocol, words, form and direction', async ({ page }) => {
  await chooseProtocol(page, 'Gearbox V3.1')
  await expect(linksOf(page)).toHaveCount(OF_GEARBOX)
  const search = page.getByRole('searchbox', { name: 'Search' })
  await search.fill('weth short')
  await expect(linksOf(page)).toHaveText([/WETH\/USDC LP against WETH/, /USDC against WETH/])
  await search.fill('')
  await page.getByRole('combobox', { name: 'Form' }).selectOption('Synthetic asset')
  await expect(linksOf(page)).toHaveText(['sSYND against USDC'])
  await page.getByRole('combobox', { name: 'Form' }).selectOption('Staking')
  await expect(linksOf(page)).toHaveText(['Staked WETH against USDC'])
  await page.getByRole('combobox', { name: 'Direction' }).selectOption('Short')
  await expect(page.getByText('No farm fits')).toBeVisible()
  await expectAccessible(page)
  await button(page, 'Show all farms').click()
  await expect(linksOf(page)).toHaveCount(ALL)
})

test('what is filtered by is in the address, and the farms are counted', async ({ page }) => {
  await expect(page.getByText(`${ALL} farms`, { exact: true })).toBeVisible()
  await page.getByRole('combobox', { name: 'Form' }).selectOption('Synthetic asset')
  await expect(page.getByText(`1 of ${ALL} farms`, { exact: true })).toBeVisible()
  await expect(page).toHaveURL(/\/\?form=synthetic$/)
  await page.reload()
  await expect(linksOf(page)).toHaveText(['sSYND against USDC'])
  await expect(page.getByRole('combobox', { name: 'Form' })).toHaveValue('synthetic')

  await linksOf(page).first().click()
  await expect(page).toHaveURL(/\/farm\?id=/)
  await page.goBack()
  await expect(page).toHaveURL(/\/\?form=synthetic$/)
  await expect(linksOf(page)).toHaveText(['sSYND against USDC'])

  await page.goto('/?direction=short&form=nonsense&protocol=gearbox-v3')
  await expect(linksOf(page)).toHaveCount(2)
  await expect(page.getByRole('combobox', { name: 'Protocol' })).toHaveValue('gearbox-v3')
})

test('on a phone the order is chosen beside the filters', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 740 })
  const descending = await apysOf(page)
  await page.getByRole('combobox', { name: 'Order' }).selectOption('Lowest net APY first')
  expect(await apysOf(page)).toEqual(descending.toReversed())
  await expect(farmsOf(page).getByRole('button')).toHaveCount(0)
})
