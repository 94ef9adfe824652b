import type { Page } from '@playwright/test'
import { expectAccessible } from './support/accessibility'
import type { ChainControls } from './support/chain-controls'
import { readHealthFactor } from './support/chain-truth'
import { acceptRisks, expectSimulated, giveWallet, openPosition } from './support/journey'
import { amountOf, expectTrueHealth, figure, reviewAndConfirm } from './support/managing'
import { expect, test } from './support/test'

const FARM = 'WETH against USDC'
const WAD = 10n ** 18n

const waysOf = (page: Page) => page.getByRole('region', { name: 'What you can do now' })
const wayOf = (page: Page, kind: string) => waysOf(page).locator(`[data-way="${kind}"]`)

/** A fall that leaves the position just under a health factor of 1. */
async function endanger(page: Page, chain: ChainControls, id: string): Promise<void> {
  const [weth, health] = [await chain.addressOf('WETH'), await readHealthFactor(chain, id)]
  const factor = Number((WAD * 10_000n) / health) / 10_000
  await chain.setPrice('WETH', (Number(await chain.priceOf(weth)) * factor * 0.99).toFixed(8))
  expect(await readHealthFactor(chain, id)).toBeLessThan(WAD)
  await page.reload()
}

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow).toBe(0)
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme })

    test('a position that can be liquidated opens with the ways out, and one of them saves it', async ({
      page,
      chain,
    }) => {
      await giveWallet(page, chain)
      const id = await openPosition(page, { farm: FARM, amount: '5000', leverage: '3' })
      await expect(waysOf(page)).toBeHidden()
      await endanger(page, chain, id)

      const main = page.getByRole('main')
      await expect(main.getByRole('alert')).toContainText('This position can be liquidated now')
      await expect(main).not.toContainText('Not possible')
      await expect(main).not.toContainText('comfortable')
      // What costs nothing first; what trades after it, the dearest last.
      await expect(waysOf(page).getByRole('button')).toHaveText([
        /^Repay [\d,.]+ USDC$/,
        /^Deposit [\d,.]+ /,
        /^Lower the leverage to \d\.\d\dx$/,
        'Close the position',
      ])
      await expect(wayOf(page, 'repay')).toContainText('It costs nothing but the network fee')
      await expect(wayOf(page, 'change-leverage')).toContainText(/It costs about \$[\d.,]+ in fees/)
      await expectAccessible(page)
      await page.setViewportSize({ width: 375, height: 812 })
      await expectNoSidewaysScroll(page)

      const repay = waysOf(page).getByRole('button', { name: /^Repay/ })
      const promised = (await repay.textContent())?.replace(/[^\d.]/g, '') ?? ''
      await repay.click()
      await expect(page.getByRole('tab', { name: 'Repay' })).toHaveAttribute('aria-selected', 'true')
      await expect(amountOf(page)).toBeFocused()
      expect(Number(await amountOf(page).inputValue())).toBeCloseTo(Number(promised), 0)
      await expectSimulated(page)
      await acceptRisks(page, 'Repay debt')
      await reviewAndConfirm(page, 'Repay debt')

      await expect.poll(() => figure(page, 'health-factor')).toBeGreaterThan(1.2)
      await expectTrueHealth(page, chain, id)
      await expect(waysOf(page)).toBeHidden()
      await expect(main.getByRole('alert')).toBeHidden()
    })
  })
}

test('with an empty wallet, what it would take is listed last with why, and leverage saves it', async ({
  page,
  chain,
}) => {
  const wallet = await giveWallet(page, chain)
  const id = await openPosition(page, { farm: FARM, amount: '5000', leverage: '3' })
  await chain.emptyWallet(wallet.address)
  await endanger(page, chain, id)

  await expect(waysOf(page).getByRole('button')).toHaveText([/^Lower the leverage/, 'Close the position'])
  const blocked = waysOf(page).getByRole('list', { name: 'Not now' }).getByRole('listitem')
  await expect(blocked).toHaveCount(2)
  await expect(blocked.first()).toContainText('Your wallet has no USDC')

  await waysOf(page)
    .getByRole('button', { name: /^Lower the leverage/ })
    .click()
  await expect(page.getByRole('textbox', { name: 'Leverage multiple' })).toBeFocused()
  await expectSimulated(page)
  await acceptRisks(page, 'Change leverage')
  await reviewAndConfirm(page, 'Change leverage')
  await expect.poll(() => figure(page, 'health-factor')).toBeGreaterThan(1.2)
})
