import type { Page } from '@playwright/test'
import { getTransactionCount } from 'viem/actions'
import {
  acceptRisks,
  accountButtonOf,
  button,
  confirmReview,
  connect,
  expectSimulated,
  fillOpening,
  giveWallet,
  goToFarm,
  LP_FARM,
  openPosition,
  reviewOf,
  reviewOpening,
  startReview,
  statusOf,
} from './support/journey'
import { expect, test } from './support/test'

const SEND = 'eth_sendTransaction'

test('a refused connection is said, and a second try connects', async ({ page, chain }) => {
  const wallet = await giveWallet(page, chain, {})
  await page.goto('/')
  wallet.refuseConnection()
  await connect(page)
  // By now the modal shows one wallet alone, and has lost the heading that names it.
  const retry = page.getByRole('dialog').getByRole('button', { name: /retry/i })
  await expect(retry).toBeVisible()
  expect(wallet.requestsOf('wallet_requestPermissions')).toHaveLength(1)
  // Beside the modal, which hides the rest of the page from the accessibility tree while it is open.
  const refusal = page.getByText('The wallet declined the connection. Nothing was shared.')
  await expect(refusal).toBeVisible()
  await retry.click()
  await expect(refusal).toHaveCount(0)
  await expect(accountButtonOf(page)).toBeVisible()
})

test.describe('with the review of an opening', () => {
  test('a refused approval sends nothing, and the retry sends each step once', async ({ page, chain }) => {
    const wallet = await giveWallet(page, chain)
    await reviewOpening(page)
    wallet.refuseNext(SEND)
    await button(reviewOf(page), 'Confirm in wallet').click()
    await expect(statusOf(page)).toHaveAttribute('data-state', 'rejected')
    await expect(statusOf(page)).toContainText('You declined this step in the wallet, so it was not sent')
    expect(await getTransactionCount(chain.client, { address: wallet.address })).toBe(0)

    await button(reviewOf(page), 'Retry').click()
    await expect(statusOf(page)).toHaveAttribute('data-state', 'confirmed')
    expect(wallet.requestsOf(SEND)).toHaveLength(3)
    expect(await getTransactionCount(chain.client, { address: wallet.address })).toBe(2)
  })

  test('a refused opening leaves the approval, which the retry does not repeat', async ({ page, chain }) => {
    const wallet = await giveWallet(page, chain)
    await reviewOpening(page)
    await chain.setAutomine(false)
    await button(reviewOf(page), 'Confirm in wallet').click()
    await expect(statusOf(page)).toContainText('Sent (step 1 of 2)')
    wallet.refuseNext(SEND)
    await chain.mine()
    await chain.setAutomine(true)
    await expect(statusOf(page)).toHaveAttribute('data-state', 'rejected')
    await expect(statusOf(page)).toContainText(/Step 1, .*, is in the chain and stays/)
    await expect(reviewOf(page).getByText('Done', { exact: true })).toHaveCount(1)

    await button(reviewOf(page), 'Retry').click()
    await expect(statusOf(page)).toHaveAttribute('data-state', 'confirmed')
    expect(wallet.requestsOf(SEND)).toHaveLength(3)
    expect(await getTransactionCount(chain.client, { address: wallet.address })).toBe(2)
  })

  test('an approval that was lowered in the wallet stops before the opening', async ({ page, chain }) => {
    const wallet = await giveWallet(page, chain)
    await reviewOpening(page)
    wallet.editNextAllowance(1n)
    await button(reviewOf(page), 'Confirm in wallet').click()
    await expect(statusOf(page)).toHaveAttribute('data-state', 'failed')
    await expect(statusOf(page)).toContainText('The approval is too small')
    expect(wallet.requestsOf(SEND)).toHaveLength(1)

    await button(reviewOf(page), 'Retry').click()
    await expect(statusOf(page)).toHaveAttribute('data-state', 'confirmed')
    expect(wallet.requestsOf(SEND)).toHaveLength(3)
  })

  test('a wallet that does not answer is given up on in words, and its late answer is taken', async ({
    page,
    chain,
  }) => {
    const wallet = await giveWallet(page, chain)
    await page.clock.install()
    await reviewOpening(page)
    const release = wallet.stallNext(SEND)
    await button(reviewOf(page), 'Confirm in wallet').click()
    await expect.poll(() => wallet.requestsOf(SEND).length).toBe(1)
    await page.clock.fastForward('03:01')
    await expect(statusOf(page)).toHaveAttribute('data-state', 'failed')
    await expect(statusOf(page)).toContainText('The wallet does not answer')
    await expect(button(reviewOf(page), 'Retry')).toBeHidden()
    expect(wallet.requestsOf(SEND)).toHaveLength(1)

    release()
    await expect(statusOf(page)).toHaveAttribute('data-state', 'confirmed')
    expect(wallet.requestsOf(SEND)).toHaveLength(2)
  })

  test('a wallet on another network is asked to switch, and nothing is sent while it does not', async ({
    page,
    chain,
  }) => {
    const wallet = await giveWallet(page, chain, { isConnected: true, chainId: 1 })
    await goToFarm(page, LP_FARM)
    await expect(page.getByRole('alert').getByText('Your wallet is on another network')).toBeVisible()
    await fillOpening(page, '5000', '3')
    await startReview(page, 'Open position')
    wallet.refuseNext('wallet_switchEthereumChain')
    await button(reviewOf(page), 'Confirm in wallet').click()
    await expect(statusOf(page)).toHaveAttribute('data-state', 'failed')
    await expect(statusOf(page)).toContainText('The wallet is on another network')
    expect(wallet.requestsOf(SEND)).toHaveLength(0)

    await button(reviewOf(page), 'Retry').click()
    await expect(statusOf(page)).toHaveAttribute('data-state', 'confirmed')
    expect(wallet.requestsOf(SEND)).toHaveLength(2)
    await expect(page.getByText('Your wallet is on another network')).toBeHidden()
  })
})

test('the banner switches a wallet that is on another network', async ({ page, chain }) => {
  const wallet = await giveWallet(page, chain, { isConnected: true, chainId: 1 })
  await page.goto('/')
  const banner = page.getByRole('alert').filter({ hasText: 'Your wallet is on another network' })
  wallet.refuseNext('wallet_switchEthereumChain')
  await banner.getByRole('button', { name: /^Switch to / }).click()
  await expect(banner).toContainText('The wallet did not switch')
  await banner.getByRole('button', { name: /^Switch to / }).click()
  await expect(banner).toBeHidden()
})

test('a refused closing leaves the position as it is, and the retry closes it once', async ({
  page,
  chain,
}) => {
  const wallet = await giveWallet(page, chain)
  await openPosition(page)
  await startReview(page, 'Close position')
  wallet.refuseNext(SEND)
  await button(reviewOf(page), 'Confirm in wallet').click()
  await expect(statusOf(page)).toHaveAttribute('data-state', 'rejected')
  expect(await getTransactionCount(chain.client, { address: wallet.address })).toBe(2)
  await button(reviewOf(page), 'Retry').click()
  await expect(statusOf(page)).toHaveAttribute('data-state', 'confirmed')
  expect(wallet.requestsOf(SEND)).toHaveLength(4)
  expect(await getTransactionCount(chain.client, { address: wallet.address })).toBe(3)
})

test('a reload while the chain is slow loses nothing: the outcome is followed and shown', async ({
  page,
  chain,
}) => {
  await giveWallet(page, chain)
  await reviewOpening(page)
  await chain.setAutomine(false)
  await button(reviewOf(page), 'Confirm in wallet').click()
  await expect(statusOf(page)).toContainText('Sent (step 1 of 2)')
  await chain.mine()
  await expect(statusOf(page)).toContainText('Sent (step 2 of 2)')
  const hash = (await statusOf(page).getAttribute('data-tx-hash')) ?? ''

  await page.goto('/portfolio')
  const underWay = page.getByRole('complementary', { name: 'Transactions under way' })
  await expect(underWay).toContainText('Opening a position')
  await expect(underWay.getByRole('status')).toHaveAttribute('data-state', 'pending')
  await expect(underWay.getByRole('status')).toHaveAttribute('data-tx-hash', hash)
  await chain.mine()
  await chain.setAutomine(true)
  await expect(underWay.getByRole('status')).toHaveAttribute('data-state', 'confirmed')
  await expect(page.getByRole('table', { name: 'Positions' }).getByRole('link')).toHaveCount(1)
  await button(underWay, 'Dismiss').click()
  await expect(underWay).toBeHidden()
})

test('the dialog may be closed while the chain is slow, and its outcome still arrives', async ({
  page,
  chain,
}) => {
  await giveWallet(page, chain)
  await openPosition(page)
  await startReview(page, 'Close position')
  await chain.setAutomine(false)
  await button(reviewOf(page), 'Confirm in wallet').click()
  await expect(statusOf(page)).toHaveAttribute('data-state', 'pending')
  await page.keyboard.press('Escape')
  await expect(reviewOf(page)).toBeHidden()
  const underWay = page.getByRole('complementary', { name: 'Transactions under way' })
  await expect(underWay.getByRole('status')).toHaveAttribute('data-state', 'pending')
  await chain.mine()
  await chain.setAutomine(true)
  await expect(underWay.getByRole('status')).toHaveAttribute('data-state', 'confirmed')
  await button(underWay, 'Show').click()
  await expect(statusOf(page)).toHaveAttribute('data-state', 'confirmed')
})

const underWayOf = (page: Page) => page.getByRole('complementary', { name: 'Transactions under way' })

test('a wallet that sends and answers "ok" opens one position, and is never asked for a second', async ({
  page,
  chain,
}) => {
  const wallet = await giveWallet(page, chain)
  wallet.answerNonsense()
  await reviewOpening(page)
  await button(reviewOf(page), 'Confirm in wallet').click()
  await expect(statusOf(page)).toHaveAttribute('data-state', 'confirmed')
  await expect(statusOf(page)).toHaveAttribute('data-tx-hash', /^0x[0-9a-f]{64}$/)
  expect(wallet.requestsOf(SEND)).toHaveLength(2)
  expect(await getTransactionCount(chain.client, { address: wallet.address })).toBe(2)
  await page.goto('/portfolio')
  await expect(page.getByRole('table', { name: 'Positions' }).getByRole('link')).toHaveCount(1)
})

test('a page that is left while the wallet is asked finds out what was sent after all', async ({
  page,
  chain,
}) => {
  const wallet = await giveWallet(page, chain)
  await openPosition(page)
  await startReview(page, 'Close position')
  const release = wallet.stallNext(SEND)
  await button(reviewOf(page), 'Confirm in wallet').click()
  await expect.poll(() => wallet.requestsOf(SEND).length).toBe(3)

  await page.clock.install()
  await page.goto('/portfolio')
  const status = underWayOf(page).getByRole('status')
  await expect(underWayOf(page)).toContainText('Closing a position')
  await expect(status).toContainText('Asking the chain whether it was sent')
  await page.clock.fastForward('00:31')
  await expect(status).toContainText('the wallet may still hold the request')
  // The very same is not asked for again while it may still happen.
  await page.getByRole('table', { name: 'Positions' }).getByRole('link').first().click()
  await page.getByRole('tab', { name: 'Close' }).click()
  await expectSimulated(page)
  await acceptRisks(page, 'Close position')
  await button(page, 'Close position').click()
  await expect(reviewOf(page)).toContainText('The same was asked for before')
  await expect(button(reviewOf(page), 'Confirm in wallet')).toBeHidden()
  await page.keyboard.press('Escape')
  release()
  await page.clock.fastForward('00:13')
  await expect(status).toHaveAttribute('data-state', 'confirmed')
  expect(wallet.requestsOf(SEND)).toHaveLength(3)
})

test('what is stuck keeps nobody from rescuing a position in the same tab', async ({ page, chain }) => {
  const wallet = await giveWallet(page, chain)
  await openPosition(page)
  await startReview(page, 'Close position')
  await chain.setAutomine(false)
  await button(reviewOf(page), 'Confirm in wallet').click()
  await expect(statusOf(page)).toHaveAttribute('data-state', 'pending')
  await chain.dropTransaction((await statusOf(page).getAttribute('data-tx-hash')) ?? '')
  await chain.setAutomine(true)
  await page.keyboard.press('Escape')
  // The very same is shown, not sent again.
  await button(page, 'Close position').click()
  await expect(statusOf(page)).toHaveAttribute('data-state', 'pending')
  await page.keyboard.press('Escape')

  await page.getByRole('tab', { name: 'Repay' }).click()
  await page.getByRole('textbox', { name: 'Amount' }).fill('1000')
  await expectSimulated(page)
  await acceptRisks(page, 'Repay debt')
  await button(page, 'Repay debt').click()
  await expect(reviewOf(page)).toContainText('Something else is still open')
  await expect(button(reviewOf(page), 'Confirm in wallet')).not.toHaveAttribute('aria-disabled', 'true')
  await confirmReview(page)
  await reviewOf(page).getByRole('button', { name: 'Close dialog' }).click()
  // Its nonce was used by another transaction, which was seen: only now it is known not to happen.
  await expect(underWayOf(page)).toContainText('The transaction was replaced')
  await button(underWayOf(page), 'Dismiss').click()
  await expect(underWayOf(page)).toBeHidden()
  expect(wallet.requestsOf(SEND)).toHaveLength(5)
})

test('giving up on a wallet that never answers is a deliberate act, with its risk in words', async ({
  page,
  chain,
}) => {
  const wallet = await giveWallet(page, chain)
  await openPosition(page)
  await startReview(page, 'Close position')
  const release = wallet.stallNext(SEND)
  await button(reviewOf(page), 'Confirm in wallet').click()
  await expect.poll(() => wallet.requestsOf(SEND).length).toBe(3)
  await page.keyboard.press('Escape')
  await button(underWayOf(page), 'Give up').click()
  await expect(underWayOf(page)).toContainText('the wallet may still send this')
  await button(underWayOf(page), 'Give up knowing this').click()
  await expect(underWayOf(page)).toContainText('You gave up on this. It may still happen')
  // The same may be reviewed anew, with the other one in words.
  await button(page, 'Close position').click()
  await expect(reviewOf(page)).toContainText('Something else is still open')
  await page.keyboard.press('Escape')
  release()
  await expect(underWayOf(page).getByRole('status')).toHaveAttribute('data-state', 'confirmed')
  await button(underWayOf(page), 'Dismiss').click()
  await expect(underWayOf(page)).toBeHidden()
})

test('a page that is left between two steps says which one is in the chain and which was never sent', async ({
  page,
  chain,
}) => {
  const wallet = await giveWallet(page, chain)
  await reviewOpening(page)
  await chain.setAutomine(false)
  await button(reviewOf(page), 'Confirm in wallet').click()
  await expect(statusOf(page)).toContainText('Sent (step 1 of 2)')
  await page.goto('/portfolio')
  await expect(underWayOf(page)).toContainText('Opening a position, step 1 of 2 (the approval)')
  await chain.mine()
  await chain.setAutomine(true)
  const status = underWayOf(page).getByRole('status')
  await expect(status).toContainText('Only a part of it was done')
  await expect(status).not.toHaveAttribute('data-state', 'confirmed')
  expect(wallet.requestsOf(SEND)).toHaveLength(1)
})

test('forged and garbled runs in storage are shown in words of ours, few at once, and can be dismissed', async ({
  page,
  chain,
}) => {
  await giveWallet(page, chain)
  await page.addInitScript(() => {
    const run = (i: number, intentKind: string) => ({
      id: `forged-${i}`,
      chainId: 31337,
      owner: `0x${'ab'.repeat(20)}`,
      protocol: 'gearbox-v3',
      intentKind,
      intentKey: null,
      stepKind: 'call',
      stepIndex: 0,
      stepCount: 1,
      sent: { kind: 'transaction', hash: `0x${'cd'.repeat(32)}` },
      asking: null,
      sentAtMs: Date.now(),
    })
    const runs = Array.from({ length: 200 }, (_, i) => run(i, i % 2 ? 'constructor' : 'repay'))
    if (!sessionStorage.getItem('forged')) {
      localStorage.setItem('furrow.runs', JSON.stringify({ version: 2, runs }))
    }
    sessionStorage.setItem('forged', 'yes')
  })
  await page.goto('/')
  await expect(underWayOf(page).getByRole('status')).toHaveCount(3)
  await expect(underWayOf(page)).toContainText('17 more are shown once these are dismissed')
  await expect(underWayOf(page)).toContainText('Repaying a position’s debt, by account 0xabab…abab')
  await expect(underWayOf(page)).not.toContainText('native code')
  await underWayOf(page).getByRole('button', { name: 'Give up' }).first().click()
  await button(underWayOf(page), 'Give up knowing this').click()
  await expect(underWayOf(page)).toContainText('16 more are shown')
})
