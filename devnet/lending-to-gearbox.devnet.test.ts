import { encodeFunctionData } from 'viem'
import { describe, expect, inject, it } from 'vitest'
import { computeShares, computeSupplied, computeWithdrawalLimit } from '../lib/domain/lending'
import { findSuppliedShares, viewLending } from '../lib/plan/lend-view'
import { gearboxV3 } from '../lib/protocols/gearbox-v3'
import { owner as chainOwner } from './accounts'
import { keepFresh } from './testing/fresh-chain'
import { createHarness } from './testing/harness'
import { createLending, poolAbi } from './testing/lending'

describe('lending to the pools of Gearbox', () => {
  const harness = createHarness(gearboxV3, inject('rpcUrl'))
  const { owner, chain, readAccount } = harness
  const {
    supply,
    withdraw,
    codesOf,
    poolOf,
    limitOf,
    lendExactly,
    supplied,
    act,
    setFee,
    drain,
    expectReverted,
  } = createLending(harness)
  keepFresh(chain, owner)

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

  it('refuses to supply less than a share is worth, as the pool does', async () => {
    for (const pool of (await readAccount()).markets.pools) {
      const account = await readAccount()
      expect(pool.totalAssets).toBeGreaterThan(pool.totalShares)
      expect(codesOf(account, supply(pool, 1n))).toEqual(['supply-too-small'])
      await lendExactly(account, supply(pool, 2n))
    }
  })

  it('withdraws to the last unit of what is not lent out, and refuses one more, as the pool does', async () => {
    const { markets } = await readAccount()
    for (const pool of markets.pools) {
      const lent = await supplied(pool)
      const remaining = viewLending(poolOf(lent, pool), lent).supplied.amount / 3n
      await drain(pool, remaining)
      const account = await readAccount()
      expect(limitOf(account, pool)).toEqual({
        amount: remaining,
        limitedBy: 'liquidity',
        canTakeAll: false,
      })
      expect(codesOf(account, withdraw(pool, remaining + 1n))).toEqual(['withdrawal-over-liquidity'])
      expect(codesOf(account, withdraw(pool, 'all'))).toEqual(['withdrawal-over-liquidity'])
      await expectReverted(account, pool, remaining + 1n)
      const after = await lendExactly(account, withdraw(pool, remaining))
      expect(poolOf(after, pool).availableLiquidity).toBe(0n)
      expect(viewLending(poolOf(after, pool), after).utilisationWad).toBeGreaterThan(0n)
      expect(findSuppliedShares(after, pool.id)).toBeGreaterThan(0n)
    }
  })

  it('is exact under a withdrawal fee too', async () => {
    const { markets } = await readAccount()
    for (const pool of markets.pools) {
      const lent = await supplied(pool)
      // not a multiple of anything, so that roundings meet
      await drain(pool, viewLending(poolOf(lent, pool), lent).supplied.amount / 3n + 1n)
      await act(chainOwner, pool, setFee(37n))
      const account = await readAccount()
      const { amount } = limitOf(account, pool)
      expect(codesOf(account, withdraw(pool, amount + 1n))).toEqual(['withdrawal-over-liquidity'])
      await expectReverted(account, pool, amount + 1n)
      await lendExactly(account, withdraw(pool, amount))
    }
  })

  it('redeems everything under a withdrawal fee exactly as computed', async () => {
    const { markets } = await readAccount()
    for (const pool of markets.pools) {
      await act(chainOwner, pool, setFee(37n))
      const none = await lendExactly(await supplied(pool), withdraw(pool, 'all'))
      expect(findSuppliedShares(none, pool.id)).toBe(0n)
    }
  })

  it('refuses whatever a paused pool would refuse', async () => {
    const { markets } = await readAccount()
    for (const pool of markets.pools) {
      await supplied(pool)
      await act(chainOwner, pool, encodeFunctionData({ abi: poolAbi, functionName: 'pause' }))
      const paused = await readAccount()
      expect(codesOf(paused, supply(pool, 10n ** 6n))).toEqual(['pool-paused'])
      expect(codesOf(paused, withdraw(pool, 10n ** 6n))).toEqual(['pool-paused'])
      expect(codesOf(paused, withdraw(pool, 'all'))).toEqual(['pool-paused'])
    }
  })
})
