import { createClient, type Hex, http, parseAbi } from 'viem'
import { describe, expect, inject, test } from 'vitest'
import { practiceChain } from '../lib/config/chains'
import type { Address } from '../lib/domain/asset'
import type { Intent } from '../lib/domain/intent'
import { callCode } from '../lib/protocols/batch/call-code'
import { gearboxV3 } from '../lib/protocols/gearbox-v3'
import { stateOf } from '../lib/protocols/gearbox-v3/read/convert'
import { fetchSnapshot } from '../lib/protocols/gearbox-v3/read/fetch'
import { gearboxV3Reader } from '../lib/protocols/gearbox-v3/reader'
import type { AccountProbe, AccountSnapshot } from '../lib/protocols/protocol'
import { borrower } from './accounts'
import { connectTestChain, readAccounts } from './test-chain'
import { keepFresh } from './testing/fresh-chain'
import { createLevers } from './testing/prohibition-states'

const url = inject('rpcUrl')
const chain = connectTestChain(url)
const watched = borrower('lp 3x')
const oracleAbi = parseAbi([
  'function priceOracle() view returns (address)',
  'function getPrice(address) view returns (uint256)',
  'function getSafePrice(address) view returns (uint256)',
])

type Sent = {
  readonly method: string
  readonly up: number
  readonly down: number
  readonly params: readonly unknown[]
}

/** A connection of its own, which knows nothing yet, with what went over it; `refused` methods are not there. */
function connect(refused: readonly string[] = []) {
  const sent: Sent[] = []
  const fetchFn = async (input: RequestInfo | URL, init?: RequestInit) => {
    const body = String(init?.body)
    const { method, params } = JSON.parse(body)
    const answer = await fetch(
      input,
      refused.includes(method) ? { ...init, body: body.replace(method, 'nothing_here') } : init,
    )
    const text = await answer.text()
    sent.push({ method, params, up: body.length, down: text.length })
    return new Response(text, { headers: { 'content-type': 'application/json' } })
  }
  const transport = http(url, { retryCount: 0, fetchFn })
  return { sent, client: createClient({ chain: practiceChain, transport }) }
}

/** Gas of a read, as a simulation counts it. */
async function gasOf({ params }: Sent): Promise<number> {
  const [call, , stateOverrides] = params
  const [block] = await chain.request<{ Parameters: unknown[]; ReturnType: [{ calls: { gasUsed: Hex }[] }] }>(
    {
      method: 'eth_simulateV1',
      params: [{ blockStateCalls: [{ stateOverrides, calls: [call] }] }, 'latest'],
    },
  )
  return Number(block.calls[0]?.gasUsed)
}

keepFresh(chain, watched)

describe('a read', () => {
  test('carries the code that it needs, and what it consists of once', async () => {
    const { client, sent } = connect()
    const first = await fetchSnapshot(client, practiceChain.id, watched)
    expect(first.accounts).toHaveLength(1)
    expect(first.unreadable).toEqual([])
    expect(sent.map(({ method }) => method).sort()).toEqual(['eth_call', 'eth_call', 'eth_getLogs'])
    expect(Math.max(...sent.map(({ up }) => up))).toBeLessThan(12_000)
    sent.length = 0
    expect(await fetchSnapshot(client, practiceChain.id, watched)).toEqual(first)
    expect(sent.map(({ method }) => method).sort()).toEqual(['eth_call', 'eth_getLogs'])
    // five a minute, up and down: under 60 kB
    expect(sent.reduce((sum, { up, down }) => sum + up + down, 0)).toBeLessThan(11_600)
  })

  test('asks about no account but one’s own, wherever accounts are looked for', async () => {
    const { client, sent } = connect()
    const { accounts } = await fetchSnapshot(client, practiceChain.id, watched)
    const everybodys = await readAccounts(chain)
    const asked = JSON.stringify(sent).toLowerCase()
    const mentioned = everybodys.filter((account) => asked.includes(account.slice(2).toLowerCase()))
    expect(mentioned).toEqual(accounts.map(({ account }) => account))
    expect(everybodys.length).toBeGreaterThan(mentioned.length)
  })

  test('takes less than half of the 1,495,000 gas that it took with one lens', async () => {
    const { client, sent } = connect()
    await fetchSnapshot(client, practiceChain.id, null)
    const gas = await Promise.all(sent.map(gasOf))
    expect(gas).toHaveLength(2)
    expect(gas[0]).toBeLessThan(820_000)
    expect(gas[1]).toBeLessThan(747_500)
  })
})

describe('a scope', () => {
  test('has of its market what a read of everything has, for less', async () => {
    const { client, sent } = connect()
    const growth = null
    const all = await gearboxV3Reader.fetchAccount(client, practiceChain.id, watched, { growth })
    const [position] = all.positions
    const held = stateOf(all.markets).raw.accounts[0]?.creditManager
    const farms = all.markets.farms.filter(({ market }) => market === held)
    if (!position || !farms[0]) throw new Error('A position and a farm are needed')
    const upOfAll = Math.max(...sent.splice(0).map(({ up }) => up))
    for (const scope of [{ farmId: farms[0].id }, { positionId: position.id.toUpperCase() }]) {
      const part = await gearboxV3Reader.fetchAccount(client, practiceChain.id, watched, { growth, scope })
      expect(part.markets.farms).toEqual(farms)
      expect(part.positions).toEqual(all.positions)
      expect(part.nativeBalance).toEqual(all.nativeBalance)
      for (const { asset, balance, allowances } of part.wallet) {
        const whole = all.wallet.find((one) => one.asset.address === asset.address)
        expect(balance).toEqual(whole?.balance)
        expect(whole?.allowances).toEqual(expect.arrayContaining([...allowances]))
      }
      expect(sent.map(({ method }) => method).sort()).toEqual(['eth_call', 'eth_getLogs'])
      expect(Math.max(...sent.splice(0).map(({ up }) => up))).toBeLessThan(upOfAll)
    }
    const scope = { farmId: farms[0].id.replace(/:0x[0-9a-f]{40}:/, `:${watched.toLowerCase()}:`) }
    expect((await gearboxV3Reader.fetchMarkets(client, practiceChain.id, { growth, scope })).farms).toEqual(
      [],
    )
  })
})

describe('prices', () => {
  async function expectOraclesPrices() {
    const { raw } = stateOf(await gearboxV3Reader.fetchMarkets(connect().client, practiceChain.id))
    for (const market of raw.markets) {
      const oracle = await chain.readContract({
        address: market.creditManager,
        abi: oracleAbi,
        functionName: 'priceOracle',
      })
      const ask = (functionName: 'getPrice' | 'getSafePrice', token: Address) =>
        chain.readContract({ address: oracle, abi: oracleAbi, functionName, args: [token] }).catch(() => null)
      for (const { token, symbol, price, safePrice, hasSafePrice } of market.tokens) {
        const found = [symbol, price, hasSafePrice ? safePrice : null]
        expect(found).toEqual([
          symbol,
          (await ask('getPrice', token)) ?? 0n,
          await ask('getSafePrice', token),
        ])
      }
    }
    return raw
  }
  async function levers() {
    const markets = await gearboxV3Reader.fetchMarkets(connect().client, practiceChain.id)
    const usdc = stateOf(markets).raw.markets[0]
    if (!usdc) throw new Error('No market')
    return createLevers(chain, url, markets, usdc.creditManager)
  }

  test('are what the oracle makes of its feeds', async () => void (await expectOraclesPrices()))

  test('without a reserve feed, with another one, of an old feed', async () => {
    const bend = await levers()
    await bend.dropReserveFeed(bend.tokenBy('WETH'))
    await bend.setReserveFeed(bend.tokenBy('SYND'), bend.tokenBy('FARM'))
    await expectOraclesPrices()
    await bend.freezeFeed(bend.tokenBy('USDT'))
    await expectOraclesPrices()
  })

  test('are missing for a feed that reverts, which is said', async () => {
    const bend = await levers()
    await bend.breakFeed(bend.tokenBy('SYND'))
    const raw = await expectOraclesPrices()
    expect(raw.unreadable.filter(({ kind }) => kind === 'price')).toContainEqual(
      expect.objectContaining({ name: 'SYND', market: 'Practice USDC', reason: 'its price feed reverts' }),
    )
    expect(raw.markets).toHaveLength(2)
  })
})

describe('a probe', () => {
  const ask = async ({ code, data, decode }: AccountProbe, block: bigint) =>
    decode(await callCode(chain, code, data, block))

  test("of an intent reads that intent's market alone, and of it what a read of everything does", async () => {
    const account = await gearboxV3Reader.fetchAccount(connect().client, practiceChain.id, watched, {
      growth: null,
    })
    const [position] = account.positions
    const [pool] = account.markets.pools
    const { raw } = stateOf(account.markets)
    const held = raw.markets.find(({ creditManager }) => raw.accounts[0]?.creditManager === creditManager)
    const spender = held?.creditManager
    const farm = account.markets.farms.find(({ market }) => market === spender)
    if (!position || !pool || !farm || !spender) throw new Error('A position, a pool and a farm are needed')
    const owner = watched
    const asset = farm.debtAsset
    const intents: readonly Intent[] = [
      { kind: 'claim', positionId: position.id.toUpperCase(), owner, use: 'wallet' },
      { kind: 'open', farmId: farm.id, owner, deposit: { asset, amount: 1n }, leverageWad: 1n },
      { kind: 'supply', poolId: pool.id, owner, amount: 1n },
      { kind: 'revoke', owner, allowance: { asset, amount: 1n, spender, spenderName: 'market' } },
    ]
    const block = account.markets.block.number
    const everything = await ask(gearboxV3.probeAccount(account.markets, owner), block)
    expect(everything).toEqual(withoutSent(account))
    for (const intent of intents) {
      const probed = await ask(gearboxV3.probeAccount(account.markets, owner, intent), block)
      expect(probed.markets.farms).toEqual(
        everything.markets.farms.filter(({ market }) => market === spender),
      )
      expect(probed.positions).toEqual(everything.positions)
      const assets = probed.wallet.map((held) => held.asset.address)
      const expected = everything.wallet.filter((held) => assets.includes(held.asset.address))
      expect(probed.wallet.map(({ asset: of, balance }) => [of, balance])).toEqual(
        expected.map(({ asset: of, balance }) => [of, balance]),
      )
    }
  })
})

/** What asking for it sent is no word of the chain's. */
function withoutSent(account: AccountSnapshot): AccountSnapshot {
  const { raw, growth } = stateOf(account.markets)
  const state = { raw: { ...raw, sentBytes: undefined }, growth }
  return { ...account, markets: { ...account.markets, sentBytes: undefined, state } }
}

test('accounts are found by a walk where the node tells no events', async () => {
  const known = await fetchSnapshot(connect().client, practiceChain.id, watched)
  const { client, sent } = connect(['eth_getLogs'])
  expect((await fetchSnapshot(client, practiceChain.id, watched)).accounts).toEqual(known.accounts)
  sent.length = 0
  await fetchSnapshot(client, practiceChain.id, watched)
  // what the walk found stands for a while
  expect(sent.filter(({ method }) => method === 'eth_call')).toHaveLength(1)
})
