import { describe, expect, it } from 'vitest'
import type { Asset } from '../../../domain/asset'
import { judgeOracles } from '../../../domain/oracle'
import { makeRaw, makeReserve } from '../testing/pool'
import { makeV3Pool, usdc, weth, wstEth } from '../testing/pools'
import { findMarketPriceE8 } from './market-price'
import { listParts } from './parts'
import type { RawSnapshot } from './raw'

const E8 = 10n ** 8n
/** Known as a dollar on the practice chain. */
const practiceUsdc = { ...usdc, address: '0xbDECeA28b4800395300560145e7aF64b8E65Ad7d' } as const

const reserveOf = (id: number, asset: Asset, priceE8: bigint) =>
  makeReserve(id, { decimals: asset.decimals }, { ...asset, underlying: asset.address, priceE8 })

const staked = reserveOf(0, wstEth, 2_400n * E8)
const ether = reserveOf(1, weth, 2_000n * E8)
const dollars = reserveOf(2, usdc, E8)
/** Pools at 1.2 ether, and at 2,000 dollars. */
const pools = [makeV3Pool({ sides: [weth, wstEth] }), makeV3Pool({ sides: [usdc, weth], feePips: 500n })]

function priceOf(reserve: typeof ether, parts: Partial<RawSnapshot> = {}): number | null {
  const raw = makeRaw([staked, ether, dollars], { pools, ...parts })
  const found = findMarketPriceE8(raw, reserve)
  return found === null ? null : Number(found) / 1e8
}

describe('what a market says of a price', () => {
  it('is that of the pool that trades it, whichever side it is and whatever its decimals', () => {
    expect(priceOf(staked)).toBeCloseTo(2_400, 2)
    expect(priceOf(dollars)).toBeCloseTo(1, 6)
    const [, second] = pools
    expect(priceOf(ether, { pools: second ? [second] : [] })).toBeCloseTo(2_000, 2)
  })

  it('is at what the oracle says of the other side', () => {
    const dear = { ...ether, priceE8: 2_500n * E8 }
    expect(priceOf(staked, { reserves: [staked, dear, dollars] })).toBeCloseTo(3_000, 2)
  })

  it('is the deepest pool’s, whatever others say', () => {
    const [pool] = pools
    if (!pool) throw new Error('No pool')
    const odd = { ...pool, sqrtPriceX96: pool.sqrtPriceX96 * 2n, liquidity: pool.liquidity / 100n }
    expect(priceOf(staked, { pools: [odd, pool] })).toBeCloseTo(2_400, 2)
    const deep = { ...odd, liquidity: pool.liquidity * 100n }
    expect(priceOf(staked, { pools: [pool, deep] })).not.toBeCloseTo(2_400, 0)
  })

  it('is not known where nothing trades it, or nothing that has a price or liquidity', () => {
    expect(priceOf(staked, { pools: [] })).toBe(null)
    expect(priceOf(staked, { reserves: [staked, { ...ether, priceE8: 0n }] })).toBe(null)
    expect(priceOf(staked, { reserves: [staked] })).toBe(null)
    expect(priceOf(staked, { pools: pools.map((pool) => ({ ...pool, liquidity: 0n })) })).toBe(null)
  })

  it('tells of a dollar by other dollars alone', () => {
    const known = reserveOf(2, practiceUsdc, E8)
    const pool = makeV3Pool({ sides: [usdc, weth] })
    const traded = { ...pool, token0: practiceUsdc.address }
    const structure = { ...makeRaw([]).structure, chainId: 31337 }
    expect(priceOf(known, { reserves: [known, ether], pools: [traded], structure })).toBe(null)
    expect(priceOf(ether, { reserves: [known, ether], pools: [traded], structure })).toBeCloseTo(2_000, 2)
  })

  it('is beside the oracle’s wherever that is shown, and tells where they disagree', () => {
    const faultOf = (priceE8: bigint) => {
      const raw = makeRaw([{ ...staked, priceE8 }, ether, dollars], { pools })
      const [part] = listParts(raw, {})
      return judgeOracles(part?.oracles ?? [], raw.timestamp)[0]?.fault
    }
    expect([2_400n, 2_340n, 2_460n].map((price) => faultOf(price * E8))).toEqual([
      null,
      'diverging',
      'diverging',
    ])
  })
})
