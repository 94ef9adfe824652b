import { describe, expect, inject, it } from 'vitest'
import type { Address } from '../lib/domain/asset'
import type { Farm } from '../lib/domain/farm'
import type { ManageIntent } from '../lib/domain/intent'
import { computeEquityE8 } from '../lib/domain/leverage'
import { findOracleFault } from '../lib/domain/oracle'
import { findBasePriceE8 } from '../lib/domain/scenario'
import { computeUnit, computeValueE8 } from '../lib/domain/value'
import { planManage } from '../lib/plan/plan-manage'
import { planOpen } from '../lib/plan/plan-open'
import { makeTolerance } from '../lib/plan/tolerance'
import type { AccountSnapshot } from '../lib/protocols/protocol'
import { protocols } from '../lib/protocols/registry'
import { liquidateUnhealthy, readPricedAssets, setPrice } from './controls'
import { BLOCKS_ON_TOP, connectOnTop, placeArbSys } from './testing/chain-on-top'
import { keepFresh } from './testing/fresh-chain'
import { createHarness, expectPlan } from './testing/harness'

/** Above the market's own premium and fee nothing may be lost; the practice chain takes 4 % and 1.5 % of what is held. */
const MOST_LOST_PERCENT = 6n

/** What a unit each of tokens with six decimals is worth. */
const UNITS_E8 = 1_000n

describe.each(protocols.filter((p) => p.fetchLiquidation))('a liquidation in $name', (adapter) => {
  const harness = createHarness(adapter, inject('rpcUrl'))
  const { owner, client, chain, counter, readAccount, runExactly } = harness
  const { startAgain } = keepFresh(chain, owner)

  /** The long farm whose price can be moved, by the asset that its direction is about. */
  function findFarm({ markets }: AccountSnapshot, direction: Farm['direction']): Farm {
    const farm = markets.farms.find((f) => f.direction === direction && f.forms.includes('spot'))
    if (!farm) throw new Error(`No ${direction} farm`)
    return farm
  }

  async function open(direction: Farm['direction'], leverageWad: bigint): Promise<AccountSnapshot> {
    const account = await readAccount()
    const farm = findFarm(account, direction)
    const [deposit] = farm.depositAssets
    if (!deposit) throw new Error(`${farm.name} takes no deposit`)
    const amount = (5_000n * 10n ** 8n * computeUnit(deposit.asset.decimals)) / deposit.priceE8
    const intent = {
      kind: 'open',
      farmId: farm.id,
      owner,
      deposit: { asset: deposit.asset, amount },
      leverageWad,
    } as const
    const tolerance = makeTolerance(account.markets.block)
    return runExactly(expectPlan(planOpen(adapter, account.markets, account, intent, tolerance)), account)
  }

  function positionOf({ positions }: AccountSnapshot) {
    const [position] = positions
    if (!position) throw new Error('There is no position')
    return position
  }

  async function movePrice(asset: Address, percent: bigint, feedOnly = false): Promise<void> {
    const found = (await readPricedAssets(client)).find((p) => p.address === asset)
    if (!found) throw new Error(`${asset} has no price`)
    await setPrice(client, asset, ((Number(found.price) * Number(percent)) / 100).toFixed(8), { feedOnly })
  }

  const fetchLiquidation = (account: AccountSnapshot) =>
    adapter.fetchLiquidation?.(client, account, positionOf(account).id)
  const planOf = (account: AccountSnapshot, action: Pick<ManageIntent, 'kind'> & Record<string, unknown>) =>
    planManage(
      adapter,
      account,
      { ...action, positionId: positionOf(account).id, owner } as ManageIntent,
      makeTolerance(account.markets.block),
    )

  it.each([
    ['long', 80n],
    ['short', 125n],
  ] as const)(
    'of a %s position says when, at what price, what it cost and what is left, and lets it be taken',
    async (direction, percent) => {
      const opened = await open(direction, 4n * 10n ** 18n)
      const { directionAsset } = findFarm(opened, direction)
      await movePrice(directionAsset.address, percent)
      const fallen = await readAccount()
      expect(positionOf(fallen).isLiquidatable).toBe(true)
      expect(await fetchLiquidation(fallen)).toBeNull()
      expect((await liquidateUnhealthy(client)).map(({ account }) => account)).toContain(
        positionOf(fallen).account,
      )

      const after = await readAccount()
      const left = positionOf(after)
      expect(left.debts[0].amount).toBe(0n)
      const asked = counter.requests
      const liquidation = await fetchLiquidation(after)
      expect(counter.requests - asked).toBeLessThanOrEqual(3)
      if (!liquidation?.loss) throw new Error('The liquidation was not found')
      expect(liquidation.extent).toBe('whole')
      const receipt = await chain.getTransactionReceipt({ hash: liquidation.transactionHash })
      expect(receipt).toMatchObject({ status: 'success', blockNumber: liquidation.blockNumber })
      const block = await chain.getBlock({ blockNumber: liquidation.blockNumber })
      expect(liquidation.timestamp).toBe(block.timestamp)

      const { prices, equityBeforeE8, equityAfterE8, costE8 } = liquidation.loss
      const price = prices.find((p) => p.asset.address === directionAsset.address)
      expect(price?.priceE8).toBe(findBasePriceE8(positionOf(fallen), directionAsset.address))
      // what the chain itself says is left, the unit that it keeps of each token apart
      const uncounted = computeEquityE8(left) - equityAfterE8
      expect(uncounted >= 0n && uncounted <= UNITS_E8).toBe(true)
      expect(costE8).toBe(equityBeforeE8 - equityAfterE8)
      expect(costE8).toBeGreaterThan(0n)
      const heldE8 = positionOf(fallen).collaterals.reduce(
        (sum, c) => sum + computeValueE8(c.amount, c.priceE8, c.asset.decimals),
        0n,
      )
      expect(costE8 * 100n).toBeLessThan(heldE8 * MOST_LOST_PERCENT)
      expect(equityBeforeE8).toBeLessThanOrEqual(computeEquityE8(positionOf(fallen)))

      const taken = await runExactly(expectPlan(planOf(after, { kind: 'close', receive: 'as-is' })), after)
      expect(taken.positions).toEqual([])
      const balanceOf = ({ wallet }: AccountSnapshot) =>
        wallet.find((w) => w.asset.address === left.debts[0].asset.address)?.balance ?? 0n
      expect(balanceOf(taken) - balanceOf(after)).toBeGreaterThanOrEqual(
        (liquidation.remaining?.amount ?? 0n) - 1n,
      )
    },
  )

  it('is found on a chain that lies upon another, whose contracts note the block beneath', async () => {
    await placeArbSys(chain)
    const opened = await open('long', 4n * 10n ** 18n)
    await movePrice(findFarm(opened, 'long').directionAsset.address, 80n)
    await liquidateUnhealthy(client)
    const after = await readAccount()
    const liquidation = await fetchLiquidation(after)
    const onTop = connectOnTop(inject('rpcUrl'))
    const account = await adapter.fetchAccount(onTop, after.markets.chainId, owner)
    expect(account.markets.block.number).toBe(after.markets.block.number + BLOCKS_ON_TOP)
    expect(account.positions.map(({ collaterals, debts }) => [collaterals, debts])).toEqual(
      after.positions.map(({ collaterals, debts }) => [collaterals, debts]),
    )
    expect(liquidation?.loss).not.toBeNull()
    expect(await adapter.fetchLiquidation?.(onTop, account, positionOf(account).id)).toEqual({
      ...liquidation,
      blockNumber: (liquidation?.blockNumber ?? 0n) + BLOCKS_ON_TOP,
    })
  })

  it('is not seen in a position that never borrowed, nor in one that repaid all by itself', async () => {
    const unborrowed = await open('long', 10n ** 18n)
    expect(await fetchLiquidation(unborrowed)).toBeNull()
    await startAgain()
    const opened = await open('long', 2n * 10n ** 18n)
    const repaid = await runExactly(expectPlan(planOf(opened, { kind: 'repay', amount: 'all' })), opened)
    expect(positionOf(repaid).debts[0].amount).toBe(0n)
    expect(await fetchLiquidation(repaid)).toBeNull()
  })

  it('comes after oracle readings that are sound, and that say so where the market is elsewhere', async () => {
    const opened = await open('long', 2n * 10n ** 18n)
    const { timestamp } = opened.markets.block
    for (const { oracles } of [...opened.positions, ...opened.markets.farms]) {
      expect(oracles.length).toBeGreaterThan(0)
      for (const reading of oracles)
        expect(findOracleFault(reading, timestamp), reading.asset.symbol).toBeNull()
    }
    const { directionAsset } = findFarm(opened, 'long')
    await movePrice(directionAsset.address, 95n, true)
    const off = await readAccount()
    const reading = positionOf(off).oracles.find((o) => o.asset.address === directionAsset.address)
    expect(reading && findOracleFault(reading, off.markets.block.timestamp)).toBe('diverging')
    const borrowing = planOf(off, {
      kind: 'borrow',
      amount: positionOf(off).debts[0].amount / 20n,
      use: 'wallet',
    })
    expect(expectPlan(borrowing).issues).toContainEqual(
      expect.objectContaining({ code: 'price-diverging', severity: 'warning' }),
    )
    const repaying = planOf(off, { kind: 'repay', amount: positionOf(off).debts[0].amount / 20n })
    expect(expectPlan(repaying).issues).toContainEqual(
      expect.objectContaining({ code: 'price-diverging', severity: 'info' }),
    )
  })
})
