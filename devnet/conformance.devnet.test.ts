import { describe, expect, inject, it } from 'vitest'
import type { Asset } from '../lib/domain/asset'
import type { Farm } from '../lib/domain/farm'
import { computeFigures } from '../lib/domain/figures'
import { WAD } from '../lib/domain/math'
import { planManage } from '../lib/plan/plan-manage'
import { planOpen } from '../lib/plan/plan-open'
import { makeTolerance } from '../lib/plan/tolerance'
import type { AccountSnapshot } from '../lib/protocols/protocol'
import { protocols } from '../lib/protocols/registry'
import { advanceTime, revertTo, setPrice, snapshot } from './controls'
import { keepFresh } from './testing/fresh-chain'
import { createHarness, expectPlan } from './testing/harness'

describe.each(protocols)('$name on the practice chain', (adapter) => {
  const harness = createHarness(adapter, inject('rpcUrl'))
  const { owner, chain, counter, driver, readMarkets, readAccount, simulate, mineAt, runExactly } = harness
  keepFresh(chain, owner)

  function depositFor(farm: Farm, asset: Asset): { asset: Asset; amount: bigint } {
    const price = farm.depositAssets.find((d) => d.asset.address === asset.address)?.priceE8 ?? 0n
    return { asset, amount: (10_000n * 10n ** 8n * 10n ** BigInt(asset.decimals)) / price }
  }

  function planOpening(
    account: AccountSnapshot,
    farm: Farm,
    asset = farm.depositAssets[0]?.asset,
    leverage = 3n,
  ) {
    if (!asset) throw new Error('A farm without deposit assets')
    return planOpen(
      adapter,
      account.markets,
      account,
      { kind: 'open', farmId: farm.id, owner, deposit: depositFor(farm, asset), leverageWad: leverage * WAD },
      makeTolerance(account.markets.block),
    )
  }

  function planClosing(account: AccountSnapshot, receive: Asset) {
    const positionId = account.positions[0]?.id ?? ''
    const intent = { kind: 'close', positionId, owner, receive } as const
    return planManage(adapter, account, intent, makeTolerance(account.markets.block))
  }

  it('loads all farms in at most 3 requests, an account in one more, and each again in one less', async () => {
    const countRequests = async (read: () => Promise<unknown>) => {
      counter.requests = 0
      await read()
      return counter.requests
    }
    expect(await countRequests(readMarkets)).toBeLessThanOrEqual(3)
    expect(await countRequests(readMarkets)).toBeLessThanOrEqual(2)
    expect(await countRequests(readAccount)).toBeLessThanOrEqual(3)
    expect((await readMarkets()).farms.length).toBeGreaterThanOrEqual(6)
  })

  it('opens and closes every farm from every deposit asset exactly as simulated, leaving nothing behind', async () => {
    const { farms } = await readMarkets()
    const { wallet: funds } = await readAccount()
    const isHeld = (asset: Asset) => funds.some((w) => w.asset.address === asset.address && w.balance > 0n)
    const deposited = new Set<string>()
    for (const farm of farms) {
      for (const { asset } of farm.depositAssets.filter((d) => isHeld(d.asset))) {
        const id = await snapshot(chain)
        deposited.add(asset.symbol)
        const start = await readAccount()
        const opening = expectPlan(planOpening(start, farm, asset))
        const opened = await runExactly(opening, start)
        const [position] = opened.positions
        if (!position) throw new Error(`${farm.name} from ${asset.symbol}: no position`)
        expect(position.farmId).toBe(farm.id)
        const figures = computeFigures(position)
        expect(figures.healthFactorWad).toBe(position.chainHealthFactorWad)
        expect(Number(figures.leverageWad) / 1e18).toBeCloseTo(3, 1)

        const closed = await runExactly(expectPlan(planClosing(opened, asset)), opened)
        expect(closed.positions).toEqual([])
        expect(await leftBehind(closed, position.account)).toEqual([])
        await revertTo(chain, id)
      }
    }
    expect([...deposited].sort()).toEqual(['SYND', 'USDC', 'USDT', 'WETH'])
  })

  /** Tokens of which more than the protocol's own unit stayed on a closed account, and allowances that stayed in the wallet. */
  async function leftBehind(
    closed: AccountSnapshot,
    positionAccount: Asset['address'],
  ): Promise<readonly string[]> {
    const left: string[] = []
    for (const { asset, allowances } of closed.wallet) {
      const balance = await chain.readContract({
        abi: [
          {
            type: 'function',
            name: 'balanceOf',
            stateMutability: 'view',
            inputs: [{ name: 'account', type: 'address' }],
            outputs: [{ name: '', type: 'uint256' }],
          },
        ],
        address: asset.address,
        functionName: 'balanceOf',
        args: [positionAccount],
      })
      if (balance > driver.keptUnits) left.push(`${balance} ${asset.symbol}`)
      if (allowances.some(({ amount }) => amount > 0n)) left.push(`allowance of ${asset.symbol}`)
    }
    return left
  }

  const leveragedLp = (snapshot: AccountSnapshot) => {
    const farm = snapshot.markets.farms.find(
      (f) => f.forms.includes('leveraged-lp') && f.direction === 'long',
    )
    if (!farm) throw new Error('No leveraged LP farm')
    return farm
  }

  it('refuses to open where the price moves by more than the slippage between quote and block', async () => {
    const before = await readAccount()
    const farm = leveragedLp(before)
    const plan = expectPlan(planOpening(before, farm))
    await setPrice(chain, farm.directionAsset.address, '2200')
    const timestamp = (await readMarkets()).block.timestamp + 10n
    const result = await simulate(plan, before.markets, timestamp)
    expect(result).toMatchObject({ ok: false, issue: { code: 'slippage-exceeded', severity: 'refusal' } })
    const statuses = await mineAt(plan, timestamp)
    expect(statuses.at(-1)).toBe('reverted')
    expect((await readAccount()).positions).toEqual([])
  })

  it('refuses to close where the price moves by more than the slippage between quote and block', async () => {
    const start = await readAccount()
    const farm = leveragedLp(start)
    const opened = await runExactly(expectPlan(planOpening(start, farm)), start)
    const plan = expectPlan(planClosing(opened, farm.debtAsset))
    await setPrice(chain, farm.directionAsset.address, '1800')
    const timestamp = (await readMarkets()).block.timestamp + 10n
    const result = await simulate(plan, opened.markets, timestamp)
    expect(result).toMatchObject({ ok: false, issue: { code: 'slippage-exceeded', severity: 'refusal' } })
    expect(await mineAt(plan, timestamp)).toEqual(['reverted'])
    expect((await readAccount()).positions).toHaveLength(1)
  })

  it('refuses after its deadline, though it only joins a pool', async () => {
    const before = await readAccount()
    const plan = expectPlan(planOpening(before, leveragedLp(before)))
    expect(await simulate(plan, before.markets, plan.deadlineSeconds)).toMatchObject({ ok: true })
    expect(await simulate(plan, before.markets, plan.deadlineSeconds + 1n)).toMatchObject({
      ok: false,
      issue: { code: 'review-expired' },
    })
  })

  it('repays all that is owed at the block that mines it, a month after it was opened', async () => {
    const start = await readAccount()
    const opened = await runExactly(expectPlan(planOpening(start, leveragedLp(start))), start)
    await advanceTime(chain, 30 * 86_400)
    const later = await readAccount()
    const [position] = later.positions
    if (!position) throw new Error('No position')
    expect(position.debts[0].amount).toBeGreaterThan(opened.positions[0]?.debts[0].amount ?? 0n)
    expect(position.rewards.length).toBeGreaterThan(0)
    const closed = await runExactly(expectPlan(planClosing(later, position.debts[0].asset)), later)
    expect(closed.positions).toEqual([])
  })

  it.each(['long', 'short'] as const)(
    'a %s is liquidatable exactly where its liquidation price says',
    async (direction) => {
      const start = await readAccount()
      const farms = start.markets.farms.filter((f) => f.direction === direction)
      expect(farms.length).toBeGreaterThan(0)
      for (const farm of farms) {
        const id = await snapshot(chain)
        const before = await readAccount()
        const opened = await runExactly(expectPlan(planOpening(before, farm)), before)
        const [position] = opened.positions
        const [liquidation] = position ? computeFigures(position).liquidations : []
        if (!position || !liquidation) throw new Error(`${farm.name}: no liquidation price`)
        expect(liquidation.side).toBe(direction === 'long' ? 'below' : 'above')
        const oneBp = liquidation.priceE8 / 10_000n
        const outward = liquidation.side === 'below' ? -oneBp : oneBp
        expect(await isLiquidatableAt(liquidation.asset, liquidation.priceE8 - outward)).toBe(false)
        expect(await isLiquidatableAt(liquidation.asset, liquidation.priceE8 + outward)).toBe(true)
        await revertTo(chain, id)
      }
    },
  )

  /** The chain's own verdict with the oracle's feed at that price and the pools left as they are. */
  async function isLiquidatableAt(asset: Asset, priceE8: bigint): Promise<boolean> {
    await setPrice(chain, asset.address, priceText(priceE8), { feedOnly: true })
    const [position] = (await readAccount()).positions
    if (!position) throw new Error('No position')
    expect(computeFigures(position).isLiquidatable).toBe(position.isLiquidatable)
    return position.isLiquidatable
  }

  const priceText = (priceE8: bigint) =>
    `${priceE8 / 10n ** 8n}.${(priceE8 % 10n ** 8n).toString().padStart(8, '0')}`
})
