import { describe, expect, inject, it } from 'vitest'
import { computeShares, computeSupplied, computeWithdrawalLimit } from '../lib/domain/lending'
import { findSuppliedShares, viewLending } from '../lib/plan/lend-view'
import { protocols } from '../lib/protocols/registry'
import { advanceTime } from './controls'
import { keepFresh } from './testing/fresh-chain'
import { createHarness } from './testing/harness'
import { createLending, poolAbi } from './testing/lending'

describe.each(protocols.filter(({ lending }) => lending !== null))('lending to $name', (adapter) => {
  const harness = createHarness(adapter, inject('rpcUrl'))
  const { owner, chain, readAccount } = harness
  const { supply, withdraw, codesOf, poolOf, balanceOf, lendExactly, supplied } = createLending(harness)
  keepFresh(chain, owner)

  it('shows every pool with a rate, a part lent out, and nothing of a newcomer', async () => {
    const account = await readAccount()
    expect(account.markets.pools.map(({ asset }) => asset.symbol).sort()).toEqual(['USDC', 'WETH'])
    expect(account.supplies).toEqual([])
    for (const pool of account.markets.pools) {
      const view = viewLending(pool, account)
      expect(view.supplyAprWad).toBeGreaterThan(0n)
      expect(view.utilisationWad).toBeGreaterThan(0n)
      expect(view.supplied.amount).toBe(0n)
    }
  })

  it('supplies and withdraws exactly as simulated and as computed, leaving no share and no allowance', async () => {
    const { markets } = await readAccount()
    for (const pool of markets.pools) {
      const lent = await supplied(pool)
      expect(findSuppliedShares(lent, pool.id)).toBeGreaterThan(0n)
      await advanceTime(chain, 30 * 86_400)
      const later = await readAccount()
      const grown = viewLending(poolOf(later, pool), later).supplied.amount
      expect(grown).toBeGreaterThan(viewLending(poolOf(lent, pool), lent).supplied.amount)
      const half = await lendExactly(later, withdraw(pool, grown / 2n))
      expect(balanceOf(half, pool)).toBe(balanceOf(later, pool) + grown / 2n)
      const none = await lendExactly(half, withdraw(pool, 'all'))
      expect(findSuppliedShares(none, pool.id)).toBe(0n)
      expect(none.supplies).toEqual([])
    }
  })

  it('reckons shares and limits as the pool itself does', async () => {
    const { markets } = await readAccount()
    for (const { id } of markets.pools) {
      const account = await supplied(poolOf(await readAccount(), { id }))
      const pool = poolOf(account, { id })
      const shares = findSuppliedShares(account, id)
      const asked = 1_234_567n
      const read = (functionName: 'previewRedeem' | 'previewWithdraw' | 'previewDeposit', amount: bigint) =>
        chain.readContract({ address: pool.address, abi: poolAbi, functionName, args: [amount] })
      expect(computeSupplied(pool, shares)).toBe(await read('previewRedeem', shares))
      expect(computeShares(pool, asked, 'up')).toBe(await read('previewWithdraw', asked))
      expect(computeShares(pool, asked, 'down')).toBe(await read('previewDeposit', asked))
      const { address } = pool
      const most = { address, abi: poolAbi, functionName: 'maxWithdraw', args: [owner] } as const
      expect(computeWithdrawalLimit(pool, shares).amount).toBe(await chain.readContract(most))
    }
  })

  it('supplies all that the wallet has, and refuses one unit more', async () => {
    const start = await readAccount()
    for (const pool of start.markets.pools) {
      const most = balanceOf(start, pool)
      expect(codesOf(start, supply(pool, most + 1n))).toEqual(['amount-over-balance'])
      const all = await lendExactly(await readAccount(), supply(pool, most))
      expect(balanceOf(all, pool)).toBe(0n)
    }
  })

  it('refuses to supply less than a share is worth, as the pool does', async () => {
    for (const pool of (await readAccount()).markets.pools) {
      const account = await readAccount()
      expect(pool.totalAssets).toBeGreaterThan(pool.totalShares)
      expect(codesOf(account, supply(pool, 1n))).toEqual(['supply-too-small'])
      await lendExactly(account, supply(pool, 2n))
    }
  })
})
