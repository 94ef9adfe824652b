import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  computeRedemptionOutcome,
  computeShareAssets,
  computeShares,
  computeSupplied,
  computeSupplyOutcome,
  computeUtilisationWad,
  computeWithdrawalCost,
  computeWithdrawalLimit,
  computeWithdrawalOutcome,
  type LendingPool,
} from './lending'
import { WAD } from './math'

function makePool(change: Partial<LendingPool> = {}): LendingPool {
  return {
    id: 'test:1:0xp',
    protocol: 'test',
    chainId: 1,
    address: '0x00000000000000000000000000000000000000dd',
    name: 'Pool',
    asset: {
      address: '0x00000000000000000000000000000000000000cc',
      symbol: 'USDC',
      name: 'USD Coin',
      decimals: 6,
    },
    priceE8: 100_000_000n,
    totalAssets: 2_000_000n,
    totalShares: 1_600_000n,
    availableLiquidity: 600_000n,
    supplyAprWad: WAD / 20n,
    withdrawFeeBps: 0n,
    isPaused: false,
    ...change,
  }
}

/** Any pool whose shares are worth their asset at least, and an owner's part of them. */
const pools = fc
  .record({
    totalShares: fc.bigInt(1n, 10n ** 27n),
    grown: fc.bigInt(0n, 10n ** 27n),
    partBps: fc.bigInt(0n, 10_000n),
    lentBps: fc.bigInt(0n, 10_000n),
    withdrawFeeBps: fc.bigInt(0n, 100n),
  })
  .map(({ totalShares, grown, partBps, lentBps, withdrawFeeBps }) => {
    const totalAssets = totalShares + grown
    const availableLiquidity = totalAssets - (totalAssets * lentBps) / 10_000n
    const pool = makePool({ totalShares, totalAssets, availableLiquidity, withdrawFeeBps })
    return { pool, shares: (totalShares * partBps) / 10_000n }
  })
const amounts = fc.bigInt(1n, 10n ** 27n)

describe('utilisation', () => {
  it('is the part that is lent out', () => {
    expect(computeUtilisationWad(makePool())).toBe((7n * WAD) / 10n)
    expect(computeUtilisationWad(makePool({ availableLiquidity: 0n }))).toBe(WAD)
  })

  it('is none where everything is there, or more than everything, or nothing was ever supplied', () => {
    expect(computeUtilisationWad(makePool({ availableLiquidity: 2_000_000n }))).toBe(0n)
    expect(computeUtilisationWad(makePool({ availableLiquidity: 3_000_000n }))).toBe(0n)
    expect(computeUtilisationWad({ totalAssets: 0n, availableLiquidity: 0n })).toBe(0n)
  })
})

describe('shares', () => {
  it('are worth what the pool holds for each of them', () => {
    expect(computeShareAssets(makePool(), 8_000n)).toBe(10_000n)
    expect(computeShares(makePool(), 10_000n, 'down')).toBe(8_000n)
    expect(computeShares(makePool({ totalShares: 0n, totalAssets: 0n }), 5n, 'down')).toBe(5n)
  })

  it('that are bought and sold at once never bring more than was paid', () => {
    fc.assert(
      fc.property(pools, amounts, ({ pool, shares }, amount) => {
        const supplied = computeSupplyOutcome(pool, shares, amount)
        const after = computeSupplied({ ...pool, ...supplied }, supplied.shares - shares)
        expect(after).toBeLessThanOrEqual(amount)
      }),
    )
  })
})

describe('the most that can be withdrawn', () => {
  it('is what the owner has where the pool holds that', () => {
    expect(computeWithdrawalLimit(makePool(), 8_000n)).toEqual({
      amount: 10_000n,
      limitedBy: 'supply',
      canTakeAll: true,
    })
  })

  it('is what lies in the pool where that is less', () => {
    expect(computeWithdrawalLimit(makePool({ availableLiquidity: 9_999n }), 8_000n)).toEqual({
      amount: 9_999n,
      limitedBy: 'liquidity',
      canTakeAll: false,
    })
  })

  it('leaves room for the interest until the block that mines a withdrawal of everything', () => {
    const tight = makePool({ totalAssets: 2n * WAD, totalShares: 2n * WAD, availableLiquidity: WAD })
    expect(computeWithdrawalLimit(tight, WAD)).toMatchObject({ amount: WAD, canTakeAll: false })
    // a sole lender to nobody: nothing grows
    expect(computeWithdrawalLimit({ ...tight, supplyAprWad: 0n }, WAD)).toMatchObject({ canTakeAll: true })
  })

  it('is nothing of what covers a debt', () => {
    expect(computeWithdrawalLimit(makePool(), 8_000n, true)).toEqual({
      amount: 0n,
      limitedBy: 'debt',
      canTakeAll: false,
    })
  })

  it('is nothing of a paused pool', () => {
    expect(computeWithdrawalLimit(makePool({ isPaused: true }), 8_000n)).toEqual({
      amount: 0n,
      limitedBy: 'paused',
      canTakeAll: false,
    })
  })

  it('is exact: it costs no more than is there, one unit more does', () => {
    fc.assert(
      fc.property(pools, ({ pool, shares }) => {
        const { amount } = computeWithdrawalLimit(pool, shares)
        const isPossible = (asked: bigint) => {
          const sent = computeWithdrawalCost(pool, asked)
          return sent <= pool.availableLiquidity && computeShares(pool, sent, 'up') <= shares
        }
        expect(amount === 0n || isPossible(amount)).toBe(true)
        expect(isPossible(amount + 1n)).toBe(false)
      }),
    )
  })
})

describe('outcomes', () => {
  it('of withdrawing leave the others’ shares worth no less', () => {
    fc.assert(
      fc.property(pools, ({ pool, shares }) => {
        const { amount } = computeWithdrawalLimit(pool, shares)
        fc.pre(amount > 0n)
        const after = computeWithdrawalOutcome(pool, shares, amount)
        const others = pool.totalShares - shares
        expect(after.totalShares - after.shares).toBe(others)
        expect(after.totalAssets * pool.totalShares).toBeGreaterThanOrEqual(
          pool.totalAssets * after.totalShares,
        )
      }),
    )
  })

  it('of redeeming leave the owner nothing', () => {
    expect(computeRedemptionOutcome(makePool(), 8_000n)).toEqual({
      totalAssets: 1_990_000n,
      totalShares: 1_592_000n,
      availableLiquidity: 590_000n,
      shares: 0n,
    })
  })

  it('of what is not possible stop at nothing', () => {
    expect(computeWithdrawalOutcome(makePool(), 8_000n, 5_000_000n)).toEqual({
      totalAssets: 0n,
      totalShares: 0n,
      availableLiquidity: 0n,
      shares: 0n,
    })
  })
})
