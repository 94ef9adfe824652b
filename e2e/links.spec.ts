import type { Page } from '@playwright/test'
import { depositOf, LP_FARM } from './support/journey'
import { expect, test } from './support/test'

const unknownAsset = `0x${'d0'.repeat(20)}`
const assetOf = (page: Page) => page.getByRole('combobox', { name: 'Deposit asset' })

/** A farm that takes more than one asset, and the second of them. */
async function findFarm(page: Page): Promise<{ id: string; asset: string }> {
  await page.goto('/')
  await page.getByRole('table', { name: 'Farms' }).getByRole('link', { name: LP_FARM, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: LP_FARM })).toBeVisible()
  const id = new URL(page.url()).searchParams.get('id') ?? ''
  const asset = (await assetOf(page).locator('option').nth(1).getAttribute('value')) ?? ''
  return { id, asset }
}

test('letter case in a link means nothing, of farm and asset alike', async ({ page }) => {
  const { id, asset } = await findFarm(page)
  for (const spell of [(text: string) => text.toUpperCase(), (text: string) => text.toLowerCase()]) {
    await page.goto(`/farm?id=${spell(id)}&amount=12.5&deposit=${spell(asset)}`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(LP_FARM)
    await expect(assetOf(page)).toHaveValue(asset)
    await expect(depositOf(page)).toHaveValue('12.5')
  }
})

test('an asset that the farm does not take is said, and its amount is none of another', async ({ page }) => {
  const { id, asset } = await findFarm(page)
  await page.goto(`/farm?id=${id}&amount=12.5&deposit=${unknownAsset}`)
  await expect(depositOf(page)).toHaveValue('')
  await expect(depositOf(page)).toHaveAccessibleDescription(
    new RegExp(`does not take the asset of the link, “${unknownAsset}”`),
  )
  await assetOf(page).selectOption(asset)
  await expect(depositOf(page)).not.toHaveAccessibleDescription(/of the link/)
})

test('each way in which a link leads nowhere has a sentence of its own', async ({ page }) => {
  const { id } = await findFarm(page)
  const [protocol, chainId, market, asset] = id.split(':')
  const elsewhere = `0x${'d0'.repeat(20)}`
  const farms = [
    ['', 'names no farm'],
    [`${protocol}:${chainId}:${market}`, 'names no farm'],
    [`unheard-of:${chainId}:${market}:${asset}`, 'a protocol that Furrow does not know: “unheard-of”'],
    [`${protocol}:987654:${market}:${asset}`, 'a network that Furrow does not read: chain id 987654'],
    [`${protocol}:${chainId}:${elsewhere}:${asset}`, 'The market is not there'],
  ] as const
  for (const [text, sentence] of farms) {
    await page.goto(`/farm?id=${text}`)
    await expect(page.getByRole('heading', { name: 'There is no such farm' })).toBeVisible()
    await expect(page.getByText(sentence)).toBeVisible()
  }
  await page.goto(`/position?id=${protocol}:987654:${market}`)
  await expect(page.getByText('a network that Furrow does not read: chain id 987654')).toBeVisible()
  await page.goto(`/position?id=${id}`)
  await expect(page.getByText('names no position')).toBeVisible()
})
