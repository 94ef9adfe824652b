import { test as base, expect, type Page } from '@playwright/test'
import { createClient, encodeFunctionData, erc20Abi, type Hex, http, numberToHex } from 'viem'
import { generatePrivateKey, privateKeyToAddress } from 'viem/accounts'
import {
  getBalance,
  getCode,
  getTransaction,
  getTransactionCount,
  waitForTransactionReceipt,
} from 'viem/actions'
import { hosts } from '../support/ports'
import { installTestWallet, TEST_WALLET_NAME, type TestWallet } from './test-wallet'
import type { WalletBehaviour } from './wallet-engine'

const CHAIN_ID = '0x7a69'
const [alice, bob] = [
  '0x000000000000000000000000000000000000a11c',
  '0x0000000000000000000000000000000000000b0b',
] as const
const client = createClient({ transport: http(hosts.rpcUrl), pollingInterval: 50 })

/** An empty page with the wallet in it, whose fresh account has some coin. */
const test = base.extend<{ open: (behaviour?: WalletBehaviour) => Promise<TestWallet> }>({
  open: async ({ page }, use) => {
    await use(async (behaviour) => {
      const privateKey = generatePrivateKey()
      await give(privateKeyToAddress(privateKey), 10n ** 18n)
      const wallet = await installTestWallet(page, { rpcUrl: hosts.rpcUrl, privateKey, behaviour })
      const blank = { contentType: 'text/html', body: '<!doctype html><title>Blank</title>' }
      await page.route('http://wallet.test/', (route) => route.fulfill(blank))
      await page.goto('http://wallet.test/')
      return wallet
    })
  },
})

test('announces itself, and connects once it was asked to, over reloads too', async ({ page, open }) => {
  const wallet = await open()
  expect(await announcedNames(page)).toEqual([TEST_WALLET_NAME])
  expect(await ask(page, 'eth_accounts')).toEqual({ result: [] })
  await ask(page, 'wallet_requestPermissions', [{ eth_accounts: {} }])
  await page.reload()
  expect(await ask(page, 'eth_accounts')).toEqual({ result: [wallet.address] })
  expect(wallet.requestsOf('wallet_requestPermissions')).toHaveLength(1)
})

test('refuses a connection, once', async ({ page, open }) => {
  const wallet = await open()
  wallet.refuseConnection()
  expect(await ask(page, 'wallet_requestPermissions')).toMatchObject({ error: { code: 4001 } })
  expect(await ask(page, 'wallet_requestPermissions')).toHaveProperty('result')
})

test('signs and sends a transaction; refuses the next where told to', async ({ page, open }) => {
  const wallet = await open({ isConnected: true })
  const before = await getBalance(client, { address: alice })
  const transaction = { from: wallet.address, to: alice, value: '0x5', chainId: CHAIN_ID }
  const { result } = await ask(page, 'eth_sendTransaction', [transaction])
  await waitForTransactionReceipt(client, { hash: result as Hex })
  expect(await getBalance(client, { address: alice })).toBe(before + 5n)
  wallet.refuseNext('eth_sendTransaction')
  expect(await ask(page, 'eth_sendTransaction', [transaction])).toMatchObject({ error: { code: 4001 } })
  expect(await getTransactionCount(client, { address: wallet.address })).toBe(1)
})

test('leaves a request open until it is released', async ({ page, open }) => {
  const wallet = await open({ isConnected: true })
  const release = wallet.stallNext('eth_sendTransaction')
  const transaction = { from: wallet.address, to: alice, value: '0x1' }
  const answer = ask(page, 'eth_sendTransaction', [transaction])
  await expect.poll(() => wallet.requestsOf('eth_sendTransaction').length).toBe(1)
  const first = await Promise.race([answer, page.waitForTimeout(200).then(() => 'nothing yet')])
  expect(first).toBe('nothing yet')
  release()
  expect(await answer).toHaveProperty('result')
})

test('lets the person lower an approval, and nothing else', async ({ page, open }) => {
  const wallet = await open({ isConnected: true })
  wallet.editNextAllowance(7n)
  const approval = (amount: bigint) =>
    encodeFunctionData({ abi: erc20Abi, functionName: 'approve', args: [bob, amount] })
  const send = async (data: Hex) => {
    const { result } = await ask(page, 'eth_sendTransaction', [{ from: wallet.address, to: alice, data }])
    return (await getTransaction(client, { hash: result as Hex })).input
  }
  expect(await send('0x12345678')).toBe('0x12345678')
  expect(await send(approval(100n))).toBe(approval(7n))
  expect(await send(approval(100n))).toBe(approval(100n))
})

test('knows a chain only once it was added, and tells the page of a switch', async ({ page, open }) => {
  const wallet = await open({ isConnected: true, chainId: 1, knowsChain: false })
  await page.evaluate(listenToChain)
  const parameters = [{ chainId: CHAIN_ID }]
  expect(await ask(page, 'eth_chainId')).toEqual({ result: '0x1' })
  const transaction = { from: wallet.address, to: alice, chainId: CHAIN_ID }
  expect(await ask(page, 'eth_sendTransaction', [transaction])).toMatchObject({ error: { code: 4901 } })
  expect(await ask(page, 'wallet_switchEthereumChain', parameters)).toMatchObject({ error: { code: 4902 } })
  expect(await ask(page, 'wallet_addEthereumChain', parameters)).toEqual({ result: null })
  await wallet.switchChain(1)
  await expect.poll(() => page.title()).toBe(`${CHAIN_ID} 0x1`)
})

test('knows no batches unless told to', async ({ page, open }) => {
  const wallet = await open({ isConnected: true })
  expect(await ask(page, 'wallet_getCapabilities', [wallet.address])).toMatchObject({ error: { code: 4200 } })
  expect(await ask(page, 'wallet_sendCalls', [{}])).toMatchObject({ error: { code: 4200 } })
})

test('carries out a batch in one transaction, wholly or not at all', async ({ page, open }) => {
  const wallet = await open({ isConnected: true, batches: 'supported' })
  expect(await ask(page, 'wallet_getCapabilities', [wallet.address])).toEqual({
    result: { [CHAIN_ID]: { atomic: { status: 'supported' } } },
  })
  const [ofAlice, ofBob] = [
    await getBalance(client, { address: alice }),
    await getBalance(client, { address: bob }),
  ]
  const sendCalls = (calls: object[]) =>
    ask(page, 'wallet_sendCalls', [{ version: '2.0.0', chainId: CHAIN_ID, from: wallet.address, calls }])

  // Twice: the account is turned into a smart one by the first batch, and is one at the second.
  for (const round of [1n, 2n]) {
    const { result } = await sendCalls([
      { to: alice, value: '0x2' },
      { to: bob, value: '0x3', data: '0x' },
    ])
    const { id } = result as { id: Hex }
    await waitForTransactionReceipt(client, { hash: id })
    expect(await ask(page, 'wallet_getCallsStatus', [id])).toMatchObject({
      result: { status: 200, atomic: true, receipts: [{ status: '0x1', transactionHash: id }] },
    })
    expect(await getBalance(client, { address: alice })).toBe(ofAlice + 2n * round)
    expect(await getBalance(client, { address: bob })).toBe(ofBob + 3n * round)
  }

  const code = await getCode(client, { address: wallet.address })
  const executor = `0x${code?.slice('0xef0100'.length)}`
  const failing = { to: executor, data: '0x12345678' }
  expect(await sendCalls([{ to: alice, value: '0x2' }, failing])).toMatchObject({ error: { code: -32603 } })
  expect(await getBalance(client, { address: alice })).toBe(ofAlice + 4n)
  expect(await ask(page, 'wallet_getCallsStatus', ['0x00'])).toMatchObject({ error: { code: 5730 } })
})

type Provider = {
  request: (request: object) => Promise<unknown>
  on: (event: string, listener: (data: unknown) => void) => void
}
type Announcement = CustomEvent<{ info: { name: string }; provider: Provider }>
type Answer = { result?: unknown; error?: { code: number; message: string } }

async function give(address: Hex, amount: bigint): Promise<void> {
  const request = client.request as (request: object) => Promise<unknown>
  await request({ method: 'anvil_setBalance', params: [address, numberToHex(amount)] })
}

function announcedNames(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const names: string[] = []
    const listener = (event: Event) => names.push((event as Announcement).detail.info.name)
    window.addEventListener('eip6963:announceProvider', listener)
    window.dispatchEvent(new Event('eip6963:requestProvider'))
    return names
  })
}

function ask(page: Page, method: string, params: unknown[] = []): Promise<Answer> {
  return page.evaluate(
    async (request) => {
      const provider = await new Promise<Provider>((resolve) => {
        const listener = (event: Event) => resolve((event as Announcement).detail.provider)
        window.addEventListener('eip6963:announceProvider', listener, { once: true })
        window.dispatchEvent(new Event('eip6963:requestProvider'))
      })
      try {
        return { result: await provider.request(request) }
      } catch (error) {
        const { code, message } = error as { code: number; message: string }
        return { error: { code, message } }
      }
    },
    { method, params },
  )
}

/** Writes every chain the wallet switches to into the page's title. */
function listenToChain(): void {
  const chains: unknown[] = []
  const listener = (event: Event) =>
    (event as Announcement).detail.provider.on('chainChanged', (chainId) => {
      chains.push(chainId)
      document.title = chains.join(' ')
    })
  window.addEventListener('eip6963:announceProvider', listener, { once: true })
  window.dispatchEvent(new Event('eip6963:requestProvider'))
}
