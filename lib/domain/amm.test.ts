import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  computePairAmountOut,
  computePriceImpactWad,
  computeReservesAfter,
  type HalfWeightedPool,
  quoteHalfWeightedExit,
  quoteHalfWeightedJoin,
  quotePairSwap,
  type TokenIndex,
} from './amm'
import { WAD } from './math'
import { computePairAmountIn } from './testing/pair-amount-in'
import { convertToAssets, convertToShares } from './testing/vault-shares'

const reserve = fc.bigInt(10n ** 6n, 10n ** 30n)
const pair = fc.record({ reserveIn: reserve, reserveOut: reserve })

describe('Uniswap V2 pair', () => {
  it.each([
    [1n * WAD, 5n * WAD, 10n * WAD, 1_662_497_915_624_478_906n],
    [1n * WAD, 10n * WAD, 5n * WAD, 453_305_446_940_074_565n],
    [2n * WAD, 5n * WAD, 10n * WAD, 2_851_015_155_847_869_602n],
    [1n * WAD, 10n * WAD, 10n * WAD, 906_610_893_880_149_131n],
  ])('pays for %s what the pair accepts as the most', (amountIn, reserveIn, reserveOut, amountOut) => {
    expect(computePairAmountOut({ reserveIn, reserveOut }, amountIn)).toBe(amountOut)
  })

  it('never lets k fall, the fee counted as the pair counts it', () => {
    fc.assert(
      fc.property(pair, fc.bigInt(1n, 10n ** 30n), ({ reserveIn, reserveOut }, amountIn) => {
        const after = computeReservesAfter({ reserveIn, reserveOut }, amountIn)
        // UniswapV2Pair.swap: (balanceIn × 1000 − amountIn × 3) × balanceOut × 1000 ≥ reserves × 1000²
        const adjusted = (after.reserveIn * 1000n - amountIn * 3n) * after.reserveOut * 1000n
        expect(adjusted >= reserveIn * reserveOut * 1_000_000n).toBe(true)
        // … and one unit more would break it, so that nothing is given away either.
        const greedy = (after.reserveIn * 1000n - amountIn * 3n) * (after.reserveOut - 1n) * 1000n
        expect(greedy < reserveIn * reserveOut * 1_000_000n).toBe(true)
      }),
    )
  })

  it('asks for enough to get what was asked for', () => {
    fc.assert(
      fc.property(pair, fc.bigInt(1n, 10n ** 30n), (reserves, wanted) => {
        const amountIn = computePairAmountIn(reserves, wanted)
        if (amountIn === null) expect(wanted >= reserves.reserveOut).toBe(true)
        else expect(computePairAmountOut(reserves, amountIn) >= wanted).toBe(true)
      }),
    )
  })

  it('has an impact that grows with the trade, and a fee of 0.3 %', () => {
    const reserves = { reserveIn: 100n * WAD, reserveOut: 300_000n * 10n ** 6n }
    const quote = quotePairSwap(reserves, WAD)
    expect(quote.feeWad).toBe((3n * WAD) / 1000n)
    // 1 into 100: 1 − 100/101
    expect(Number(quote.priceImpactWad) / 1e18).toBeCloseTo(1 / 101, 8)
    fc.assert(
      fc.property(pair, fc.bigInt(1n, 10n ** 28n), fc.bigInt(1n, 10n ** 28n), (r, amount, more) => {
        const [one, two] = [quotePairSwap(r, amount), quotePairSwap(r, amount + more)]
        expect(two.amountOut >= one.amountOut).toBe(true)
        const trueImpact = (amount * WAD) / (r.reserveIn + amount)
        expect(one.priceImpactWad >= trueImpact).toBe(true)
      }),
    )
    expect(quotePairSwap(reserves, 0n)).toEqual({ amountOut: 0n, priceImpactWad: 0n, feeWad: 0n })
  })
})

describe('price impact', () => {
  it('is rounded up and never below 0', () => {
    expect(computePriceImpactWad(2n, 3n)).toBe((WAD + 2n) / 3n)
    expect(computePriceImpactWad(4n, 3n)).toBe(0n)
    expect(computePriceImpactWad(0n, 0n)).toBe(0n)
  })
})

describe('Balancer V2 pool, half and half', () => {
  const anyPool: fc.Arbitrary<HalfWeightedPool> = fc.record({
    balances: fc.tuple(fc.bigInt(10n ** 9n, 10n ** 15n), fc.bigInt(10n ** 18n, 10n ** 26n)),
    decimals: fc.constant([6, 18] as const),
    totalSupply: fc.bigInt(10n ** 18n, 10n ** 26n),
    swapFeeWad: fc.bigInt(0n, WAD / 10n),
  })
  const anyIndex = fc.constantFrom<TokenIndex>(0, 1)
  const pool: HalfWeightedPool = {
    balances: [30_000_000n * 10n ** 6n, 10_000n * WAD],
    decimals: [6, 18],
    totalSupply: 100_000n * WAD,
    swapFeeWad: (3n * WAD) / 1000n,
  }

  it('gives √ of the growth for a join, with the fee on the half that is swapped inside', () => {
    const quote = quoteHalfWeightedJoin(pool, 0, 30_000n * 10n ** 6n)
    // Untaxed 15,000, taxed 15,000 × 0.997: (√(1 + 29,955 / 30,000,000) − 1) × 100,000
    expect(Number(quote.amountOut) / 1e18).toBeCloseTo((Math.sqrt(1 + 29_955 / 30_000_000) - 1) * 100_000, 6)
    expect(Number(quote.feeWad) / 1e18).toBeCloseTo(0.0015, 5)
    expect(Number(quote.priceImpactWad) / 1e18).toBeCloseTo(0.00025, 6)
  })

  it('gives the complement of the square for an exit', () => {
    const quote = quoteHalfWeightedExit(pool, 1, 1_000n * WAD)
    const kept = 10_000 * (1 - 0.99 ** 2)
    expect(Number(quote?.amountOut) / 1e18).toBeCloseTo(kept * 0.9985, 8)
    expect(Number(quote?.feeWad) / 1e18).toBeCloseTo(0.0015, 8)
    expect(Number(quote?.priceImpactWad) / 1e18).toBeCloseTo(1 - kept / 200, 8)
  })

  it('never takes from those who stay: the invariant per share does not fall', () => {
    fc.assert(
      fc.property(anyPool, anyIndex, fc.bigInt(1n, 3_000_000n), (p, index, ppm) => {
        const amount = (p.balances[index] * ppm) / 1_000_000n
        const grown = p.totalSupply + quoteHalfWeightedJoin(p, index, amount).amountOut
        const joined = (p.balances[index] + amount) * p.totalSupply ** 2n
        expect(joined >= p.balances[index] * grown ** 2n).toBe(true)

        const shares = (p.totalSupply * ppm) / 10_000_000n
        const exit = quoteHalfWeightedExit(p, index, shares)
        const left = (p.balances[index] - (exit?.amountOut ?? 0n)) * p.totalSupply ** 2n
        expect(left >= p.balances[index] * (p.totalSupply - shares) ** 2n).toBe(true)
      }),
    )
  })

  it('never pays for joining and leaving again', () => {
    fc.assert(
      fc.property(anyPool, anyIndex, fc.bigInt(1n, 300_000n), (p, index, ppm) => {
        const amount = (p.balances[index] * ppm) / 1_000_000n
        const { amountOut } = quoteHalfWeightedJoin(p, index, amount)
        const [first, second] = p.balances
        const balances =
          index === 0 ? ([first + amount, second] as const) : ([first, second + amount] as const)
        const after = { ...p, balances, totalSupply: p.totalSupply + amountOut }
        expect((quoteHalfWeightedExit(after, index, amountOut)?.amountOut ?? 0n) <= amount).toBe(true)
      }),
    )
  })

  it('pays no more than a fee-free pool, and both only grow with what is given', () => {
    fc.assert(
      fc.property(
        anyPool,
        anyIndex,
        fc.bigInt(1n, 500_000n),
        fc.bigInt(1n, 500_000n),
        (p, index, ppm, more) => {
          const at = (q: HalfWeightedPool, millionths: bigint) =>
            quoteHalfWeightedJoin(q, index, (p.balances[index] * millionths) / 1_000_000n).amountOut
          expect(at(p, ppm) <= at({ ...p, swapFeeWad: 0n }, ppm)).toBe(true)
          expect(at(p, ppm) <= at(p, ppm + more)).toBe(true)
        },
      ),
    )
  })

  it('refuses the exits that the pool refuses', () => {
    expect(quoteHalfWeightedExit(pool, 0, 30_000n * WAD)).not.toBeNull()
    expect(quoteHalfWeightedExit(pool, 0, 30_001n * WAD)).toBeNull()
    expect(quoteHalfWeightedExit(pool, 0, 100_001n * WAD)).toBeNull()
    expect(quoteHalfWeightedExit(pool, 0, 0n)?.amountOut).toBe(0n)
    expect(quoteHalfWeightedJoin(pool, 0, 0n).amountOut).toBe(0n)
  })
})

describe('vault shares', () => {
  const state = fc.record({
    totalAssets: fc.bigInt(0n, 10n ** 30n),
    totalSupply: fc.bigInt(0n, 10n ** 30n),
    decimalsOffset: fc.constantFrom(null, 0, 6, 12),
  })

  it('are converted with the virtual shares where there are any', () => {
    const vault = { totalAssets: 110n * WAD, totalSupply: 100n * WAD, decimalsOffset: null }
    expect(convertToShares(vault, 11n * WAD, 'down')).toBe(10n * WAD)
    expect(convertToAssets(vault, 10n * WAD, 'down')).toBe(11n * WAD)
    expect(convertToShares({ ...vault, decimalsOffset: 0 }, 11n * WAD, 'down')).toBe(10n * WAD)
    const empty = { totalAssets: 0n, totalSupply: 0n, decimalsOffset: 6 }
    expect(convertToShares(empty, 5n, 'down')).toBe(5_000_000n)
    expect(convertToShares({ ...empty, decimalsOffset: null }, 5n, 'down')).toBe(5n)
    expect(convertToAssets({ ...empty, decimalsOffset: null }, 5n, 'down')).toBe(5n)
  })

  it('never gain by going in and out', () => {
    fc.assert(
      fc.property(state, fc.bigInt(0n, 10n ** 30n), (vault, assets) => {
        if (vault.decimalsOffset === null && (vault.totalAssets === 0n || vault.totalSupply === 0n)) return
        expect(convertToAssets(vault, convertToShares(vault, assets, 'down'), 'down') <= assets).toBe(true)
        expect(convertToAssets(vault, convertToShares(vault, assets, 'up'), 'up') >= assets).toBe(true)
      }),
    )
  })
})
