import type { Locator, Page } from '@playwright/test'
import { generatePrivateKey, privateKeyToAddress } from 'viem/accounts'
import { installTestWallet, TEST_WALLET_NAME, type TestWallet } from '../wallet/test-wallet'
import type { WalletBehaviour } from '../wallet/wallet-engine'
import type { ChainControls } from './chain-controls'
import { hosts } from './ports'
import { expect } from './test'

/** The farm of the main job: long, staked, and paid in a third token. */
export const LP_FARM = 'WETH/USDC LP against USDC'

export const button = (within: Page | Locator, name: string): Locator =>
  within.getByRole('button', { name, exact: true })
export const previewOf = (page: Page): Locator => page.getByRole('region', { name: 'Preview' })
export const reviewOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Review transaction' })
export const depositOf = (page: Page): Locator => page.getByRole('textbox', { name: 'Deposit amount' })
export const leverageOf = (page: Page): Locator => page.getByRole('textbox', { name: 'Leverage multiple' })
export const statusOf = (page: Page): Locator => reviewOf(page).getByRole('status')
export const walletModalOf = (page: Page): Locator => page.getByRole('dialog', { name: /connect/i })

/** A wallet with a key of its own, funded, on this page. Connected from the start as on a return visit, unless told otherwise. */
export async function giveWallet(
  page: Page,
  chain: ChainControls,
  behaviour: WalletBehaviour = { isConnected: true },
): Promise<TestWallet> {
  const privateKey = generatePrivateKey()
  await chain.fund(privateKeyToAddress(privateKey))
  return installTestWallet(page, { rpcUrl: hosts.rpcUrl, privateKey, behaviour })
}

/** Chooses a wallet in RainbowKit's modal, by its name. */
export async function connect(page: Page, name = TEST_WALLET_NAME): Promise<void> {
  await button(page, 'Connect wallet').click()
  await walletModalOf(page).getByRole('button', { name }).click()
}

export const accountButtonOf = (page: Page): Locator =>
  page.getByRole('banner').getByRole('button', { name: /^0x[0-9a-f]{4}…[0-9a-f]{4}$/i })

/** The rows of a list of farms or positions that are on a network, where several are shown. */
export const rowsOn = (page: Page, list: 'Farms' | 'Positions', network: string): Locator =>
  page
    .getByRole('table', { name: list })
    .getByRole('row')
    .filter({ has: page.getByText(new RegExp(` on ${network}$`)) })

/** From the farms of a protocol to the form of one of them, whose balance is known. */
export async function goToFarm(
  page: Page,
  farm: string,
  { network, protocol = 'gearbox-v3' }: Pick<Opening, 'network' | 'protocol'> = {},
): Promise<void> {
  await page.goto(`/?protocol=${protocol}`)
  const rows = network ? rowsOn(page, 'Farms', network) : page.getByRole('table', { name: 'Farms' })
  await rows.getByRole('link', { name: farm, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: farm })).toBeVisible()
  await expect(
    page.getByRole('form').or(page.locator('form')).locator('[data-field="wallet-balance"]').first(),
  ).toBeVisible()
}

export async function fillOpening(page: Page, amount: string, leverage: string): Promise<void> {
  await depositOf(page).fill(amount)
  await leverageOf(page).fill(leverage)
}

/** Past a warning only by the deliberate act that it asks for. */
export async function acceptRisks(page: Page, action: string): Promise<void> {
  const form = page.locator('form').filter({ has: button(page, action) })
  const box = form.getByRole('checkbox', { name: /I understand/ })
  if (await box.isVisible()) await box.check()
}

export async function expectSimulated(page: Page): Promise<void> {
  await expect(previewOf(page)).toHaveAttribute('data-state', 'simulated')
}

/** Takes the form into its review, whose figures the chain has proven. */
export async function startReview(page: Page, action: 'Open position' | 'Close position'): Promise<Locator> {
  if (action === 'Close position') await page.getByRole('tab', { name: 'Close' }).click()
  await expectSimulated(page)
  await acceptRisks(page, action)
  await button(page, action).click()
  const confirm = button(reviewOf(page), 'Confirm in wallet')
  await expect(confirm).toBeVisible()
  await expect(confirm).not.toHaveAttribute('aria-disabled', 'true')
  return confirm
}

/** Confirms the open review and waits for the chain. Answers the hash of what changed the position. */
export async function confirmReview(page: Page, patience = { timeout: 45_000 }): Promise<string> {
  await button(reviewOf(page), 'Confirm in wallet').click()
  await expect(statusOf(page)).toHaveAttribute('data-state', 'confirmed', patience)
  const hash = await statusOf(page).getAttribute('data-tx-hash')
  expect(hash).toMatch(/^0x[0-9a-f]{64}$/)
  return hash ?? ''
}

type Opening = {
  readonly farm?: string
  /** Whose farm of that name; Gearbox's unless told otherwise. */
  readonly protocol?: 'gearbox-v3' | 'aave-v3' | 'spark'
  /** Where several are shown. */
  readonly network?: string
  readonly amount?: string
  readonly leverage?: string
}

/** From the farms page into the review of an opening. */
export async function reviewOpening(
  page: Page,
  { farm = LP_FARM, amount = '5000', leverage = '3', ...where }: Opening = {},
): Promise<void> {
  await goToFarm(page, farm, where)
  await fillOpening(page, amount, leverage)
  await startReview(page, 'Open position')
}

/** Opens a position the short way, for tests of what comes after. Answers its id. */
export async function openPosition(page: Page, opening: Opening = {}): Promise<string> {
  await reviewOpening(page, opening)
  await confirmReview(page)
  await reviewOf(page).getByRole('link', { name: 'Show the position' }).click()
  await expect(page).toHaveURL(/\/position\?id=/)
  return new URL(page.url()).searchParams.get('id') ?? ''
}

/** A figure of the page outside any table of before and after, as the decimal string it stands for. */
export async function readFigure(within: Page | Locator, field: string): Promise<string> {
  const figure = within.locator(`[data-field="${field}"]:not([data-when])`).first()
  await expect(figure).toBeVisible()
  return (await figure.getAttribute('data-value')) ?? ''
}

export const sentBy = (wallet: TestWallet): number =>
  wallet.requestsOf('eth_sendTransaction').length + wallet.requestsOf('wallet_sendCalls').length
