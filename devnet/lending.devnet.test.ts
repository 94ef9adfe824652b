import { type Address, encodeFunctionData, type Hex, parseAbi } from 'viem'
import { sendTransaction } from 'viem/actions'
import { describe, expect, inject, it } from 'vitest'
import type { LendIntent } from '../lib/domain/intent'
import {
  computeShares,
  computeSupplied,
  computeWithdrawalLimit,
  type LendingPool,
} from '../lib/domain/lending'
import { min } from '../lib/domain/math'
import { estimateLending, findSuppliedShares, viewLending, viewLendingOf } from '../lib/plan/lend-view'
import { planLend } from '../lib/plan/plan-lend'
import { makeTolerance } from '../lib/plan/tolerance'
import type { AccountSnapshot } from '../lib/protocols/protocol'
import { protocols } from '../lib/protocols/registry'
import { owner as chainOwner, lenders } from './accounts'
import { advanceTime, revertTo, snapshot } from './controls'
import { keepFresh } from './testing/fresh-chain'
import { createHarness, expectPlan, print } from './testing/harness'

const poolAbi = parseAbi([
  'function balanceOf(address) view returns (uint256)',
  'function availableLiquidity() view returns (uint256)',
  'function convertToAssets(uint256) view returns (uint256)',
  'function maxWithdraw(address) view returns (uint256)',
  'function previewRedeem(uint256) view returns (uint256)',
  'function previewWithdraw(uint256) view returns (uint256)',
  'function previewDeposit(uint256) view returns (uint256)',
  'function withdraw(uint256 assets, address receiver, address owner) returns (uint256)',
  'function setWithdrawFee(uint256)',
  'function pause()',
])

describe.each(protocols.filter(({ lending }) => lending !== null))('lending to $name', (adapter) => {
  const harness = createHarness(adapter, inject('rpcUrl'))
  const { owner, chain, readAccount, simulate, mineAt, runExactly } = harness
  keepFresh(chain, owner)

  const plan = (account: AccountSnapshot, intent: LendIntent) =>
    planLend(adapter, account.markets, account, intent, makeTolerance(account.markets.block))
  const supply = (pool: LendingPool, amount: bigint): LendIntent => ({
    kind: 'supply',
    poolId: pool.id,
    owner,
    amount,
  })
  const withdraw = (pool: LendingPool, amount: bigint | 'all'): LendIntent => ({
    kind: 'withdraw-supply',
    poolId: pool.id,
    owner,
    amount,
  })
  const codesOf = (account: AccountSnapshot, intent: LendIntent) => {
    const result = plan(account, intent)
    return result.ok ? [] : result.issues.map(({ code }) => code)
  }

  function poolOf(account: AccountSnapshot, { id }: Pick<LendingPool, 'id'>): LendingPool {
    const pool = account.markets.pools.find((candidate) => candidate.id === id)
    if (!pool) throw new Error(`No pool ${id}`)
    return pool
  }

  const balanceOf = (account: AccountSnapshot, { asset }: LendingPool) =>
    account.wallet.find((w) => w.asset.address === asset.address)?.balance ?? 0n
  const limitOf = (account: AccountSnapshot, pool: LendingPool) =>
    computeWithdrawalLimit(poolOf(account, pool), findSuppliedShares(account, pool.id))

  /** Runs it on the chain exactly as simulated, and both as our own arithmetic says for that very block. */
  async function lendExactly(before: AccountSnapshot, intent: LendIntent): Promise<AccountSnapshot> {
    const planned = expectPlan(plan(before, intent))
    const simulated = await simulate(planned, before.markets, before.markets.block.timestamp + 30n)
    if (!simulated.ok) throw new Error(print(simulated.issue))
    const start = simulated.before
    const { draft } = plan(start, intent)
    if (!draft) throw new Error('No estimate')
    const estimated = estimateLending(poolOf(start, { id: intent.poolId }), start, draft)
    expect(estimated).toEqual(viewLendingOf(simulated.after, intent.poolId))
    const after = await runExactly(planned, before)
    expect(allowances(after)).toEqual([])
    return after
  }

  const allowances = (account: AccountSnapshot) =>
    account.wallet.flatMap((w) => w.allowances.filter(({ amount }) => amount > 0n))

  async function supplied(pool: LendingPool, parts = 4n): Promise<AccountSnapshot> {
    const start = await readAccount()
    return lendExactly(start, supply(pool, balanceOf(start, pool) / parts))
  }

  /** As somebody whose key nobody has. Gas is given: an estimate in the last block's second misses the interest of the next. */
  async function act(account: Address, { address }: LendingPool, data: Hex): Promise<void> {
    await chain.impersonateAccount({ address: account })
    await chain.setBalance({ address: account, value: 10n ** 18n })
    const hash = await sendTransaction(chain, { account, to: address, data, gas: 1_000_000n, chain: null })
    expect(await chain.waitForTransactionReceipt({ hash })).toMatchObject({ status: 'success' })
  }
  const leave = (amount: bigint, lender: Address) =>
    encodeFunctionData({ abi: poolAbi, functionName: 'withdraw', args: [amount, lender, lender] })
  const setFee = (feeBps: bigint) =>
    encodeFunctionData({ abi: poolAbi, functionName: 'setWithdrawFee', args: [feeBps] })

  /** Lets the pool's other lenders leave until only so much lies in it. */
  async function drain(pool: LendingPool, remaining: bigint): Promise<void> {
    for (const lender of lenders) {
      const { availableLiquidity } = poolOf(await readAccount(), pool)
      const most = await chain.readContract({
        address: pool.address,
        abi: poolAbi,
        functionName: 'maxWithdraw',
        args: [lender],
      })
      const wanted = availableLiquidity - remaining
      const amount = min(wanted, most)
      if (amount > 0n) await act(lender, pool, leave(amount, lender))
    }
    expect(poolOf(await readAccount(), pool).availableLiquidity).toBe(remaining)
  }

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
      expect(limitOf(account, pool)).toEqual({ amount: remaining, limitedBy: 'liquidity', canTakeAll: false })
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

  it('refuses to supply less than a share is worth, as the pool does', async () => {
    for (const pool of (await readAccount()).markets.pools) {
      const account = await readAccount()
      expect(pool.totalAssets).toBeGreaterThan(pool.totalShares)
      expect(codesOf(account, supply(pool, 1n))).toEqual(['supply-too-small'])
      await lendExactly(account, supply(pool, 2n))
    }
  })

  /** The plan for the most that is possible, with the amount of its call exchanged for one that is not. */
  async function expectReverted(account: AccountSnapshot, pool: LendingPool, amount: bigint): Promise<void> {
    const id = await snapshot(chain)
    const { draft } = plan(account, withdraw(pool, amount))
    const possible = expectPlan(plan(account, withdraw(pool, 1n)))
    if (!draft) throw new Error('No estimate')
    const steps = draft.calls.map((call) => ({ kind: 'call' as const, ...call }))
    const impossible = { ...possible, steps }
    const timestamp = account.markets.block.timestamp + 30n
    expect(await simulate(impossible, account.markets, timestamp)).toMatchObject({ ok: false })
    expect(await mineAt(impossible, timestamp)).toEqual(['reverted'])
    await revertTo(chain, id)
  }
})
