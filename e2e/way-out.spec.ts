import type { Page } from '@playwright/test'
import { fillOpening, giveWallet, goToFarm, leverageOf, openPosition } from './support/journey'
import { amountOf, carryOut, choose, figure } from './support/managing'
import { expect, test } from './support/test'

const FARM = 'WETH against USDC'

const wayOut = (page: Page) => page.getByRole('region', { name: 'Way out' })

/** What leaving a part costs, and whether it can be done, by the part. */
async function readExits(page: Page) {
  const costs = wayOut(page).locator('[data-field="exit-cost"]')
  await expect(costs).toHaveCount(3)
  const possible = wayOut(page).locator('[data-field="exit-possible"]')
  const [values, shares, answers] = await Promise.all([
    costs.evaluateAll((all) => all.map((one) => Number(one.getAttribute('data-value')))),
    costs.evaluateAll((all) => all.map((one) => one.getAttribute('data-share'))),
    possible.evaluateAll((all) => all.map((one) => one.getAttribute('data-value'))),
  ])
  expect(shares).toEqual(['25', '50', '100'])
  return { costs: values, possible: answers }
}

test('what leaving costs is told before opening, and as much is told after', async ({ page, chain }) => {
  await giveWallet(page, chain)
  await goToFarm(page, FARM)
  await fillOpening(page, '5000', '3')
  const before = await readExits(page)
  expect(before.possible).toEqual(['true', 'true', 'true'])
  const [quarter = 0, half = 0, all = 0] = before.costs
  expect(quarter).toBeGreaterThan(0)
  expect(half).toBeGreaterThan(quarter)
  expect(all).toBeGreaterThan(half)
  await openPosition(page, { farm: FARM, amount: '5000', leverage: '3' })
  const after = await readExits(page)
  // one's own entry has moved the pool a little
  expect(Math.abs((after.costs[2] ?? 0) - all)).toBeLessThan(all / 2)
})

test('what half of the debt costs to repay out of the position is what it is worth less then', async ({
  page,
  chain,
}) => {
  await giveWallet(page, chain)
  await openPosition(page, { farm: FARM, leverage: '3' })
  const { costs } = await readExits(page)
  const [equity, leverage] = [await figure(page, 'equity-value'), await figure(page, 'leverage')]
  await choose(page, 'Leverage')
  await leverageOf(page).fill((1 + (leverage - 1) / 2).toFixed(2))
  await carryOut(page, 'Change leverage')
  await expect.poll(() => figure(page, 'leverage')).toBeLessThan(2.1)
  const lost = equity - (await figure(page, 'equity-value'))
  expect(Math.abs(lost - (costs[1] ?? 0))).toBeLessThan(0.1)
})

test('what owes nothing has no way out to tell of', async ({ page, chain }) => {
  await giveWallet(page, chain)
  await openPosition(page, { farm: FARM, leverage: '1' })
  await choose(page, 'Withdraw')
  await expect(amountOf(page)).toBeVisible()
  await expect(wayOut(page)).toHaveCount(0)
})
