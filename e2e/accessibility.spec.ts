import { findBenchPages } from '../bench/bench-pages'
import { expectAccessible } from './support/accessibility'
import { hosts } from './support/ports'
import { expect, test } from './support/test'

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme })

    test('every route meets WCAG 2.2 AA as far as a machine can tell', async ({ page }) => {
      for (const { budget, path } of await findBenchPages(hosts.rpcUrl)) {
        await test.step(budget.route, async () => {
          await page.goto(path)
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
          // A skeleton has nothing to judge: wait for a figure.
          await expect(page.locator('[data-field]').first()).toBeVisible()
          await expectAccessible(page)
        })
      }
    })

    test('no route scrolls sideways at 360 px', async ({ page }) => {
      await page.setViewportSize({ width: 360, height: 740 })
      for (const { budget, path } of await findBenchPages(hosts.rpcUrl)) {
        await test.step(budget.route, async () => {
          await page.goto(path)
          await expect(page.locator('[data-field]').first()).toBeAttached()
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          )
          expect(overflow).toBe(0)
        })
      }
    })
  })
}
