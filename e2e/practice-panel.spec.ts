import { expectAccessible } from './support/accessibility'
import { expect, test } from './support/test'

test('the practice controls come with the first move, in a place of their height, however often their code has to be asked for', async ({
  page,
}) => {
  await page.goto('/portfolio')
  await expect(page.getByLabel('Watch an account')).toBeVisible()
  const practice = page.getByRole('region', { name: 'Practice controls' })
  await expect(practice).toBeVisible()
  const heightOf = async () => (await practice.boundingBox())?.height ?? 0
  const before = await heightOf()

  const scripts = /\.js$/
  let refused = 0
  await page.route(scripts, (route) => {
    refused += 1
    return route.abort()
  })
  await page.mouse.move(10, 10)
  await expect.poll(() => refused).toBeGreaterThan(0)
  await expect(practice.getByRole('textbox')).toHaveCount(0)
  expect(await heightOf()).toBe(before)

  await page.unroute(scripts)
  await expect(practice.getByRole('textbox').first()).toBeVisible({ timeout: 20_000 })
  await expectAccessible(page)
})
