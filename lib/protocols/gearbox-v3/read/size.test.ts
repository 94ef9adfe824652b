import { beforeAll, describe, expect, test } from 'vitest'
import { practiceChain } from '../../../config/chains'
import type { Address } from '../../../domain/asset'
import { makeFarmId, makePositionId } from '../ids'
import { createLargeChain } from '../testing/large-chain'
import { convertAccount } from './convert'
import { fetchSnapshot } from './fetch'
import type { RawSnapshot } from './raw'

const owner: Address = `0x${'0a'.repeat(20)}`
const chainId = 31337
const LARGE = { markets: 100, tokensPerMarket: 30, tokens: 300, owner }

async function read(accounts: number) {
  const chain = createLargeChain({ ...LARGE, accounts })
  const parts: number[] = []
  const onPart = ({ markets }: RawSnapshot) => void parts.push(markets.length)
  const first = await fetchSnapshot(chain.client, chainId, owner, { onPart })
  const ofFirst = chain.requests.splice(0)
  const again = await fetchSnapshot(chain.client, chainId, owner)
  return { ...chain, parts, first, again, ofFirst, ofAgain: chain.requests }
}

describe('100 markets of 30 tokens', () => {
  let few: Awaited<ReturnType<typeof read>>
  let many: Awaited<ReturnType<typeof read>>
  beforeAll(async () => {
    few = await read(10)
    many = await read(10_000)
  }, 60_000)

  test('come whole, with the account among them, in requests under 64 kB and 16.7M gas', () => {
    const { first, again, ofFirst, ofAgain, ownAccount } = many
    expect(first.unreadable).toEqual([])
    expect(first.markets).toHaveLength(100)
    expect(new Set(first.markets.map(({ tokens }) => tokens.length))).toEqual(new Set([30]))
    expect(first.accounts.map(({ account }) => BigInt(account))).toEqual([BigInt(ownAccount)])
    expect(again).toEqual(first)
    for (const { up, gas } of [...ofFirst, ...ofAgain]) {
      expect(up).toBeLessThan(64_000)
      expect(gas).toBeLessThan(2 ** 24)
    }
    expect(convertAccount(first, {}, 31337, owner).positions).toHaveLength(1)
  })

  test('are all of one block, whatever a new one brings between two requests', () => {
    const blocksOf = (requests: typeof many.ofFirst) =>
      requests.filter(({ method }) => method === 'eth_call').map(({ block }) => block)
    const [first, ...others] = blocksOf(many.ofAgain)
    expect(first).toBe('latest')
    expect(new Set(others)).toEqual(new Set(['0x7']))
    // what there is, what a first part of it says, and what all of it says
    expect(blocksOf(many.ofFirst).filter((block) => block === 'latest')).toHaveLength(3)
  })

  test('begin with a part of them', () => {
    expect(many.parts).toHaveLength(1)
    expect(many.parts[0]).toBeGreaterThan(0)
    expect(many.parts[0]).toBeLessThan(100)
  })

  test('have each price read once', () => {
    const feeds = many.ofAgain.flatMap((request) => request.feeds)
    expect(feeds).toHaveLength(LARGE.tokens)
    expect(new Set(feeds).size).toBe(feeds.length)
  })

  test('take the same requests whatever strangers have', () => {
    expect(many.ofFirst).toEqual(few.ofFirst)
    expect(many.ofAgain).toEqual(few.ofAgain)
  })
})

test('markets of a chain upon another are of its own block, which ArbSys tells', async () => {
  const onTop = { ...practiceChain, custom: { blockNumberFrom: 'arbsys' } }
  const size = { ...LARGE, markets: 40, accounts: 0 }
  const { client, requests } = createLargeChain({ ...size, onTop })
  const { blockNumber } = await fetchSnapshot(client, chainId, owner)
  expect(blockNumber).toBe(7n)
  const asked = requests.filter(({ method }) => method === 'eth_call').map(({ block }) => block)
  expect(asked.length).toBeGreaterThan(4)
  expect(new Set(asked)).toEqual(new Set(['latest', '0x7']))
  const untold = createLargeChain({ ...size, onTop: practiceChain })
  expect((await fetchSnapshot(untold.client, chainId, owner)).blockNumber).toBe(3n)
})

describe('of 100 markets of 30 tokens, one', () => {
  async function readOne(of: 'farm' | 'position' | 'account') {
    const chain = createLargeChain({ ...LARGE, accounts: 10_000 })
    const all = await fetchSnapshot(chain.client, chainId, owner)
    const [market] = all.markets
    if (!market) throw new Error('No market')
    const scope = {
      farm: { farmId: makeFarmId(chainId, market.creditManager, market.underlying) },
      position: { positionId: makePositionId(chainId, chain.ownAccount) },
      account: { positions: 'own' as const },
    }[of]
    chain.requests.splice(0)
    const one = await fetchSnapshot(chain.client, chainId, owner, { scope })
    const ofOne = chain.requests.splice(0)
    const again = await fetchSnapshot(chain.client, chainId, owner)
    return { all, one, ofOne, again }
  }

  test.each(['farm', 'position', 'account'] as const)(
    'of a given %s takes one small request, and is the same',
    async (of) => {
      const { all, one, ofOne } = await readOne(of)
      const [read, ...others] = ofOne.filter(({ method }) => method === 'eth_call')
      expect(others).toEqual([])
      expect(read?.up).toBeLessThan(8_000)
      expect(read?.gas).toBeLessThan(3_000_000)
      expect(read?.feeds).toHaveLength(LARGE.tokensPerMarket)
      const { structure: _, sentBytes, ...figures } = one
      // but for what is around it
      expect((read?.up ?? 0) - (sentBytes ?? 0)).toBeLessThan(300)
      expect(sentBytes).toBeLessThan(read?.up ?? 0)
      expect(figures).toMatchObject({ markets: all.markets.slice(0, 1), accounts: all.accounts })
      expect(one.pools).toEqual(all.pools.slice(0, 1))
    },
    60_000,
  )

  test('leaves what is read of all as it is', async () => {
    const { all, again } = await readOne('farm')
    expect(again).toEqual(all)
  }, 60_000)
})

test('positions in markets that were not read are not taken to be closed', async () => {
  const { client, ownAccount, advance } = createLargeChain({
    markets: 2,
    tokensPerMarket: 2,
    tokens: 4,
    accounts: 0,
    owner,
  })
  const { markets } = await fetchSnapshot(client, chainId, owner)
  const [, other] = markets
  if (!other) throw new Error('Two markets are needed')
  const scope = { farmId: makeFarmId(chainId, other.creditManager, other.underlying) }
  for (const _ of [1, 2, 3]) {
    await fetchSnapshot(client, chainId, owner, { scope })
    advance(100n)
  }
  const { accounts } = await fetchSnapshot(client, chainId, owner)
  expect(accounts.map(({ account }) => BigInt(account))).toEqual([BigInt(ownAccount)])
})

test('no market at all is of a block, too', async () => {
  const { client } = createLargeChain({ markets: 0, tokensPerMarket: 0, tokens: 0, accounts: 0, owner })
  expect(await fetchSnapshot(client, chainId, null)).toMatchObject({
    blockNumber: 7n,
    timestamp: 84n,
    markets: [],
  })
})

test('an account is looked for in the market that it is said to be in', async () => {
  const { client, ownAccount: account } = createLargeChain({
    markets: 2,
    tokensPerMarket: 2,
    tokens: 4,
    accounts: 0,
    owner,
  })
  const { markets } = await fetchSnapshot(client, chainId, null)
  for (const { creditManager } of markets) {
    const { accounts } = await fetchSnapshot(client, chainId, owner, {
      accounts: [{ account, creditManager }],
    })
    expect(accounts.map((found) => found.creditManager)).toEqual([creditManager])
  }
})

test('where an account has no position, its positions rest on nothing', async () => {
  const { client, requests } = createLargeChain({ ...LARGE, accounts: 10 })
  const stranger: Address = `0x${'0b'.repeat(20)}`
  await fetchSnapshot(client, chainId, stranger)
  requests.splice(0)
  const { markets, accounts } = await fetchSnapshot(client, chainId, stranger, {
    scope: { positions: 'own' },
  })
  expect([markets, accounts]).toEqual([[], []])
  const [read, ...others] = requests.filter(({ method }) => method === 'eth_call')
  expect(others).toEqual([])
  expect(read?.up).toBeLessThan(3_000)
})
