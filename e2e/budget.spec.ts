import { findBenchPages } from '../bench/bench-pages'
import { listExcesses, measureFirstLoad } from '../bench/measure'
import { hosts } from './support/ports'
import { expect, test } from './support/test'

test('a first visit to every route stays within its budget', async ({ browser }) => {
  for (const { budget, path } of await findBenchPages(hosts.rpcUrl)) {
    await test.step(budget.route, async () => {
      const measured = await measureFirstLoad(browser, path, hosts)
      expect(listExcesses(budget, measured)).toEqual([])
    })
  }
})

test('the typeface of addresses is fetched where an address is shown or asked for, and nowhere else', async ({
  page,
}) => {
  const fonts = new Set<string>()
  page.on('requestfinished', (request) => {
    if (request.resourceType() === 'font') fonts.add(request.url())
  })
  await page.goto('/')
  await expect(page.getByRole('table')).toBeVisible()
  await page.evaluate(() => document.fonts.ready)
  expect(fonts.size).toBe(1)
  await page.goto('/portfolio')
  await expect(page.getByLabel('Watch an account')).toBeVisible()
  await expect.poll(() => fonts.size).toBe(2)
})
