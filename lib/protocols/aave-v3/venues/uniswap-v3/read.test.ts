import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Address } from '../../../../domain/asset'
import { quoteConcentrated } from '../../../../domain/concentrated-swap'
import { type Answers, readAnswers } from '../../../batch/answers'
import type { Answer, Batch } from '../../../batch/batch'
import { makeV3Pool, usdc, weth, wstEth } from '../../testing/pools'
import {
  type FoundPool,
  findPools,
  hasMoved,
  isPoolOf,
  listPairs,
  mapPools,
  orderPair,
  type Pair,
  readPools,
  type UniswapV3Pool,
} from './read'

const factory: Address = `0x${'f'.repeat(40)}`
const WORD = 256

/** What contracts answer, a word each or several; null where they revert. */
type World = (target: Address, signature: string, args: readonly bigint[]) => readonly bigint[] | null

/** Plans reads, and decodes what the world answers to them. */
function ask<Found>(
  world: World,
  plan: (batch: Pick<Batch, 'call' | 'slot' | 'section'>) => (answers: Answers) => Found,
): Found {
  const answers: Answer[] = []
  const slots: bigint[] = []
  const told = (word: Parameters<Batch['call']>[0]) =>
    typeof word === 'object' ? (slots[word.slot] ?? 0n) : BigInt(word)
  const call: Batch['call'] = (target, signature, args = []) => {
    const address: Address = `0x${told(target).toString(16).padStart(40, '0')}`
    const words = world(address, signature, args.map(told))
    answers.push(words ? { words } : { reverted: '0x' })
    return answers.length - 1
  }
  const slot: Batch['slot'] = (target, signature, args = []) => {
    const answer = answers[call(target, signature, args)]
    slots.push((answer && 'words' in answer && answer.words.at(-1)) || 0n)
    return { slot: slots.length - 1 }
  }
  return plan({ call, slot, section: () => {} })(readAnswers(answers))
}

type Named = { readonly pool: UniswapV3Pool; readonly refuses?: string }

const unsigned = (value: bigint | number) => BigInt.asUintN(256, BigInt(value))

/** A factory that names pools by their assets, lower address first, and fee. */
function makeWorld(named: readonly Named[], { isFactoryDown = false } = {}): World {
  return (target, signature, args) => {
    if (target === factory) {
      if (isFactoryDown) return null
      const found = named.find(
        ({ pool }) =>
          [pool.token0, pool.token1].every((token, i) => BigInt(token) === args[i]) &&
          pool.feePips === args[2],
      )
      return [BigInt(found?.pool.address ?? 0)]
    }
    const one = named.find(({ pool }) => pool.address === target)
    // Nobody is there.
    if (!one) return []
    if (one.refuses === signature) return null
    return answerOf(one.pool, signature, args)
  }
}

function answerOf(
  pool: UniswapV3Pool,
  signature: string,
  [arg = 0n]: readonly bigint[],
): readonly bigint[] | null {
  const netAt = (tick: number) => pool.ticks.find((found) => found.tick === tick)?.liquidityNet ?? 0n
  const position = Number(BigInt.asIntN(256, arg))
  switch (signature) {
    case 'slot0()':
      return [pool.sqrtPriceX96, unsigned(pool.tick), 0n, 1n, 1n, 0n, 1n]
    case 'tickSpacing()':
      return [BigInt(pool.tickSpacing)]
    case 'liquidity()':
      return [pool.liquidity]
    case 'tickBitmap(int16)':
      return [
        pool.ticks.reduce((bits, { tick }) => {
          const place = tick / pool.tickSpacing - position * WORD
          return place >= 0 && place < WORD ? bits | (1n << BigInt(place)) : bits
        }, 0n),
      ]
    case 'ticks(int24)':
      return [1n, unsigned(netAt(position)), 0n, 0n, 0n, 0n, 0n, 1n]
    default:
      return null
  }
}

const at = (digit: string): Address => `0x${digit.repeat(40)}`
const staked = makeV3Pool({ sides: [weth, wstEth], address: at('7') })
const dollars = makeV3Pool({
  sides: [weth, usdc],
  feePips: 3_000n,
  tickSpacing: 60,
  nearTicks: 1_200,
  address: at('8'),
})
const cheap = makeV3Pool({
  sides: [weth, usdc],
  feePips: 500n,
  tickSpacing: 10,
  nearTicks: 300,
  address: at('9'),
})
const all = [{ pool: staked }, { pool: dollars }, { pool: cheap }]
const pairs = listPairs([usdc.address, weth.address, wstEth.address])

const find = (world: World, of: readonly Pair[] = pairs) =>
  ask(world, (batch) => findPools(batch, factory, of))
const map = (world: World, pools: readonly FoundPool[]) => ask(world, (batch) => mapPools(batch, pools))
function readAll(world: World) {
  const mapped = map(world, find(world).pools)
  return ask(world, (batch) => readPools(batch, mapped.pools))
}

describe('pools', () => {
  it('are those that the factory names, of each pair and each fee', () => {
    const { pools, unreadable } = find(makeWorld(all))
    expect(unreadable).toEqual([])
    expect(pools.map(({ address }) => address).sort()).toEqual([at('7'), at('8'), at('9')])
    expect(pools.find(({ address }) => address === staked.address)).toEqual({
      address: staked.address,
      token0: weth.address,
      token1: wstEth.address,
      feePips: 100,
      tickSpacing: 1,
      tick: staked.tick,
    })
    expect(find(makeWorld(all), [orderPair(usdc.address, wstEth.address)]).pools).toEqual([])
  })

  it('without a price are none', () => {
    const { pools, unreadable } = find(makeWorld([{ pool: { ...staked, sqrtPriceX96: 0n, tick: 0 } }]))
    expect([pools, unreadable]).toEqual([[], []])
  })

  it.each(['slot0()', 'tickSpacing()', 'tickBitmap(int16)', 'liquidity()', 'ticks(int24)'])(
    'that refuse %s are unreadable by themselves',
    (refuses) => {
      const world = makeWorld([{ pool: staked, refuses }, { pool: cheap }])
      const found = find(world)
      const mapped = map(world, found.pools)
      const read = ask(world, (batch) => readPools(batch, mapped.pools))
      expect(read.pools.map(({ address }) => address)).toEqual([cheap.address])
      const unreadable = [found, mapped, read].flatMap((reading) => reading.unreadable)
      expect(unreadable).toEqual([
        {
          address: staked.address,
          pair: [staked.token0, staked.token1],
          reason: `${refuses} reverts`,
        },
      ])
    },
  )

  it('are none where the factory does not answer, which is then to blame', () => {
    const { pools, unreadable } = find(makeWorld(all, { isFactoryDown: true }))
    expect(pools).toEqual([])
    expect(unreadable).toEqual([
      { address: factory, pair: null, reason: 'getPool(address,address,uint24) reverts' },
    ])
  })

  it('trade two assets whichever comes first, and no others', () => {
    expect(isPoolOf(staked, [weth.address, wstEth.address])).toBe(true)
    expect(isPoolOf(staked, [wstEth.address, weth.address])).toBe(true)
    expect(isPoolOf(staked, [weth.address, usdc.address])).toBe(false)
  })
})

describe('what is read of a pool', () => {
  it('quotes as all of it would, as far as it goes', () => {
    const { pools } = readAll(makeWorld(all))
    expect(pools).toHaveLength(3)
    let quoted = 0
    fc.assert(
      fc.property(
        fc.nat({ max: 2 }),
        fc.boolean(),
        fc.bigInt({ min: 1n, max: 10n ** 22n }),
        fc.integer({ min: 0, max: 12 }),
        (index, isDown, digits, less) => {
          const read = pools[index]
          const whole = all.find(({ pool }) => pool.address === read?.address)?.pool
          if (!read || !whole) throw new Error('Not read')
          const trade = { isDown, exact: 'in', amount: digits / 10n ** BigInt(less) + 1n } as const
          const quote = quoteConcentrated(read, trade)
          if (!quote) return
          quoted += 1
          const expected = quoteConcentrated(whole, trade)
          expect([quote.amountOut, quote.after.sqrtPriceX96]).toEqual([
            expected?.amountOut,
            expected?.after.sqrtPriceX96,
          ])
        },
      ),
      { numRuns: 300 },
    )
    expect(quoted).toBeGreaterThan(100)
  })

  it('goes 2 to 20 % from the price, by how far apart ticks are', () => {
    const { pools } = readAll(makeWorld(all))
    const widthOf = (pool: UniswapV3Pool) => {
      const read = pools.find(({ address }) => address === pool.address)
      return read && [read.from - pool.tick, read.to - pool.tick, read.ticks.length]
    }
    expect(widthOf(staked)).toEqual([-200, 200, 2])
    expect(widthOf(cheap)).toEqual([-600, 600, 2])
    expect(widthOf(dollars)).toEqual([-1_800, 1_800, 2])
  })

  it('ends where a tick has come up since the ticks were listed, and forgets those that have gone', () => {
    const before = makeWorld([{ pool: staked }])
    const mapped = map(before, find(before).pools)
    const { tick, ticks } = staked
    const added = [tick - 30, tick - 10, tick + 50, tick + 70].map((where) => ({
      tick: where,
      liquidityNet: 5n,
    }))
    const kept = ticks.filter((one) => one.tick !== tick - 120)
    const changed = [...kept, ...added].sort((a, b) => a.tick - b.tick)
    const after = makeWorld([{ pool: { ...staked, ticks: changed } }])
    const [read] = ask(after, (batch) => readPools(batch, mapped.pools)).pools
    expect([read?.from, read?.to]).toEqual([tick - 10, tick + 50])
    expect(read?.ticks.map((one) => one.tick)).toEqual([tick + 120])
    // Nothing new: what was there is there.
    const [same] = ask(before, (batch) => readPools(batch, mapped.pools)).pools
    expect(same?.ticks.map((one) => one.tick)).toEqual([tick - 120, tick + 120])
  })

  it('quotes nothing once the price has left it', () => {
    const before = makeWorld([{ pool: staked }])
    const mapped = map(before, find(before).pools)
    const moved = quoteConcentrated(staked, { isDown: true, exact: 'in', amount: 20_000n * 10n ** 18n })
    if (!moved) throw new Error('Not moved')
    const after = makeWorld([{ pool: { ...staked, ...moved.after } }])
    const [read] = ask(after, (batch) => readPools(batch, mapped.pools)).pools
    if (!read) throw new Error('Not read')
    expect(read.tick).toBeLessThan(read.from)
    for (const isDown of [true, false]) {
      expect(quoteConcentrated(read, { isDown, exact: 'in', amount: 1_000n })).toBeNull()
    }
  })

  it('is to be mapped anew once the price has moved over half of what is known around it', () => {
    const before = makeWorld([{ pool: staked }])
    const { pools } = map(before, find(before).pools)
    const [{ tick, from, to } = { tick: 0, from: 0, to: 0 }] = pools
    const isMovedTo = (at: number) => hasMoved(pools, [{ ...staked, tick: at }])
    const half = (to - from) / 4
    expect([tick - half, tick, tick + half].map(isMovedTo)).toEqual([false, false, false])
    expect([tick - half - 1, tick + half + 1].map(isMovedTo)).toEqual([true, true])
    // what was not mapped is not known to have moved
    expect(hasMoved([], [{ ...staked, tick: to }])).toBe(false)
  })
})
