import { giveWallet, goToFarm, openPosition, previewOf, readFigure } from './support/journey'
import { carryOut, choose } from './support/managing'
import { expect, test } from './support/test'

test('the cost of closing that is shown is what the wallet lacks afterwards', async ({ page, chain }) => {
  await giveWallet(page, chain)
  await openPosition(page, { farm: 'WETH against USDC' })
  await choose(page, 'Close')
  await expect(previewOf(page)).toHaveAttribute('data-state', 'simulated')
  const form = page.getByRole('form', { name: 'Close the position' })
  const cost = Number(await readFigure(form, 'closing-cost'))
  const parts = form.getByLabel('Parts of the closing cost').locator('dd')
  const sum = (await parts.allInnerTexts()).reduce(
    (all, text) => all + Number(text.replace('−', '-').replace(/[^\d.-]/g, '')),
    0,
  )
  expect(Math.abs(sum - cost)).toBeLessThan(0.05)
  expect(await form.locator('[data-field="break-even-days"]').count()).toBe(1)

  const figureOf = async (field: string, when: string) =>
    Number(
      await previewOf(page)
        .locator(`[data-field="${field}"][data-when="${when}"]`)
        .first()
        .getAttribute('data-value'),
    )
  const equity = await figureOf('equity-value', 'before')
  const had = await figureOf('wallet-balance', 'before')
  await carryOut(page, 'Close position')
  await expect(page.getByText('You have no positions yet')).toBeVisible()
  await goToFarm(page, 'WETH against USDC')
  const has = Number(await readFigure(page.getByRole('form', { name: 'Open a position' }), 'wallet-balance'))
  // interest of the block between
  expect(Math.abs(equity - cost - (has - had))).toBeLessThan(0.01)
})
