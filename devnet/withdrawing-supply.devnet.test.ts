import { encodeFunctionData } from 'viem'
import { describe, expect, inject, it } from 'vitest'
import { findSuppliedShares, viewLending } from '../lib/plan/lend-view'
import { protocols } from '../lib/protocols/registry'
import { owner as chainOwner } from './accounts'
import { keepFresh } from './testing/fresh-chain'
import { createHarness } from './testing/harness'
import { createLending, poolAbi } from './testing/lending'

describe.each(protocols.filter(({ lending }) => lending !== null))(
  'withdrawing what was lent to $name',
  (adapter) => {
    const harness = createHarness(adapter, inject('rpcUrl'))
    const { owner, chain, readAccount } = harness
    const {
      supply,
      withdraw,
      codesOf,
      poolOf,
      balanceOf,
      limitOf,
      lendExactly,
      supplied,
      act,
      setFee,
      drain,
      expectReverted,
    } = createLending(harness)
    keepFresh(chain, owner)

    it('withdraws exactly what was supplied, and refuses one unit more', async () => {
      const { markets } = await readAccount()
      for (const pool of markets.pools) {
        const account = await supplied(pool)
        const { amount, limitedBy, canTakeAll } = limitOf(account, pool)
        expect({ limitedBy, canTakeAll }).toEqual({ limitedBy: 'supply', canTakeAll: true })
        expect(codesOf(account, withdraw(pool, amount + 1n))).toEqual(['withdrawal-over-supply'])
        const after = await lendExactly(account, withdraw(pool, amount))
        expect(balanceOf(after, pool)).toBe(balanceOf(account, pool) + amount)
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
  },
)
