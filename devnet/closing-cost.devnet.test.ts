import { describe, expect, inject, it } from 'vitest'
import type { Asset } from '../lib/domain/asset'
import type { ClosingCost } from '../lib/domain/closing-cost'
import type { Farm } from '../lib/domain/farm'
import { computeEquityE8 } from '../lib/domain/leverage'
import { abs, WAD } from '../lib/domain/math'
import { computeAmountOfValue, computeValueE8 } from '../lib/domain/value'
import type { TransactionPlan } from '../lib/plan/plan'
import { planManage } from '../lib/plan/plan-manage'
import { planOpen } from '../lib/plan/plan-open'
import { priceExitOfOpening, priceSimulatedClosing } from '../lib/plan/price-closing'
import { makeTolerance } from '../lib/plan/tolerance'
import type { AccountSnapshot } from '../lib/protocols/protocol'
import { protocols } from '../lib/protocols/registry'
import { readPricedAssets, revertTo, setPrice, snapshot } from './controls'
import { keepFresh } from './testing/fresh-chain'
import { createHarness, expectPlan } from './testing/harness'

const DEPOSIT_E8 = 10_000n * 10n ** 8n
/** Rewards of the seconds until the close, which a draft without any does not claim. */
const CENT_E8 = 2_000_000n

describe.each(protocols)('what closing costs in $name', (adapter) => {
  const { owner, chain, readMarkets, readAccount, simulate, mineAt, runExactly } = createHarness(
    adapter,
    inject('rpcUrl'),
  )
  keepFresh(chain, owner)

  async function settlePools(): Promise<void> {
    for (const { address, price } of await readPricedAssets(chain)) await setPrice(chain, address, price)
  }

  function planOpening(before: AccountSnapshot, farm: Farm, leverageWad: bigint): TransactionPlan {
    const [deposit] = farm.depositAssets
    if (!deposit) throw new Error('A farm without deposit assets')
    const { asset, priceE8 } = deposit
    const amount = computeAmountOfValue(DEPOSIT_E8, priceE8, asset.decimals, 'down')
    const intent = { kind: 'open', farmId: farm.id, owner, deposit: { asset, amount }, leverageWad } as const
    return expectPlan(planOpen(adapter, before.markets, before, intent, makeTolerance(before.markets.block)))
  }

  /** Opens, and answers what the form says that leaving again would cost. */
  async function open(farm: Farm, leverageWad: bigint): Promise<ClosingCost> {
    const before = await readAccount()
    const plan = planOpening(before, farm, leverageWad)
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
    const plan = expectPlan(planManage(adapter, before, intent, makeTolerance(before.markets.block)))
    const timestamp = before.markets.block.timestamp + 30n
    const simulated = await simulate(plan, before.markets, timestamp)
    if (!simulated.ok) throw new Error('The close was refused')
    const promised = priceSimulatedClosing(plan, simulated)
    expect(await mineAt(plan, timestamp)).toEqual(['success'])
    const after = await readAccount()
    const [then] = simulated.before.positions
    if (!promised || !then) throw new Error('No cost was promised')
    const price = [...before.markets.farms.flatMap((farm) => farm.depositAssets), position.debts[0]].find(
      ({ asset }) => asset.address === receive.address,
    )
    const arrived = balanceOf(after, receive) - balanceOf(before, receive)
    const arrivedE8 = computeValueE8(arrived, price?.priceE8 ?? 0n, receive.decimals)
    return { promised, lostE8: computeEquityE8(then) - arrivedE8 }
  }

  describe.each([WAD, 3n * WAD])('at leverage %s', (leverageWad) => {
    it('is what goes missing once the pools are back at their prices, as the form and the tab said', async () => {
      for (const farm of (await readMarkets()).farms) {
        const id = await snapshot(chain)
        const atOpening = await open(farm, leverageWad)
        await settlePools()
        const { promised, lostE8 } = await close(depositOf(farm))
        expectNear(promised.costE8, lostE8, CENT_E8)
        // swaps back and forth leave their fees in the pools, which are a hair deeper then
        expectNear(atOpening.costE8, lostE8, CENT_E8 + abs(lostE8) / 1_000n)
        await revertTo(chain, id)
      }
    })

    it('is what goes missing right after opening, too, on pools that one has just pushed oneself', async () => {
      for (const farm of (await readMarkets()).farms) {
        const id = await snapshot(chain)
        await open(farm, leverageWad)
        const { promised, lostE8 } = await close(depositOf(farm))
        expectNear(promised.costE8, lostE8, CENT_E8)
        await revertTo(chain, id)
      }
    })
  })
})

function depositOf({ name, depositAssets: [deposit] }: Farm): Asset {
  if (!deposit) throw new Error(`${name} takes no deposit`)
  return deposit.asset
}

function expectNear(promisedE8: bigint, lostE8: bigint, mostE8: bigint): void {
  expect(abs(promisedE8 - lostE8)).toBeLessThanOrEqual(mostE8)
}

function balanceOf({ wallet }: AccountSnapshot, asset: Asset): bigint {
  return wallet.find((held) => held.asset.address === asset.address)?.balance ?? 0n
}
