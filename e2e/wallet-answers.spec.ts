import { getTransactionCount } from 'viem/actions'
import {
  accountButtonOf,
  button,
  connect,
  fillOpening,
  giveWallet,
  goToFarm,
  LP_FARM,
  openPosition,
  reviewOf,
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
    await goToFarm(page, LP_FARM)
    await fillOpening(page, '5000', '3')
    await startReview(page, 'Open position')
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
    await goToFarm(page, LP_FARM)
    await fillOpening(page, '5000', '3')
    await startReview(page, 'Open position')
    await chain.setAutomine(false)
    await button(reviewOf(page), 'Confirm in wallet').click()
    await expect(statusOf(page)).toContainText('Sent (step 1 of 2)')
    wallet.refuseNext(SEND)
    await chain.mine()
    await chain.setAutomine(true)
    await expect(statusOf(page)).toHaveAttribute('data-state', 'rejected')
    await expect(statusOf(page)).toContainText('Steps confirmed before it stay done')
    await expect(reviewOf(page).getByText('Done', { exact: true })).toHaveCount(1)

    await button(reviewOf(page), 'Retry').click()
    await expect(statusOf(page)).toHaveAttribute('data-state', 'confirmed')
    expect(wallet.requestsOf(SEND)).toHaveLength(3)
    expect(await getTransactionCount(chain.client, { address: wallet.address })).toBe(2)
  })

  test('an approval that was lowered in the wallet stops before the opening', async ({ page, chain }) => {
    const wallet = await giveWallet(page, chain)
    await goToFarm(page, LP_FARM)
    await fillOpening(page, '5000', '3')
    await startReview(page, 'Open position')
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
    await goToFarm(page, LP_FARM)
    await fillOpening(page, '5000', '3')
    await startReview(page, 'Open position')
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
  await goToFarm(page, LP_FARM)
  await fillOpening(page, '5000', '3')
  await startReview(page, 'Open position')
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
