import { mkdirSync } from 'node:fs'
import { type Browser, chromium, type Page } from '@playwright/test'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { startAppUnderTest } from '../e2e/support/app-under-test'
import { type ChainControls, connectChain } from '../e2e/support/chain-controls'
import { chromiumLaunchOptions } from '../e2e/support/chromium'
import { hosts } from '../e2e/support/ports'
import { installTestWallet, TEST_WALLET_NAME } from '../e2e/wallet/test-wallet'

const FOLDER = 'docs/screenshots'
const FARM = 'WETH/USDC LP against USDC'
const LOOKS = [1280, 375].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
)

type Look = (typeof LOOKS)[number]

/** A picture of every page of the main job, at both widths and in both themes, each on a fresh chain. */
async function takeScreenshots(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true })
  const app = await startAppUnderTest()
  const browser = await chromium.launch(chromiumLaunchOptions())
  try {
    const chain = connectChain()
    for (const look of LOOKS) {
      const before = await chain.snapshot()
      await photograph(browser, chain, look)
      await chain.revertTo(before)
    }
  } finally {
    await browser.close()
    await app.stop()
  }
}

async function photograph(browser: Browser, chain: ChainControls, look: Look): Promise<void> {
  const privateKey = generatePrivateKey()
  await chain.fund(privateKeyToAccount(privateKey).address)
  const context = await browser.newContext({
    baseURL: hosts.appUrl,
    viewport: { width: look.width, height: look.width > 600 ? 860 : 812 },
    colorScheme: look.colorScheme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
  })
  const page = await context.newPage()
  await installTestWallet(page, { rpcUrl: hosts.rpcUrl, privateKey })
  await page.goto('/')
  await connect(page)
  await save(page, 'farms', look)

  await page.getByRole('table', { name: 'Farms' }).getByRole('link', { name: FARM }).first().click()
  await page.getByRole('textbox', { name: 'Deposit amount' }).fill('5000')
  await page.getByRole('textbox', { name: 'Leverage multiple' }).fill('3')
  await page.getByRole('region', { name: 'Preview' }).and(page.locator('[data-state="simulated"]')).waitFor()
  await save(page, 'farm', look)

  await page.getByRole('button', { name: 'Open position' }).click()
  const review = page.getByRole('dialog', { name: 'Review transaction' })
  const confirm = review.getByRole('button', { name: 'Confirm in wallet' })
  await review.locator('button:enabled', { hasText: 'Confirm in wallet' }).waitFor()
  await save(page, 'review', look)
  await confirm.click()
  await page.locator('[role="status"][data-state="confirmed"]').waitFor()

  await page.goto('/portfolio')
  await page.locator('[data-field="health-factor"]').first().waitFor()
  await save(page, 'portfolio', look)
  await page.locator('main a[href*="/position"]').first().click()
  await page.getByRole('tab', { name: 'Close' }).click()
  await page.getByRole('region', { name: 'Preview' }).and(page.locator('[data-state="simulated"]')).waitFor()
  await save(page, 'position', look)
  await context.close()
}

async function connect(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Connect wallet' }).first().click()
  await page.getByRole('button', { name: TEST_WALLET_NAME }).click()
  await page
    .getByRole('button', { name: /0x[0-9a-f]{2,}/i })
    .first()
    .waitFor()
  await page.getByRole('table', { name: 'Farms' }).locator('[data-field]').first().waitFor()
}

async function save(page: Page, name: string, { width, colorScheme }: Look): Promise<void> {
  // Pointer and focus leave no trace in a picture.
  await page.mouse.move(0, 0)
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur())
  const isDialog = name === 'review'
  if (!isDialog) await scrollThrough(page)
  await page.screenshot({ path: `${FOLDER}/${name}-${width}-${colorScheme}.png`, fullPage: !isDialog })
  console.log(`${FOLDER}/${name}-${width}-${colorScheme}.png`)
}

/** What is drawn only when somebody scrolls there is drawn. */
async function scrollThrough(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let y = 0; y < document.body.scrollHeight; y += window.innerHeight / 2) {
      window.scrollTo(0, y)
      await new Promise((done) => setTimeout(done, 50))
    }
    window.scrollTo(0, 0)
  })
  // Its code is fetched by then, and stands for nothing any more.
  await page.waitForFunction(() => document.querySelector('main .animate-pulse') === null)
}

await takeScreenshots()
