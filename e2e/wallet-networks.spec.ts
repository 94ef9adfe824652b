import type { Page } from '@playwright/test'
import { generatePrivateKey, privateKeyToAddress } from 'viem/accounts'
import { getTransactionCount } from 'viem/actions'
import { measureFirstLoad } from '../bench/measure'
import { parseId } from '../lib/domain/id'
import type { ChainControls } from './support/chain-controls'
import { accountOf, findLeftovers } from './support/chain-truth'
import { firstNetwork, rpcUrls, secondNetwork, test } from './support/further-build'
import {
  accountButtonOf,
  button,
  confirmReview,
  depositOf,
  fillOpening,
  goToFarm,
  LP_FARM,
  openPosition,
  reviewOf,
  reviewOpening,
  rowsOn,
  startReview,
  statusOf,
  walletModalOf,
} from './support/journey'
import { expect } from './support/test'
import { installTestWallet, type TestWallet } from './wallet/test-wallet'

const SWITCH = 'wallet_switchEthereumChain'
const ADD = 'wallet_addEthereumChain'

/** Connected, on the first network, with the same key and tokens on both. `knowsBoth`: it has the second in its list. */
async function giveWallet(
  page: Page,
  chains: readonly ChainControls[],
  { knowsBoth = true } = {},
): Promise<TestWallet> {
  const privateKey = generatePrivateKey()
  for (const chain of chains) await chain.fund(privateKeyToAddress(privateKey))
  const second = { chainId: secondNetwork.id, rpcUrl: rpcUrls[1] }
  return installTestWallet(page, {
    rpcUrl: rpcUrls[0],
    privateKey,
    others: knowsBoth ? [second] : [],
    behaviour: { isConnected: true },
  })
}

const sentOn = (chain: ChainControls, { address }: TestWallet) =>
  getTransactionCount(chain.client, { address })
const practiceOf = (page: Page) => page.getByRole('region', { name: 'Practice controls' })
const chooseNetwork = (page: Page, name: string) =>
  practiceOf(page).getByRole('combobox', { name: 'Network' }).selectOption(name)

test('farms of both networks stand in one table, and what is done to one chain leaves the other', async ({
  page,
  chain,
  second,
  browser,
  appUrl,
}) => {
  await page.goto('/')
  const ofSecond = rowsOn(page, 'Farms', secondNetwork.name)
  await expect(ofSecond.first()).toBeVisible()
  await expect(rowsOn(page, 'Farms', firstNetwork.name)).toHaveCount(await ofSecond.count())
  await expect(page.getByRole('banner').first()).toContainText('2 networks')
  for (const network of [firstNetwork, secondNetwork]) {
    const links = rowsOn(page, 'Farms', network.name).getByRole('link')
    const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
    const ids = hrefs.map((href) => new URLSearchParams(href.split('?')[1]).get('id') ?? '')
    expect(new Set(ids.map((id) => parseId(id)?.chainId))).toEqual(new Set([network.id]))
  }

  await page.mouse.move(10, 10)
  await chooseNetwork(page, secondNetwork.name)
  await practiceOf(page).getByRole('textbox', { name: 'WETH price' }).fill('1500')
  await practiceOf(page)
    .getByRole('form', { name: 'WETH' })
    .getByRole('button', { name: 'Set price' })
    .click()
  await expect(practiceOf(page).getByRole('status')).toContainText('WETH now costs $1500')
  const priceOn = async (controls: ChainControls) => controls.priceOf(await controls.addressOf('WETH'))
  expect(Number(await priceOn(second))).toBe(1500)
  expect(Number(await priceOn(chain))).toBe(2000)

  const { foreignRequests } = await measureFirstLoad(browser, '/', { appUrl, rpcUrls })
  expect(foreignRequests).toEqual([])
})

test('a network whose node is stopped is named, tried again by itself, and leaves the other standing', async ({
  page,
  secondNode,
}) => {
  await secondNode.stop()
  await page.goto('/')
  const notice = page.getByRole('alert').filter({ has: button(page, 'Try again') })
  await expect(notice).toContainText(`on ${secondNetwork.name}: The network cannot be reached`)
  await expect(button(page, 'Try again')).toHaveCount(1)
  await expect(rowsOn(page, 'Farms', firstNetwork.name).first()).toBeVisible()
  await expect(rowsOn(page, 'Farms', secondNetwork.name)).toHaveCount(0)
  const banner = page.getByRole('alert').filter({ hasText: rpcUrls[1] })
  await expect(banner).toContainText(secondNetwork.name)
  await expect(page.getByText(rpcUrls[0])).toHaveCount(0)

  await secondNode.start()
  await button(notice, 'Try again').click()
  await expect(rowsOn(page, 'Farms', secondNetwork.name).first()).toBeVisible()
  await expect(notice).toHaveCount(0)
  await expect(banner).toHaveCount(0)
})

test('a wallet on the first network opens and closes on the second, and what it has on the first stays', async ({
  page,
  chain,
  second,
}) => {
  test.slow()
  const wallet = await giveWallet(page, [chain, second])
  const onFirst = await openPosition(page, { network: firstNetwork.name })
  expect(wallet.requestsOf(SWITCH)).toHaveLength(0)

  await reviewOpening(page, { network: secondNetwork.name, amount: '4000' })
  await expect(reviewOf(page).getByText(secondNetwork.name, { exact: true })).toBeVisible()
  wallet.refuseNext(SWITCH)
  await button(reviewOf(page), 'Confirm in wallet').click()
  await expect(statusOf(page)).toHaveAttribute('data-state', 'failed')
  await expect(statusOf(page)).toContainText(`Switch the wallet to ${secondNetwork.name}`)
  expect([await sentOn(chain, wallet), await sentOn(second, wallet)]).toEqual([2, 0])
  expect(wallet.chainId()).toBe(firstNetwork.id)

  await button(reviewOf(page), 'Retry').click()
  await expect(statusOf(page)).toHaveAttribute('data-state', 'confirmed')
  expect([await sentOn(chain, wallet), await sentOn(second, wallet)]).toEqual([2, 2])
  await reviewOf(page).getByRole('link', { name: 'Show the position' }).click()
  await expect(page).toHaveURL(/\/position\?id=/)
  const onSecond = new URL(page.url()).searchParams.get('id') ?? ''
  expect(parseId(onSecond)?.chainId).toBe(secondNetwork.id)
  // The chains are alike to the last address: only their ids tell the two positions apart.
  expect(accountOf(onSecond)).toBe(accountOf(onFirst))

  await page.goto('/portfolio')
  await expect(rowsOn(page, 'Positions', firstNetwork.name)).toHaveCount(1)
  await rowsOn(page, 'Positions', secondNetwork.name).getByRole('link').click()
  await expect(page).toHaveURL(`/position?id=${encodeURIComponent(onSecond)}`)
  await startReview(page, 'Close position')
  await confirmReview(page)
  expect(await findLeftovers(second, onSecond, wallet.address)).toEqual([])
  expect(await findLeftovers(chain, onFirst, wallet.address)).not.toEqual([])

  await page.goto('/portfolio')
  await expect(rowsOn(page, 'Positions', firstNetwork.name)).toHaveCount(1)
  await expect(rowsOn(page, 'Positions', secondNetwork.name)).toHaveCount(0)
})

test('what is typed and what is under way belong to one network, over a reload too', async ({
  page,
  chain,
  second,
}) => {
  const wallet = await giveWallet(page, [chain, second])
  await goToFarm(page, LP_FARM, { network: secondNetwork.name })
  await fillOpening(page, '4321', '2')
  await goToFarm(page, LP_FARM, { network: firstNetwork.name })
  await expect(depositOf(page)).toHaveValue('')
  await goToFarm(page, LP_FARM, { network: secondNetwork.name })
  await expect(depositOf(page)).toHaveValue('4321')

  await startReview(page, 'Open position')
  await second.setAutomine(false)
  await button(reviewOf(page), 'Confirm in wallet').click()
  await expect(statusOf(page)).toHaveAttribute('data-state', 'pending')
  await page.reload()
  const underWay = page.getByRole('complementary', { name: 'Transactions under way' })
  await expect(underWay).toContainText('Waiting for the chain to include it')
  await chain.mine()
  await second.mine()
  await expect(underWay).not.toContainText('Waiting for the chain to include it')
  expect([await sentOn(chain, wallet), await sentOn(second, wallet)]).toEqual([0, 1])

  await second.setAutomine(true)
  await page.goto('/portfolio')
  const allowed = page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: 'What may still be taken from your wallet' }) })
  await expect(allowed).toHaveCount(1)
  await expect(allowed).toContainText(`on ${secondNetwork.name}`)
  await button(allowed, 'Take back USDC').click()
  await confirmReview(page)
  expect([await sentOn(chain, wallet), await sentOn(second, wallet)]).toEqual([0, 2])
  await expect(allowed).toHaveCount(0)
})

test('a wallet that does not know the second network is told where it is, and goes there', async ({
  page,
  chain,
  second,
}) => {
  const wallet = await giveWallet(page, [chain, second], { knowsBoth: false })
  await reviewOpening(page, { network: secondNetwork.name })
  await confirmReview(page)
  expect(wallet.requestsOf(ADD)).toHaveLength(1)
  expect(wallet.chainId()).toBe(secondNetwork.id)
  expect([await sentOn(chain, wallet), await sentOn(second, wallet)]).toEqual([0, 2])
})

test('the practice wallet asks before it goes to the second network, and signs there', async ({
  page,
  second: _,
}) => {
  await page.goto('/')
  await button(page, 'Connect wallet').click()
  await walletModalOf(page).getByRole('button', { name: 'Practice wallet' }).click()
  const wallet = page.getByRole('dialog', { name: 'Practice wallet' })
  await button(wallet, 'Approve').click()
  await expect(accountButtonOf(page)).toBeVisible()
  await chooseNetwork(page, secondNetwork.name)
  await button(practiceOf(page), 'Get test tokens').click()
  await expect(practiceOf(page).getByRole('status')).toContainText('Test tokens are in')

  await reviewOpening(page, { network: secondNetwork.name, amount: '1000', leverage: '2' })
  await button(reviewOf(page), 'Confirm in wallet').click()
  await expect(wallet).toContainText('Switch to another network?')
  await button(wallet, 'Reject').click()
  await expect(statusOf(page)).toContainText(`Switch the wallet to ${secondNetwork.name}`)
  await button(reviewOf(page), 'Retry').click()
  await button(wallet, 'Approve').click()
  await expect(wallet).toContainText('Send this transaction?')
  await expect(wallet).toContainText(secondNetwork.name)
  await button(wallet, 'Approve').click()
  await expect(statusOf(page)).toContainText('step 2 of 2')
  await button(wallet, 'Approve').click()
  await expect(statusOf(page)).toHaveAttribute('data-state', 'confirmed')
})
