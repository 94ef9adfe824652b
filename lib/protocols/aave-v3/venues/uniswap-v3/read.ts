import { type Address, isSameAddress } from '../../../../domain/asset'
import type { ConcentratedPool } from '../../../../domain/concentrated-swap'
import { MAX_TICK, MIN_TICK } from '../../../../domain/tick-range'
import { type Answers, addressOf } from '../../../batch/answers'
import type { Batch } from '../../../batch/batch'
import { messageOf } from '../../../batch/reason'

/** In millionths of what is put in: those that the factory began with, and the one that was added. */
const FEE_TIERS = [100, 500, 3_000, 10_000] as const

/**
 * How far from the price a pool's ticks are read, in ticks of 0.01 %, by how far apart its ticks may be: 2 %, 6 %, 20 % and
 * half of it. Nobody who looks at the price impact trades further, and no more than 401, 121, 61 and 41 ticks lie there. Beyond,
 * the chain is asked.
 */
const WINDOWS: ReadonlyMap<number, number> = new Map([
  [1, 200],
  [10, 600],
  [60, 1_800],
  [200, 4_000],
])
const WINDOW_SPACINGS = 30

const GET_POOL = 'getPool(address,address,uint24)'

/** Ticks are kept 256 to a word. */
const WORD = 256

/** Two assets in a pool's order, by address. */
export type Pair = readonly [Address, Address]

/** A pool that its factory names: no other is traded in. */
export type FoundPool = {
  readonly address: Address
  readonly token0: Address
  readonly token1: Address
  readonly feePips: number
  readonly tickSpacing: number
  /** Where its price was. */
  readonly tick: number
}

/** A pool with the ticks around its price where liquidity changes: all from `from` to `to`, as they were. */
export type MappedPool = FoundPool & {
  readonly from: number
  readonly to: number
  readonly ticks: readonly number[]
}

/** As much of a pool as was read, at one block. */
export type UniswapV3Pool = ConcentratedPool & Pick<FoundPool, 'address' | 'token0' | 'token1'>

/** Why nothing is known of a pair's pool, or of any where it is the factory, which has no pair: all else stands. */
export type UnreadablePool = {
  readonly address: Address
  readonly pair: Pair | null
  readonly reason: string
}

export type Reading<Pool> = {
  readonly pools: readonly Pool[]
  readonly unreadable: readonly UnreadablePool[]
}

type Calls = Pick<Batch, 'call' | 'slot' | 'section'>

/**
 * The pools of pairs, whatever their fees. Structure, as the next: what is found stays, and what is new makes nothing
 * wrong. The answer of one call is where the next goes, so that it is one request.
 */
export function findPools(batch: Calls, factory: Address, pairs: readonly Pair[]) {
  const asked = pairs.flatMap(([token0, token1]) => {
    batch.section()
    return FEE_TIERS.map((feePips) => {
      const named = [factory, GET_POOL, [token0, token1, BigInt(feePips)]] as const
      const place = batch.slot(...named)
      return {
        ...{ token0, token1, feePips },
        named: batch.call(...named),
        state: batch.call(place, 'slot0()'),
        spacing: batch.call(place, 'tickSpacing()'),
      }
    })
  })
  return ({ word, number }: Answers): Reading<FoundPool> => {
    const named = collect(
      asked.map((one) => ({ ...one, address: factory })),
      (one) => {
        const address = addressOf(word(one.named, GET_POOL))
        return BigInt(address) === 0n ? null : { ...one, address }
      },
    )
    const found = collect(named.pools, ({ address, token0, token1, feePips, state, spacing }) => {
      // Made, and never given a price.
      if (word(state, 'slot0()') === 0n) return null
      const tick = toSigned(word(state, 'slot0()', 1))
      return { address, token0, token1, feePips, tickSpacing: number(spacing, 'tickSpacing()'), tick }
    })
    const ofFactory = named.unreadable.map((one) => ({ ...one, pair: null }))
    return { pools: found.pools, unreadable: [...ofFactory, ...found.unreadable] }
  }
}

/** Where in pools liquidity changes, around their prices. Structure: read again every ten minutes. */
export function mapPools(batch: Calls, pools: readonly FoundPool[]) {
  const asked = pools.map((pool) => {
    batch.section()
    const width = WINDOWS.get(pool.tickSpacing) ?? WINDOW_SPACINGS * pool.tickSpacing
    const window = { from: Math.max(MIN_TICK, pool.tick - width), to: Math.min(MAX_TICK, pool.tick + width) }
    return { ...pool, ...window, words: askWords(batch, { ...pool, ...window }) }
  })
  return (answers: Answers): Reading<MappedPool> =>
    collect(asked, ({ words, ...pool }) => ({ ...pool, ticks: words(answers) }))
}

/**
 * Pools at one block: prices, liquidity, and what changes at the ticks that are known. The words are read again with them:
 * where a tick is new, what is known of the pool ends there.
 */
export function readPools(batch: Calls, pools: readonly MappedPool[]) {
  const asked = pools.map((pool) => {
    batch.section()
    return {
      ...pool,
      state: batch.call(pool.address, 'slot0()'),
      liquidity: batch.call(pool.address, 'liquidity()'),
      words: askWords(batch, pool),
      nets: pool.ticks.map((tick) => batch.call(pool.address, 'ticks(int24)', [toWord(tick)])),
    }
  })
  return (answers: Answers): Reading<UniswapV3Pool> =>
    collect(asked, ({ state, liquidity, words, nets, ...pool }) => {
      const { address, token0, token1, feePips, tickSpacing } = pool
      const { word } = answers
      const tick = toSigned(word(state, 'slot0()', 1))
      const known = new Map(
        pool.ticks.map((at, index) => [at, BigInt.asIntN(128, word(nets[index] ?? -1, 'ticks(int24)', 1))]),
      )
      const now = words(answers)
      const isNew = now.filter((at) => !known.has(at))
      return {
        ...{ address, token0, token1, tick, tickSpacing, feePips: BigInt(feePips) },
        sqrtPriceX96: word(state, 'slot0()'),
        liquidity: word(liquidity, 'liquidity()'),
        ticks: now.flatMap((at) => {
          const liquidityNet = known.get(at)
          return liquidityNet === undefined ? [] : [{ tick: at, liquidityNet }]
        }),
        from: Math.max(pool.from, ...isNew.filter((at) => at <= tick)),
        to: Math.min(pool.to, ...isNew.filter((at) => at > tick)),
      }
    })
}

/**
 * Whether a price has moved over half of what was mapped around it: before it is at the end, where the chain has to be asked for
 * each quote.
 */
export function hasMoved(maps: readonly MappedPool[], pools: readonly UniswapV3Pool[]): boolean {
  return pools.some((pool) => {
    const map = maps.find(({ address }) => isSameAddress(address, pool.address))
    if (!map) return false
    const { tick, from, to } = map
    // one of the two may be at the end of all prices
    return 2 * Math.abs(pool.tick - tick) > Math.max(tick - from, to - tick)
  })
}

/** Asks which ticks of a window are in use. */
function askWords(batch: Calls, { address, tickSpacing, from, to }: Omit<MappedPool, 'ticks'>) {
  const first = Math.floor(from / tickSpacing / WORD)
  const last = Math.floor(to / tickSpacing / WORD)
  const asked = Array.from({ length: last - first + 1 }, (_, index) => {
    const position = first + index
    return { position, read: batch.call(address, 'tickBitmap(int16)', [toWord(position)]) }
  })
  return ({ word }: Answers): readonly number[] =>
    asked.flatMap(({ position, read }) => {
      const bits = word(read, 'tickBitmap(int16)')
      return Array.from({ length: WORD }, (_, bit) => bit).flatMap((bit) => {
        const tick = (position * WORD + bit) * tickSpacing
        return (bits >> BigInt(bit)) & 1n && tick >= from && tick <= to ? [tick] : []
      })
    })
}

export function orderPair(one: Address, other: Address): Pair {
  return BigInt(one) < BigInt(other) ? [one, other] : [other, one]
}

/** Each two of some assets, once. */
export function listPairs(assets: readonly Address[]): readonly Pair[] {
  return assets.flatMap((one, index) => assets.slice(index + 1).map((other) => orderPair(one, other)))
}

/** Whether a pool trades the two, whichever comes first. */
export function isPoolOf({ token0, token1 }: Pick<FoundPool, 'token0' | 'token1'>, pair: Pair): boolean {
  const [first, second] = orderPair(...pair)
  return isSameAddress(token0, first) && isSameAddress(token1, second)
}

/** What is read of each, and why not of the others. */
function collect<Asked extends Pick<FoundPool, 'address' | 'token0' | 'token1'>, Pool>(
  asked: readonly Asked[],
  read: (one: Asked) => Pool | null,
): Reading<Pool> {
  const pools: Pool[] = []
  const unreadable: UnreadablePool[] = []
  for (const one of asked) {
    try {
      const pool = read(one)
      if (pool !== null) pools.push(pool)
    } catch (error) {
      // once of a factory, which is asked for each
      const known = unreadable.some(({ address }) => isSameAddress(address, one.address))
      const { address, token0, token1 } = one
      const reason = messageOf(error)
      if (!known) unreadable.push({ address, pair: [token0, token1], reason })
    }
  }
  return { pools, unreadable }
}

/** A negative number as the word that it is encoded in. */
function toWord(value: number): bigint {
  return BigInt.asUintN(256, BigInt(value))
}

function toSigned(word: bigint): number {
  return Number(BigInt.asIntN(256, word))
}
