import type { Locator, Page } from '@playwright/test'
import { expectAccessible } from './support/accessibility'
import { LP_FARM } from './support/journey'
import { expect, test } from './support/test'

const tipOf = (mark: Locator): Locator => mark.locator('xpath=..').getByRole('note')
const marksOf = (page: Page): Locator => page.getByRole('button', { name: /^What is .+\?$/ })

async function goToMarks(page: Page): Promise<readonly Locator[]> {
  await page.goto('/')
  await page.getByRole('link', { name: LP_FARM, exact: true }).click()
  await page.getByRole('textbox', { name: 'Deposit amount' }).fill('5000')
  await expect(marksOf(page).first()).toBeVisible()
  await expect.poll(() => marksOf(page).count()).toBeGreaterThan(3)
  return marksOf(page).all()
}

for (const [name, viewport] of [
  ['on a phone', { width: 375, height: 667 }],
  // 1280 by 1024 at 400 %
  ['at 400 %', { width: 320, height: 256 }],
  ['on a desktop', { width: 1280, height: 800 }],
] as const) {
  test(`every explanation is opened with the keyboard and lies inside the window, ${name}`, async ({
    page,
  }) => {
    await page.setViewportSize(viewport)
    for (const mark of await goToMarks(page)) {
      const tip = tipOf(mark)
      await mark.focus()
      await expect(tip).toBeHidden()
      await page.keyboard.press('Enter')
      await expect(tip).toBeVisible()
      const [markBox, box] = [await mark.boundingBox(), await tip.boundingBox()]
      if (!markBox || !box) throw new Error('Nothing is drawn')
      expect(box.x).toBeGreaterThanOrEqual(0)
      expect(box.y).toBeGreaterThanOrEqual(0)
      expect(box.x + box.width).toBeLessThanOrEqual(viewport.width)
      expect(box.y + box.height).toBeLessThanOrEqual(viewport.height)
      // All of its text at once, beside the mark and not upon it, wherever there is room for that.
      expect(
        await tip.evaluate((element) => element.scrollHeight - element.clientHeight),
      ).toBeLessThanOrEqual(0)
      const isApart = box.y >= markBox.y + markBox.height || box.y + box.height <= markBox.y
      if (viewport.height > 300) expect(isApart).toBe(true)
      await page.keyboard.press('Escape')
      await expect(tip).toBeHidden()
      await expect(mark).toBeFocused()
    }
  })
}

test('an explanation stays while it is read, and goes with the focus, a click elsewhere and the next one', async ({
  page,
}) => {
  const [first, second] = await goToMarks(page)
  if (!first || !second) throw new Error('There are no explanations')
  await first.click()
  await expect(tipOf(first)).toBeVisible()
  await expectAccessible(page)
  // Off the mark and over the words, a click into them included.
  await tipOf(first).hover()
  await page.mouse.down()
  await page.mouse.up()
  await expect(tipOf(first)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(tipOf(first)).toBeHidden()

  await first.click()
  await second.click()
  await expect(tipOf(first)).toBeHidden()
  await expect(tipOf(second)).toBeVisible()
  await page.getByRole('heading', { level: 1 }).click()
  await expect(tipOf(second)).toBeHidden()

  await second.click()
  await page.keyboard.press('Tab')
  await expect(tipOf(second)).toBeHidden()
})
