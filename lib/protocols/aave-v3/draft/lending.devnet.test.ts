import { parseAbi } from 'viem'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { lenders, owner as operator, practiceAave, practiceSpark } from '../../../../devnet/accounts'
import { keepFresh } from '../../../../devnet/testing/fresh-chain'
import { createHarness } from '../../../../devnet/testing/harness'
import { createLending } from '../../../../devnet/testing/lending'
import { act, wouldWork } from '../../../../devnet/testing/lending-people'
import type { Address } from '../../../domain/asset'
import { identifyIssue } from '../../../domain/issue'
import type { LendingPool } from '../../../domain/lending'
import { ceilDiv } from '../../../domain/math'
import { computeUnit } from '../../../domain/value'
import { planLend } from '../../../plan/plan-lend'
import { makeTolerance } from '../../../plan/tolerance'
import type { AccountSnapshot } from '../../protocol'
import { aaveV3Adapter, sparkAdapter } from '..'
import { stateOf } from '../read/state'

const abi = parseAbi([
  'function getPoolConfigurator() view returns (address)',
  'function setReserveFreeze(address, bool)',
  'function setReservePause(address, bool)',
  'function setReserveFactor(address, uint256)',
  'function setSupplyCap(address, uint256)',
  'function supply(address, uint256, address, uint16)',
  'function borrow(address, uint256, uint256, uint16, address)',
  'function withdraw(address, uint256, address) returns (uint256)',
  'function approve(address, uint256) returns (bool)',
])
const [lender = operator] = lenders
const VARIABLE_RATE = 2n

describe.each([
  { adapter: aaveV3Adapter, provider: practiceAave },
  { adapter: sparkAdapter, provider: practiceSpark },
])('what limits lending to $adapter.name', { timeout: 300_000 }, ({ adapter, provider }) => {
  const harness = createHarness(adapter, inject('rpcUrl'))
  const { owner, chain, readAccount } = harness
  const { supply, withdraw, codesOf, poolOf, mostOf, limitOf, lendExactly, supplied } = createLending(harness)
  const { startAgain } = keepFresh(chain, owner)
  let configurator: Address
  beforeAll(async () => {
    configurator = await chain.readContract({ address: provider, abi, functionName: 'getPoolConfigurator' })
  })

  const rawOf = ({ markets }: AccountSnapshot) => stateOf(markets).raw
  const poolBy = (account: AccountSnapshot, symbol: string): LendingPool => {
    const found = account.markets.pools.find(({ asset }) => asset.symbol === symbol)
    if (!found) throw new Error(`No pool of ${symbol}`)
    return found
  }
  const listOpen = (account: AccountSnapshot) =>
    account.markets.pools.filter((pool) => mostOf(account, pool) > 0n)
  const configure = (functionName: string, ...args: readonly unknown[]) =>
    act(chain, { from: operator, to: configurator, abi, functionName, args })
  const issuesOf = (account: AccountSnapshot, pool: LendingPool, amount: bigint) => {
    const { block } = account.markets
    const result = planLend(adapter, account.markets, account, supply(pool, amount), makeTolerance(block))
    return result.ok ? [] : result.issues.map(identifyIssue)
  }

  /** Whether the chain would do it in the snapshot's second. */
  const wouldWithdraw = (account: AccountSnapshot, pool: LendingPool, amount: bigint) =>
    wouldWork(
      chain,
      [
        {
          ...{ from: owner, to: rawOf(account).structure.pool, abi },
          functionName: 'withdraw',
          args: [pool.asset.address, amount, owner],
        },
      ],
      account.markets.block,
    )
  const wouldSupply = (account: AccountSnapshot, pool: LendingPool, amount: bigint) => {
    const to = rawOf(account).structure.pool
    const { address } = pool.asset
    return wouldWork(
      chain,
      [
        { from: owner, to: address, abi, functionName: 'approve', args: [to, amount] },
        { from: owner, to, abi, functionName: 'supply', args: [address, amount, owner, 0] },
      ],
      account.markets.block,
    )
  }

  it('withdraws to the last unit of what is not lent out, and refuses one more, as the pool does', async () => {
    let drained = 0
    for (const pool of listOpen(await readAccount())) {
      const lent = await supplied(pool)
      const { availableLiquidity } = poolOf(lent, pool)
      const wanted = limitOf(lent, pool).amount / 3n + 1n
      const borrow = {
        ...{ from: lender, to: rawOf(lent).structure.pool, abi, functionName: 'borrow' },
        args: [pool.asset.address, availableLiquidity - wanted, VARIABLE_RATE, 0, lender],
      }
      if (await wouldWork(chain, [borrow])) {
        await act(chain, borrow)
        const account = await readAccount()
        expect(limitOf(account, pool)).toEqual({ amount: wanted, limitedBy: 'liquidity', canTakeAll: false })
        for (const amount of [wanted + 1n, 'all'] as const)
          expect(codesOf(account, withdraw(pool, amount))).toEqual(['withdrawal-over-liquidity'])
        expect(await wouldWithdraw(account, pool, wanted + 1n)).toBe(false)
        const after = await lendExactly(account, withdraw(pool, wanted))
        expect(poolOf(after, pool).availableLiquidity).toBe(0n)
        drained++
      }
      await startAgain()
    }
    expect(drained).toBeGreaterThan(0)
  })

  it('fills a pool to its cap, whatever interest comes meanwhile, and refuses one unit more', async () => {
    const symbol = 'WETH'
    const account = await readAccount()
    const { asset, totalAssets } = poolBy(account, symbol)
    await configure('setSupplyCap', asset.address, ceilDiv(totalAssets, computeUnit(asset.decimals)) + 3n)
    const capped = await readAccount()
    const pool = poolBy(capped, symbol)
    const { supplyRoom = 0n } = pool
    expect(supplyRoom).toBeGreaterThan(computeUnit(asset.decimals))
    expect(codesOf(capped, supply(pool, supplyRoom + 1n))).toEqual(['cap-limit-reached'])
    expect(await wouldSupply(capped, pool, supplyRoom + computeUnit(asset.decimals) * 2n)).toBe(false)
    await lendExactly(capped, supply(pool, supplyRoom))
  })

  it('takes nothing more where it is frozen, and lets out what is there', async () => {
    const pool = poolBy(await readAccount(), 'WETH')
    await supplied(pool)
    await configure('setReserveFreeze', pool.asset.address, true)
    const frozen = await readAccount()
    expect(poolOf(frozen, pool).supplyRoom).toBe(0n)
    expect(issuesOf(frozen, pool, 10n ** 15n)).toEqual(['reserve-frozen'])
    expect(await wouldSupply(frozen, pool, 10n ** 15n)).toBe(false)
    const after = await lendExactly(frozen, withdraw(pool, 'all'))
    expect(after.supplies).toEqual([])
  })

  it('does nothing where it is paused, as the pool', async () => {
    const pool = poolBy(await readAccount(), 'WETH')
    await supplied(pool)
    await configure('setReservePause', pool.asset.address, true)
    const paused = await readAccount()
    expect(issuesOf(paused, pool, 10n ** 15n)).toEqual(['market-paused'])
    for (const amount of [10n ** 15n, 'all'] as const)
      expect(codesOf(paused, withdraw(pool, amount))).toEqual(['market-paused'])
    expect(await wouldWithdraw(paused, pool, 10n ** 15n)).toBe(false)
    expect(limitOf(paused, pool)).toMatchObject({ amount: 0n, limitedBy: 'paused' })
  })

  it('promises no interest where the protocol keeps all of it', async () => {
    const pool = poolBy(await readAccount(), 'WETH')
    await configure('setReserveFactor', pool.asset.address, 10_000n)
    const account = await readAccount()
    // the older line keeps the rate until somebody moves the reserve
    if (adapter === aaveV3Adapter) expect(poolOf(account, pool).supplyAprWad).toBe(0n)
    const result = planLend(
      adapter,
      account.markets,
      account,
      supply(pool, 10n ** 18n),
      makeTolerance(account.markets.block),
    )
    expect(result.draft?.issues.map(identifyIssue)).toEqual(['no-interest'])
    const after = await lendExactly(account, supply(pool, 10n ** 18n))
    expect(poolOf(after, pool).supplyAprWad).toBe(0n)
  })

  it('sends to the position what counts for a debt, and lets out what does not', async () => {
    const pool = poolBy(await readAccount(), 'WETH')
    const account = await supplied(pool)
    const [debt] = account.markets.farms.filter(
      ({ asset, isOpen }) => asset.address === pool.asset.address && isOpen,
    )
    if (!debt) throw new Error('Nothing is lent against it')
    const { pool: to } = rawOf(account).structure
    const amount = computeUnit(debt.debtAsset.decimals)
    const args = [debt.debtAsset.address, amount, VARIABLE_RATE, 0, owner]
    await act(chain, { from: owner, to, abi, functionName: 'borrow', args })
    const owing = await readAccount()
    expect(owing.supplies).toMatchObject([
      { poolId: pool.id, within: { positionId: owing.positions[0]?.id, isPledged: true } },
    ])
    expect(codesOf(owing, withdraw(pool, 'all'))).toEqual(['protocol-rule'])
    // more of it harms nobody
    await lendExactly(owing, supply(pool, 10n ** 15n))
  })
})
