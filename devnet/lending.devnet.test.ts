import { describe, expect, inject, it } from 'vitest'
import { findSuppliedShares, viewLending } from '../lib/plan/lend-view'
import type { AccountSnapshot } from '../lib/protocols/protocol'
import { protocols } from '../lib/protocols/registry'
import { advanceTime } from './controls'
import { keepFresh } from './testing/fresh-chain'
import { createHarness } from './testing/harness'
import { createLending } from './testing/lending'

const MONTH = 30 * 86_400

describe.each(protocols.filter(({ lending }) => lending !== null))('lending to $name', (adapter) => {
  const harness = createHarness(adapter, inject('rpcUrl'))
  const { owner, chain, readAccount } = harness
  const lending = createLending(harness)
  const { supply, withdraw, codesOf, poolOf, balanceOf, mostOf, limitOf, lendExactly, supplied } = lending
  const { startAgain } = keepFresh(chain, owner)

  /** Those that take something, of what the account has. */
  const listOpen = (account: AccountSnapshot) =>
    account.markets.pools.filter((pool) => mostOf(account, pool) > 0n)

  it('shows every pool once, with what is lent out and what it pays, and nothing of a newcomer', async () => {
    const account = await readAccount()
    const { pools } = account.markets
    expect(pools.length).toBeGreaterThan(1)
    expect(new Set(pools.map(({ id }) => id)).size).toBe(pools.length)
    expect(account.supplies).toEqual([])
    for (const pool of pools) {
      const { supplied: own, supplyAprWad, utilisationWad } = viewLending(pool, account)
      expect(own.amount).toBe(0n)
      // interest comes from whoever borrows
      if ((supplyAprWad ?? 0n) > 0n) expect(utilisationWad).toBeGreaterThan(0n)
    }
    expect(pools.some(({ supplyAprWad }) => supplyAprWad > 0n)).toBe(true)
  })

  it('supplies and withdraws exactly as simulated and as computed, leaving no share and no allowance', async () => {
    const open = listOpen(await readAccount())
    expect(open.length).toBeGreaterThan(1)
    for (const pool of open) {
      const lent = await supplied(pool)
      expect(findSuppliedShares(lent, pool.id)).toBeGreaterThan(0n)
      await advanceTime(chain, MONTH)
      const later = await readAccount()
      const grown = viewLending(poolOf(later, pool), later).supplied.amount
      const before = viewLending(poolOf(lent, pool), lent).supplied.amount
      if (pool.supplyAprWad > 10n ** 12n) expect(grown, pool.asset.symbol).toBeGreaterThan(before)
      const half = await lendExactly(later, withdraw(pool, grown / 2n))
      expect(balanceOf(half, pool)).toBe(balanceOf(later, pool) + grown / 2n)
      const none = await lendExactly(half, withdraw(pool, 'all'))
      expect(findSuppliedShares(none, pool.id)).toBe(0n)
      expect([none.supplies, none.positions]).toEqual([[], []])
      await startAgain()
    }
  })

  it('supplies the most that there is, and refuses one unit more', async () => {
    for (const pool of listOpen(await readAccount())) {
      const start = await readAccount()
      const most = mostOf(start, pool)
      const code = most === balanceOf(start, pool) ? 'amount-over-balance' : 'cap-limit-reached'
      expect(codesOf(start, supply(pool, most + 1n))).toContain(code)
      const all = await lendExactly(start, supply(pool, most))
      expect(balanceOf(all, pool)).toBe(balanceOf(start, pool) - most)
      await startAgain()
    }
  })

  it('withdraws exactly what was supplied, and refuses one unit more', async () => {
    for (const pool of listOpen(await readAccount())) {
      const account = await supplied(pool)
      const { amount, limitedBy, canTakeAll } = limitOf(account, pool)
      expect({ limitedBy, canTakeAll }).toEqual({ limitedBy: 'supply', canTakeAll: true })
      expect(codesOf(account, withdraw(pool, amount + 1n))).toEqual(['withdrawal-over-supply'])
      const after = await lendExactly(account, withdraw(pool, amount))
      expect(balanceOf(after, pool)).toBe(balanceOf(account, pool) + amount)
      await startAgain()
    }
  })
})
