import { generatePrivateKey } from 'viem/accounts'
import { practiceChainId } from '../devnet/start'
import { connectTestChain } from '../devnet/test-chain'
import { createLevers, type Levers } from '../devnet/testing/prohibition-states'
import { gearboxV3Reader } from '../lib/protocols/gearbox-v3/reader'
import type { ChainControls } from './support/chain-controls'
import { button, depositOf, giveWallet, goToFarm, LP_FARM, openPosition } from './support/journey'
import { amountOf, carryOut, choose, DAY, maxOf } from './support/managing'
import { hosts } from './support/ports'
import { expect, test } from './support/test'
import { installTestWallet } from './wallet/test-wallet'

/** What the operators of the farm's market can do. */
async function leversOf(chain: ChainControls): Promise<Levers> {
  const markets = await gearboxV3Reader.fetchMarkets(chain.client, practiceChainId)
  const farm = markets.farms.find(({ name }) => name === LP_FARM)
  if (!farm) throw new Error(`No farm ${LP_FARM}`)
  return createLevers(connectTestChain(hosts.rpcUrl), hosts.rpcUrl, markets, farm.market)
}

test('a paused pool stops its lenders, and lets borrowers repay and close', async ({ page, chain }) => {
  await giveWallet(page, chain)
  await openPosition(page)
  // rewards of a few seconds differ from block to block by more than they are
  await chain.advanceTime(30 * DAY)
  await (await leversOf(chain)).pausePool()
  await page.reload()
  await choose(page, 'Repay')
  await amountOf(page).fill('500')
  await carryOut(page, 'Repay debt')
  await choose(page, 'Close')
  await carryOut(page, 'Close position')
  await page.goto('/lend')
  await expect(page.getByText('The pool is paused').first()).toBeVisible()
})

test('the most that can be borrowed of an empty pool is told for what it is', async ({ page, chain }) => {
  await giveWallet(page, chain)
  await openPosition(page)
  await (await leversOf(chain)).drainPool()
  await page.reload()
  await choose(page, 'Borrow')
  await maxOf(page).click()
  await expect(amountOf(page)).toHaveAccessibleDescription(/All of the pool is lent out/)
})

test('an empty wallet is shown the way to test tokens', async ({ page }) => {
  await installTestWallet(page, {
    rpcUrl: hosts.rpcUrl,
    privateKey: generatePrivateKey(),
    behaviour: { isConnected: true },
  })
  await goToFarm(page, LP_FARM)
  await depositOf(page).fill('100')
  await expect(depositOf(page)).toHaveAccessibleDescription(/“Get test tokens”/)
  await expect(button(page, 'Get test tokens')).toBeVisible()
})
