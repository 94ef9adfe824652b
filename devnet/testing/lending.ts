import { type Address, encodeFunctionData, type Hex, parseAbi } from 'viem'
import { sendTransaction } from 'viem/actions'
import { expect } from 'vitest'
import type { LendIntent } from '../../lib/domain/intent'
import { computeWithdrawalLimit, type LendingPool } from '../../lib/domain/lending'
import { min } from '../../lib/domain/math'
import { estimateLending, findSuppliedShares, viewLendingOf } from '../../lib/plan/lend-view'
import { planLend } from '../../lib/plan/plan-lend'
import { makeTolerance } from '../../lib/plan/tolerance'
import type { AccountSnapshot } from '../../lib/protocols/protocol'
import { lenders } from '../accounts'
import { revertTo, snapshot } from '../controls'
import { expectPlan, type Harness, print } from './harness'

export const poolAbi = parseAbi([
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

/** What lending is tried with, for every protocol that has pools to supply to. */
export function createLending(harness: Harness) {
  const { adapter, owner, chain, readAccount, simulate, mineAt, runExactly } = harness

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

  /** The most that can be supplied now. */
  function mostOf(account: AccountSnapshot, pool: LendingPool): bigint {
    const balance = balanceOf(account, pool)
    return min(balance, poolOf(account, pool).supplyRoom ?? balance)
  }

  async function supplied(pool: LendingPool, parts = 4n): Promise<AccountSnapshot> {
    const start = await readAccount()
    return lendExactly(start, supply(pool, mostOf(start, pool) / parts))
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

  return {
    supply,
    withdraw,
    codesOf,
    poolOf,
    balanceOf,
    mostOf,
    limitOf,
    lendExactly,
    supplied,
    act,
    setFee,
    drain,
    expectReverted,
  }
}
