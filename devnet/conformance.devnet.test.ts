import { describe, expect, inject, it } from 'vitest'
import type { Asset } from '../lib/domain/asset'
import type { Farm } from '../lib/domain/farm'
import { computeFigures } from '../lib/domain/figures'
import { planManage } from '../lib/plan/plan-manage'
import { planOpen } from '../lib/plan/plan-open'
import { makeTolerance } from '../lib/plan/tolerance'
import { aaveV3Adapter, sparkAdapter } from '../lib/protocols/aave-v3'
import type { AccountSnapshot, ProtocolAdapter } from '../lib/protocols/protocol'
import { protocols } from '../lib/protocols/registry'
import { advanceTime, readPricedAssets, revertTo, setPrice, snapshot } from './controls'
import { keepFresh } from './testing/fresh-chain'
import { createHarness, expectPlan } from './testing/harness'
import { depositFor, leverageFor, pickFarms } from './testing/pick-farms'
import { findLeftovers, findResidue } from './testing/residue'

/** Whether the app shows them already or not. */
const adapters: ReadonlySet<ProtocolAdapter> = new Set([...protocols, aaveV3Adapter, sparkAdapter])

describe.each([...adapters])('$name on the practice chain', (adapter) => {
  const harness = createHarness(adapter, inject('rpcUrl'))
  const { owner, chain, counter, driver, readMarkets, readAccount } = harness
  const { planWith, simulate, mineAt, runInTurn, runExactly } = harness
  keepFresh(chain, owner)

  type Choice = { readonly asset?: Asset | undefined; readonly holder?: Asset['address'] | undefined }

  function planOpening(account: AccountSnapshot, farm: Farm, { asset, holder }: Choice = {}) {
    const intent = {
      kind: 'open',
      farmId: farm.id,
      owner,
      deposit: depositFor(farm, asset),
      leverageWad: leverageFor(farm),
      ...(holder && { holder }),
    } as const
    return planWith(account, (asked) =>
      planOpen(adapter, asked.markets, asked, intent, makeTolerance(asked.markets.block)),
    )
  }

  function planClosing(account: AccountSnapshot, receive: Asset) {
    const positionId = account.positions[0]?.id ?? ''
    const intent = { kind: 'close', positionId, owner, receive } as const
    return planWith(account, (asked) =>
      planManage(adapter, asked, intent, makeTolerance(asked.markets.block)),
    )
  }

  it('loads all farms in few requests, an account in one more, and each again in one and growth’s', async () => {
    const countRequests = async (read: () => Promise<unknown>) => {
      counter.requests = 0
      await read()
      return counter.requests
    }
    expect(await countRequests(readMarkets)).toBeLessThanOrEqual(driver.firstRequests)
    expect(await countRequests(readMarkets)).toBeLessThanOrEqual(2)
    expect(await countRequests(readAccount)).toBeLessThanOrEqual(3)
    const { farms } = await readMarkets()
    expect(farms.length).toBeGreaterThanOrEqual(driver.fewestFarms)
    expect(farms.some(({ yields }) => yields.some(({ kind }) => kind === 'reward'))).toBe(driver.paysRewards)
  })

  it('opens and closes every farm from every deposit asset exactly as simulated, leaving nothing behind', async () => {
    const { markets, wallet: funds } = await readAccount()
    const isHeld = (asset: Asset) => funds.some((w) => w.asset.address === asset.address && w.balance > 0n)
    const deposited = new Set<string>()
    for (const farm of pickFarms(driver, markets)) {
      const held = farm.depositAssets.filter((d) => isHeld(d.asset))
      expect(held.length, farm.name).toBeGreaterThan(0)
      for (const { asset } of held) {
        const id = await snapshot(chain)
        deposited.add(asset.symbol)
        const start = await readAccount()
        const opened = await runExactly(expectPlan(await planOpening(start, farm, { asset })), start)
        expectOpened(opened, farm)
        const closed = await runExactly(expectPlan(await planClosing(opened, asset)), opened)
        await expectNothingLeft(opened, closed)
        await revertTo(chain, id)
      }
    }
    expect([...deposited]).toEqual(expect.arrayContaining([...driver.deposits]))
  })

  function expectOpened({ positions: [position] }: AccountSnapshot, farm: Farm): void {
    if (!position) throw new Error(`${farm.name}: no position`)
    expect(position.farmId).toBe(farm.id)
    const figures = computeFigures(position)
    expect(figures.healthFactorWad).toBe(position.chainHealthFactorWad)
    expect(Number(figures.leverageWad) / 1e18).toBeCloseTo(Number(leverageFor(farm)) / 1e18, 1)
  }

  async function expectNothingLeft(opened: AccountSnapshot, closed: AccountSnapshot): Promise<void> {
    expect(closed.positions).toEqual([])
    const left = opened.positions.map(({ account }) => findLeftovers(harness, closed, account))
    expect((await Promise.all(left)).flat()).toEqual([])
    expect(await findResidue(harness, closed)).toEqual([])
  }

  it('opens and closes in whatever may hold a position, at once and one signature after the other', async () => {
    const { holders = [], markets } = await readAccount()
    const farm = pickFarms(driver, markets).find(({ direction }) => direction === 'long')
    if (!farm) throw new Error('No long farm')
    const [account] = holders.filter(({ kind }) => kind === 'account')
    const [safe] = holders.filter(({ kind }) => kind === 'safe')
    for (const holder of new Set([account?.address, safe?.address])) {
      for (const run of [runExactly, runInTurn]) {
        const id = await snapshot(chain)
        const start = await readAccount()
        const opened = await run(expectPlan(await planOpening(start, farm, { holder })), start)
        expectOpened(opened, farm)
        if (holder) expect(opened.positions[0]?.account.toLowerCase()).toBe(holder.toLowerCase())
        const closed = await run(expectPlan(await planClosing(opened, farm.debtAsset)), opened)
        await expectNothingLeft(opened, closed)
        await revertTo(chain, id)
      }
    }
  })

  /** A long farm that trades on the way: one that joins a pool, where there is one. */
  const longFarm = ({ markets }: AccountSnapshot) => {
    const long = pickFarms(driver, markets).filter(({ direction }) => direction === 'long')
    const farm = long.find(({ forms }) => forms.includes('leveraged-lp')) ?? long[0]
    if (!farm) throw new Error('No long farm')
    return farm
  }

  async function movePrice({ address }: Asset, percent: number): Promise<void> {
    const found = (await readPricedAssets(chain)).find((priced) => priced.address === address)
    if (!found) throw new Error(`${address} has no price`)
    await setPrice(chain, address, ((Number(found.price) * percent) / 100).toFixed(8))
  }

  it('refuses to open where the price moves by more than the slippage between quote and block', async () => {
    const before = await readAccount()
    const farm = longFarm(before)
    const plan = expectPlan(await planOpening(before, farm))
    await movePrice(farm.directionAsset, 110)
    const timestamp = (await readMarkets()).block.timestamp + 10n
    const result = await simulate(plan, before.markets, timestamp)
    expect(result).toMatchObject({ ok: false, issue: { code: 'slippage-exceeded', severity: 'refusal' } })
    const statuses = await mineAt(plan, timestamp)
    expect(statuses.at(-1)).toBe('reverted')
    expect((await readAccount()).positions).toEqual([])
  })

  it('refuses to close where the price moves by more than the slippage between quote and block', async () => {
    const start = await readAccount()
    const farm = longFarm(start)
    const opened = await runExactly(expectPlan(await planOpening(start, farm)), start)
    const plan = expectPlan(await planClosing(opened, farm.debtAsset))
    await movePrice(farm.directionAsset, 90)
    const timestamp = (await readMarkets()).block.timestamp + 10n
    const result = await simulate(plan, opened.markets, timestamp)
    expect(result).toMatchObject({ ok: false, issue: { severity: 'refusal' } })
    // where a protocol judges on the way, what is taken out to be sold is too much before it is sold for too little
    expect(result.ok || result.issue.code).toMatch(/^(slippage-exceeded|not-enough-collateral)$/)
    expect((await mineAt(plan, timestamp)).at(-1)).toBe('reverted')
    expect((await readAccount()).positions).toHaveLength(1)
  })

  it('refuses after its deadline', async () => {
    const before = await readAccount()
    const plan = expectPlan(await planOpening(before, longFarm(before)))
    expect(await simulate(plan, before.markets, plan.deadlineSeconds)).toMatchObject({ ok: true })
    expect(await simulate(plan, before.markets, plan.deadlineSeconds + 1n)).toMatchObject({
      ok: false,
      issue: { code: 'review-expired' },
    })
  })

  it('repays all that is owed at the block that mines it, a month after it was opened', async () => {
    const start = await readAccount()
    const opened = await runExactly(expectPlan(await planOpening(start, longFarm(start))), start)
    await advanceTime(chain, 30 * 86_400)
    const later = await readAccount()
    const [position] = later.positions
    if (!position) throw new Error('No position')
    expect(position.debts[0].amount).toBeGreaterThan(opened.positions[0]?.debts[0].amount ?? 0n)
    if (longFarm(later).yields.some(({ kind }) => kind === 'reward')) {
      expect(position.rewards.length).toBeGreaterThan(0)
    }
    const closed = await runExactly(expectPlan(await planClosing(later, position.debts[0].asset)), later)
    expect(closed.positions).toEqual([])
  })

  it.each(['long', 'short'] as const)(
    'a %s is liquidatable exactly where its liquidation price says',
    async (direction) => {
      const start = await readAccount()
      const farms = pickFarms(driver, start.markets).filter((f) => f.direction === direction)
      expect(farms.length > 0).toBe(driver.directions.includes(direction))
      for (const farm of farms) {
        const id = await snapshot(chain)
        const before = await readAccount()
        const opened = await runExactly(expectPlan(await planOpening(before, farm)), before)
        const [position] = opened.positions
        const liquidations = position ? computeFigures(position).liquidations : []
        const liquidation = liquidations.find((l) => l.asset.address === farm.directionAsset.address)
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
