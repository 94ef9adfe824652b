import { createClient, custom, zeroAddress } from 'viem'
import { expect, test } from 'vitest'
import { listCandidates } from '../../../safe/predict'
import { createBatch } from '../../batch/batch'
import { batchCode } from '../../batch/batch.generated'
import { makeFarmId } from '../ids'
import { aaveV3, spark } from '../protocols'
import { addressOf, makeRaw } from '../testing/pool'
import { findPools, listPairs, type MappedPool } from '../venues/uniswap-v3/read'
import { GAS_OF_CALLS } from './gas-of-calls'
import { readOwner } from './read-owner'
import { planSnapshot } from './read-snapshot'
import { narrow } from './scope'
import { fetchStructure, type Structure } from './structure'

/** What nodes take at most, in characters. */
const MOST = 64_000

/** As large as Aave's largest pool is: a category for every other asset, and twenty tokens that pay one of four rewards. */
const [RESERVES, CATEGORIES] = [64, 32]

function makeStructure(protocol: Structure['protocol'], count: number): Structure {
  // no two share a contract
  const part = (id: number, n: number) => addressOf(2 ** 40 + id * 1_000_003 + n * 7)
  const reserves = Array.from({ length: count }, (_, id) => ({
    id,
    underlying: part(id, 1),
    symbol: `T${id}`,
    name: `Token ${id}`,
    supplyToken: part(id, 2),
    debtToken: part(id, 3),
    strategy: protocol.line.name === 'rounding' ? addressOf(7) : part(id, 6),
    curve: null,
    source: part(id, 4),
    sourceName: '',
  }))
  const eModes = Array.from({ length: CATEGORIES }, (_, i) => ({
    id: i + 1,
    label: '',
    priceOf: zeroAddress,
  }))
  const incentives = reserves
    .slice(0, 20)
    .map(({ id, supplyToken: token }) => ({ token, reward: part(id % 4, 5), controller: addressOf(9) }))
  return { ...makeRaw([]).structure, protocol, reserves, eModes, incentives }
}

/** As many pools as a large pool of Aave's has pairs that are traded, each with its ticks around the price. */
const [POOLS, TICKS] = [120, 40]

function mapPools(structure: Structure): readonly MappedPool[] {
  const pairs = listPairs(structure.reserves.map(({ underlying }) => underlying))
  return pairs.slice(0, POOLS).map(([token0, token1], i) => ({
    ...{ address: addressOf(2 ** 45 + i * 1_003), token0, token1, feePips: 500, tickSpacing: 10 },
    ...{ tick: i * 100, from: i * 100 - 600, to: i * 100 + 600 },
    ticks: Array.from({ length: TICKS }, (_, n) => i * 100 - 600 + n * 30),
  }))
}

const lengthOf = (page: string) => page.length + batchCode.length

test.each([aaveV3, spark])(
  'a large pool of $name is one request a block, an account and where its Safes would be too',
  (protocol) => {
    const plan = (count: number) => {
      const batch = createBatch({ gasOf: GAS_OF_CALLS })
      const owner = addressOf(8)
      const candidates = listCandidates(owner)
      const reads = readOwner({ owner, holders: [owner], candidates, spenders: [addressOf(10)] })
      planSnapshot(batch, makeStructure(protocol, count), reads)
      return batch.pages()
    }
    const [page = '', ...others] = plan(RESERVES)
    expect(others.length).toBe(0)
    expect(lengthOf(page)).toBeLessThan(MOST)
    // as many as there can be take more, each within bounds
    const pages = plan(128)
    expect(pages.length).toBeLessThan(4)
    for (const each of pages) expect(lengthOf(each)).toBeLessThan(MOST)
  },
)

test.each([aaveV3, spark])(
  'what $name consists of is one request, whatever there is, and which Safes are there',
  async (protocol) => {
    const sent: string[] = []
    const request = async (asked: unknown) => {
      sent.push(JSON.stringify(asked))
      return '0x'
    }
    const client = createClient({ transport: custom({ request }, { retryCount: 0 }) })
    const safes = listCandidates(addressOf(8)).map(({ address }) => address)
    await expect(fetchStructure(client, protocol, 31337, safes)).rejects.toThrow()
    expect(sent).toHaveLength(1)
    expect(sent[0]?.length).toBeLessThan(MOST)
  },
)

test.each([aaveV3, spark])(
  'the pools of many pairs of $name take more, and those of a farm hardly any',
  (protocol) => {
    const structure = makeStructure(protocol, RESERVES)
    const whole = { ...structure, maps: mapPools(structure) }
    const [pool] = whole.maps
    if (!pool) throw new Error('No pool')
    const plan = (of: Structure) => {
      const batch = createBatch({ gasOf: GAS_OF_CALLS })
      planSnapshot(batch, of, null)
      return batch.pages()
    }
    const bytesOf = (of: Structure) => plan(of).reduce((sum, page) => sum + lengthOf(page), 0)
    const all = plan(whole)
    expect(all.length).toBeLessThan(10)
    for (const page of all) expect(lengthOf(page)).toBeLessThan(MOST)
    const farmId = makeFarmId(protocol.id, structure.chainId, pool.token0, pool.token1)
    const ofFarm = narrow(whole, { farmId }, null)
    expect(ofFarm.maps).toEqual([pool])
    expect(plan(ofFarm)).toHaveLength(1)
    expect(bytesOf(ofFarm) - bytesOf(structure)).toBeLessThan(2_500)
  },
)

test('which pools there are of four hundred pairs is asked in four requests', () => {
  const batch = createBatch({ gasOf: GAS_OF_CALLS })
  const { reserves } = makeStructure(aaveV3, RESERVES)
  const pairs = listPairs(reserves.map(({ underlying }) => underlying))
  findPools(batch, addressOf(3), pairs.slice(0, 400))
  const pages = batch.pages()
  expect(pages.length).toBeLessThan(5)
  for (const page of pages) expect(lengthOf(page)).toBeLessThan(MOST)
})
