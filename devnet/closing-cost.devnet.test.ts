import { describe, expect, inject, it } from 'vitest'
import { practiceChain } from '../lib/config/chains'
import type { Asset } from '../lib/domain/asset'
import type { ClosingCost } from '../lib/domain/closing-cost'
import type { Farm } from '../lib/domain/farm'
import { computeEquityE8 } from '../lib/domain/leverage'
import { abs, WAD } from '../lib/domain/math'
import type { OwnedPosition } from '../lib/domain/position'
import { computeValueE8 } from '../lib/domain/value'
import type { TransactionPlan } from '../lib/plan/plan'
import { planManage } from '../lib/plan/plan-manage'
import { planOpen } from '../lib/plan/plan-open'
import { priceExitOfOpening, priceSimulatedClosing } from '../lib/plan/price-closing'
import { makeTolerance } from '../lib/plan/tolerance'
import type { AccountSnapshot } from '../lib/protocols/protocol'
import { protocols } from '../lib/protocols/registry'
import { advanceTime, readPricedAssets, revertTo, setPrice, settlePools, snapshot } from './controls'
import { valueArrivalsE8 } from './testing/arrivals'
import { keepFresh } from './testing/fresh-chain'
import { createHarness, expectPlan } from './testing/harness'
import { depositFor, leverageFor, pickFarms } from './testing/pick-farms'

/** Rewards of the seconds until the close, which a draft without any does not claim. */
const CENT_E8 = 2_000_000n

describe.each(protocols)('what closing costs in $name', (adapter) => {
  const harness = createHarness(adapter, inject('rpcUrl'))
  const { owner, chain, driver, readMarkets, readAccount, planWith, simulate, mineAt, runExactly } = harness
  keepFresh(chain, owner)

  async function planOpening(
    before: AccountSnapshot,
    farm: Farm,
    leverageWad: bigint,
  ): Promise<TransactionPlan> {
    const deposit = depositFor(farm)
    const intent = { kind: 'open', farmId: farm.id, owner, deposit, leverageWad } as const
    const result = await planWith(before, (asked) =>
      planOpen(adapter, asked.markets, asked, intent, makeTolerance(asked.markets.block)),
    )
    return expectPlan(result)
  }

  /** Opens, and answers what the form says that leaving again would cost. */
  async function open(farm: Farm, leverageWad: bigint): Promise<ClosingCost> {
    const before = await readAccount()
    const plan = await planOpening(before, farm, leverageFor(farm, leverageWad))
    const simulated = await simulate(plan, before.markets)
    if (!simulated.ok) throw new Error('The opening was refused')
    const promised = priceExitOfOpening(adapter, plan, simulated, makeTolerance(before.markets.block))
    await runExactly(plan, before)
    if (!promised) throw new Error('No cost was promised')
    return promised
  }

  /** Closes, and answers what the close's own simulation says of its cost beside what really went missing. */
  async function close(receive: Asset) {
    const before = await readAccount()
    const [position] = before.positions
    if (!position) throw new Error('No position')
    const intent = { kind: 'close', positionId: position.id, owner, receive } as const
    const result = await planWith(before, (asked) =>
      planManage(adapter, asked, intent, makeTolerance(asked.markets.block)),
    )
    const plan = expectPlan(result)
    const timestamp = before.markets.block.timestamp + 30n
    const simulated = await simulate(plan, before.markets, timestamp)
    if (!simulated.ok) throw new Error('The close was refused')
    const promised = priceSimulatedClosing(plan, simulated)
    expect(await mineAt(plan, timestamp)).toEqual(plan.steps.map(() => 'success'))
    const after = await readAccount()
    const [then] = simulated.before.positions
    if (!promised || !then) throw new Error('No cost was promised')
    return {
      promised,
      lostE8: computeEquityE8(then) + rewardsOf(then) - valueArrivalsE8(driver, before, after),
    }
  }

  /** There and back: pools that are nearly at their prices are left alone, and of those that were off they are exactly there. */
  async function movePools(farms: readonly Farm[]): Promise<void> {
    const moved = new Set(farms.map(({ directionAsset }) => directionAsset.address))
    for (const { address, price } of await readPricedAssets(chain)) {
      if (!moved.has(address) || driver.isDollar(practiceChain.id, address)) continue
      await setPrice(chain, address, (Number(price) * 1.01).toFixed(8))
      await setPrice(chain, address, price)
    }
    // what grows by itself has no price to set
    await advanceTime(chain, 86_400)
  }

  describe.each([WAD, 3n * WAD])('at leverage %s', (leverageWad) => {
    it('is what goes missing, at once and once the pools are back at their prices, as the form and the tab said', async () => {
      const farms = pickFarms(driver, await readMarkets())
      await movePools(farms)
      for (const farm of farms) {
        const id = await snapshot(chain)
        const atOpening = await open(farm, leverageWad)
        const opened = await snapshot(chain)
        // on pools that one has just pushed oneself
        const atOnce = await close(depositOf(farm))
        expectNear(atOnce.promised.costE8, atOnce.lostE8, CENT_E8)
        await revertTo(chain, opened)
        await settlePools(chain)
        const { promised, lostE8 } = await close(depositOf(farm))
        expectNear(promised.costE8, lostE8, CENT_E8)
        // swaps back and forth leave their fees in the pools, which are a hair deeper then
        expectNear(atOpening.costE8, lostE8, CENT_E8 + abs(lostE8) / 1_000n)
        await revertTo(chain, id)
      }
    })
  })
})

function depositOf({ name, depositAssets: [deposit] }: Farm): Asset {
  if (!deposit) throw new Error(`${name} takes no deposit`)
  return deposit.asset
}

function rewardsOf({ rewards }: OwnedPosition): bigint {
  return rewards.reduce((sum, r) => sum + computeValueE8(r.amount, r.priceE8, r.asset.decimals), 0n)
}

function expectNear(promisedE8: bigint, lostE8: bigint, mostE8: bigint): void {
  expect(abs(promisedE8 - lostE8)).toBeLessThanOrEqual(mostE8)
}
