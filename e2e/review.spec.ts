import type { Locator, Page } from '@playwright/test'
import { expectAccessible } from './support/accessibility'
import { confirmReview, giveWallet, goToFarm, LP_FARM, reviewOf, reviewOpening } from './support/journey'
import { expect, test } from './support/test'

const signaturesIn = (page: Page): Locator => reviewOf(page).locator('[data-field="signatures"]')
const signedIn = (page: Page): Locator =>
  reviewOf(page).locator('details').filter({ hasText: 'What exactly is signed' }).first()

test('a wallet that sends one at a time is told each signature, and what its bytes say', async ({
  page,
  chain,
}) => {
  const wallet = await giveWallet(page, chain)
  await reviewOpening(page)
  await expect(signaturesIn(page)).toHaveAttribute('data-executor', 'steps')
  await expect(signaturesIn(page)).toHaveText('2 signatures: approve USDC, open')
  await expect(signaturesIn(page)).toHaveAttribute('data-value', '2')

  const signed = signedIn(page)
  await expect(signed.getByRole('heading')).toHaveCount(0)
  await signed.getByText('What exactly is signed').click()
  await expect(signed.getByRole('heading')).toHaveText(['Signature 1 of 2', 'Signature 2 of 2'])
  await expect(signed).toContainText(/Let .*0x\w{4}…\w{4} take exactly 5,000 USDC/)
  await expect(signed).toContainText(/Call openCreditAccount of/)
  await expect(signed).toContainText('onBehalfOf: your wallet')
  await expect(signed).toContainText(/Call addCollateral of/)
  await expect(signed).toContainText('amount: 5,000 USDC')
  await expectAccessible(page)

  // What it says is what the wallet is asked for, to the byte.
  const shown = await signed.locator('details p').allTextContents()
  await confirmReview(page)
  const asked = wallet.requestsOf('eth_sendTransaction').map(({ params }) => params[0])
  expect(asked).toHaveLength(2)
  for (const transaction of asked) {
    expect(shown).toContain(Reflect.get(Object(transaction), 'data'))
  }
})

test('a wallet that batches is told one signature, and what is in it', async ({ page, chain }) => {
  const wallet = await giveWallet(page, chain, { isConnected: true, batches: 'supported' })
  const release = wallet.stallNext('wallet_getCapabilities')
  await reviewOpening(page)
  await expect(signaturesIn(page)).toHaveText('At most 2 signatures: approve USDC, open')
  expect(await signaturesIn(page).getAttribute('data-executor')).toBeNull()

  release()
  await expect(signaturesIn(page)).toHaveAttribute('data-executor', 'batch')
  await expect(signaturesIn(page)).toHaveText('1 signature in your wallet')
  await expect(reviewOf(page).getByRole('region', { name: 'One signature' })).toContainText(
    'Approve this exact amount',
  )
  await expect(reviewOf(page)).not.toContainText('Step 1 of 2')
  await signedIn(page).getByText('What exactly is signed').click()
  await expect(signedIn(page).getByRole('heading')).toHaveText(['One signature: 2 calls as one'])
  await confirmReview(page)
  expect(wallet.requestsOf('wallet_sendCalls')).toHaveLength(1)
})

test('nothing of holders or Safes is said where accounts are the protocol’s own', async ({ page, chain }) => {
  await giveWallet(page, chain)
  await goToFarm(page, LP_FARM)
  await expect(page.getByText(/Where the position lives|Safe/)).toHaveCount(0)
})
