import type { Locator, Page } from '@playwright/test'
import { findBenchPages } from '../bench/bench-pages'
import { expectAccessible } from './support/accessibility'
import { hosts } from './support/ports'
import { expect, test } from './support/test'

type Route = '/farm' | '/position'

async function pathOf(route: Route): Promise<string> {
  const found = (await findBenchPages(hosts.rpcUrl)).find(({ budget }) => budget.route === route)
  if (!found) throw new Error(`There is nothing at ${route} to look at`)
  return found.path
}

const tab = (page: Page) => page.getByRole('tab', { name: 'What if' })
const price = (page: Page) => page.getByRole('textbox', { name: 'Price of WETH in USD' })
const outcome = (page: Page) => page.getByRole('region', { name: 'Outcome of the scenario' })
const then = (page: Page, field: string) =>
  outcome(page).locator(`[data-field="${field}"][data-when="after"]`).first()
const readValue = async (figure: Locator) => Number(await figure.getAttribute('data-value'))

async function openWhatIf(page: Page): Promise<void> {
  await page.goto(await pathOf('/position'))
  await tab(page).click()
  await expect(then(page, 'health-factor')).toBeVisible()
}

test('a scenario follows what is typed, and its link restores it for anybody', async ({ page }) => {
  await openWhatIf(page)
  const before = await readValue(then(page, 'health-factor'))
  const liquidation = await readValue(then(page, 'liquidation-price'))
  const equity = await readValue(then(page, 'equity-value'))

  await price(page).fill((liquidation * 1.1).toFixed(2))
  await page.getByRole('textbox', { name: 'Days from now' }).fill('30')
  await page.getByRole('textbox', { name: 'Borrow rate in percent a year' }).fill('12.5')
  await expect.poll(() => readValue(then(page, 'health-factor'))).toBeLessThan(before)
  expect(await readValue(then(page, 'health-factor'))).toBeGreaterThan(1)
  expect(await readValue(then(page, 'equity-value'))).toBeLessThan(equity)
  expect(await readValue(then(page, 'liquidation-price'))).toBeGreaterThan(liquidation)
  await expect(outcome(page)).toContainText('You lose if WETH falls')
  await expect(outcome(page)).toContainText(/Interest alone liquidates\s*in \d/)
  await expect(page).toHaveURL(/[?&]days=30/)

  const shared = { url: page.url(), health: await then(page, 'health-factor').getAttribute('data-value') }
  await page.goto('/')
  await page.goto(shared.url)
  await expect(tab(page)).toHaveAttribute('aria-selected', 'true')
  await expect(price(page)).toHaveValue((liquidation * 1.1).toFixed(2))
  await expect(page.getByRole('textbox', { name: 'Borrow rate in percent a year' })).toHaveValue('12.5')
  await expect(then(page, 'health-factor')).toHaveAttribute('data-value', shared.health ?? '')

  await page.getByRole('button', { name: 'Back to now' }).click()
  await expect.poll(() => readValue(then(page, 'health-factor'))).toBeCloseTo(before, 9)
  await expect(page).not.toHaveURL(/days=|price\.|borrow-rate=/)
})

test('the liquidation price is where it says: a cent further anybody may liquidate', async ({ page }) => {
  await openWhatIf(page)
  const liquidation = await readValue(then(page, 'liquidation-price'))
  const liquidatable = outcome(page).getByText('anybody may liquidate it')
  await price(page).fill((Math.ceil(liquidation * 100) / 100).toFixed(2))
  await expect.poll(() => readValue(then(page, 'health-factor'))).toBeCloseTo(1, 4)
  await expect(liquidatable).toBeHidden()
  await price(page).fill((Math.floor(liquidation * 100) / 100 - 0.01).toFixed(2))
  await expect(liquidatable).toBeVisible()
})

test('sliders work by keyboard, and dragging asks the chain nothing', async ({ page }) => {
  await openWhatIf(page)
  const slider = page.getByRole('slider', { name: 'Price of WETH' })
  const now = await price(page).inputValue()
  const requests: number[] = []
  page.on('request', (request) => {
    if (request.url().startsWith(hosts.rpcUrl)) requests.push(Date.now())
  })
  // Right after one refresh there is time before the next.
  await expect.poll(() => requests.length > 0 && Date.now() - Math.max(...requests) > 1_500).toBe(true)
  const before = requests.length
  await slider.focus()
  for (let step = 0; step < 20; step++) await page.keyboard.press('ArrowLeft')
  await expect(slider).toHaveAttribute('aria-valuetext', /80% of the price now/)
  await expect(page).toHaveURL(/price\./)
  expect(requests.length - before).toBe(0)
  await expect(price(page)).not.toHaveValue(now)
})

test('what cannot be read is said beside its field, and in a link it is as if it were not there', async ({
  page,
}) => {
  await openWhatIf(page)
  await price(page).fill('-5')
  await expect(price(page)).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByText('Write a price in USD')).toBeVisible()
  await expect(outcome(page)).toBeHidden()

  const path = await pathOf('/position')
  await page.goto(`${path}&price.0x01=1&price.garbage=2&days=soon&borrow-rate=-1&chart=0x&%E0%A4%A=1`)
  await tab(page).click()
  await expect(page.getByRole('textbox', { name: 'Days from now' })).toHaveValue('0')
  await expect(outcome(page)).toBeVisible()
})

test('a farm that is not opened yet can be asked about, form and all', async ({ page }) => {
  await page.goto(await pathOf('/farm'))
  await page.getByRole('textbox', { name: 'Leverage multiple' }).fill('2.5')
  await page.getByText('What if prices, rates or time change?').click()
  const before = await readValue(then(page, 'health-factor'))
  await page.getByRole('textbox', { name: 'Borrow rate in percent a year' }).fill('30')
  await page.getByRole('textbox', { name: 'Days from now' }).fill('365')
  await expect.poll(() => readValue(then(page, 'health-factor'))).toBeLessThan(before)
  await expect(page).toHaveURL(/days=365/)
  const health = await then(page, 'health-factor').getAttribute('data-value')

  await page.reload()
  await expect(page.getByRole('textbox', { name: 'Leverage multiple' })).toHaveValue('2.5')
  await expect(then(page, 'health-factor')).toHaveAttribute('data-value', health ?? '')
})

test('a link is followed though what is typed meanwhile belongs into the address', async ({ page }) => {
  await page.goto(await pathOf('/farm'))
  await page.getByText('What if prices, rates or time change?').click()
  await page.getByRole('textbox', { name: 'Deposit amount' }).fill('100')
  await expect(page).toHaveURL(/amount=100/)
  let letThrough = () => {}
  const isLetThrough = new Promise<void>((resolve) => {
    letThrough = resolve
  })
  await page.route('**/portfolio*.txt*', async (route) => {
    await isLetThrough
    await route.continue()
  })
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Portfolio' }).click()
  await page.getByRole('textbox', { name: 'Deposit amount' }).fill('200')
  await price(page).fill('1500')
  // longer than the address waits for fingers to rest
  await page.waitForTimeout(1_000)
  letThrough()
  await expect(page).toHaveURL(/\/portfolio$/)
  await page.goBack()
  await expect(page).toHaveURL(/\/farm\?id=[^&]+$/)
})

test('break-even and the marks of leverage stand on the farm’s page', async ({ page }) => {
  await page.goto(await pathOf('/farm'))
  await expect(page.getByText(/Net APY is highest at/)).toBeVisible()
  await page.getByRole('textbox', { name: 'Deposit amount' }).fill('1')
  const heading = page.getByRole('heading', { name: 'Break-even' })
  const breakEven = page.locator('section').filter({ has: heading })
  await expect(breakEven).toContainText(/Opening costs.*\$\d/)
  await expect(breakEven).toContainText(/Paid for by the net yield.*(after \d+ days?|never|at once)/)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`meets WCAG 2.2 AA and fits a phone in ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width: 375, height: 740 })
    await openWhatIf(page)
    await page.getByText('The charts as a table').click()
    await expectAccessible(page)
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(await overflow()).toBe(0)
    // Drawn for this width rather than shrunk to it: labels stay as large as they are anywhere.
    const scale = await page
      .locator('figure svg')
      .first()
      .evaluate((svg: SVGSVGElement) => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width)
    expect(scale).toBeCloseTo(1, 1)
    await page.goto(await pathOf('/farm'))
    await page.getByText('What if prices, rates or time change?').click()
    await expect(then(page, 'health-factor')).toBeVisible()
    await expectAccessible(page)
    expect(await overflow()).toBe(0)
  })
}
