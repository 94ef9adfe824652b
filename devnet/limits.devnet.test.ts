import type { Hex } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { isSameAddress } from '../lib/domain/asset'
import type { Farm } from '../lib/domain/farm'
import type { ManageIntent } from '../lib/domain/intent'
import { max, min, WAD } from '../lib/domain/math'
import { explainNoLimit } from '../lib/plan/find-limit'
import type { PlanResult } from '../lib/plan/plan'
import { planManage } from '../lib/plan/plan-manage'
import { planOpen } from '../lib/plan/plan-open'
import { makeTolerance } from '../lib/plan/tolerance'
import type { AccountSnapshot } from '../lib/protocols/protocol'
import { protocols } from '../lib/protocols/registry'
import { fund, revertTo, snapshot } from './controls'
import { createHarness, expectPlan, print } from './testing/harness'
import { depositFor, leverageFor, pickFarms } from './testing/pick-farms'

/** What a form offers unless the person moves it. */
const healthFactorFloorWad = (115n * WAD) / 100n

type Variant = Record<string, unknown>
type Distributed<T> = T extends unknown ? Omit<T, 'positionId' | 'owner'> : never

describe.each(protocols)('$name: limits', (adapter) => {
  const harness = createHarness(adapter, inject('rpcUrl'))
  let farms: readonly Farm[]
  let start: Hex

  beforeAll(async () => {
    await fund(harness.chain, harness.owner)
    farms = pickFarms(harness.driver, await harness.readMarkets(), harness.driver.limitedAs)
    start = await snapshot(harness.chain)
  })
  beforeEach(async () => {
    await revertTo(harness.chain, start)
    start = await snapshot(harness.chain)
  })

  // the files after this one share the chain
  afterAll(async () => {
    await revertTo(harness.chain, start)
  })

  const openAt = (account: AccountSnapshot, farm: Farm, leverageWad: bigint): PlanResult => {
    const held = farm.depositAssets.find((d) => holds(account, d.asset.address) > 0n)
    if (!held) throw new Error(`${farm.name} takes nothing that the account has`)
    const deposit = depositFor(farm, held.asset)
    const intent = { kind: 'open', farmId: farm.id, owner: account.owner, deposit, leverageWad } as const
    return planOpen(adapter, account.markets, account, intent, makeTolerance(account.markets.block))
  }

  const leverageOf = (farm: Farm) => leverageFor(farm, (25n * WAD) / 10n)

  async function open(farm: Farm, leverageWad = leverageOf(farm)): Promise<AccountSnapshot> {
    const before = await harness.readAccount()
    const opening = await harness.planWith(before, (asked) => openAt(asked, farm, leverageWad))
    return harness.runExactly(expectPlan(opening), before)
  }

  const plannerOf = (account: AccountSnapshot) => {
    const position = account.positions.at(-1)
    if (!position) throw new Error('No position was opened')
    const base = { positionId: position.id, owner: account.owner }
    const plan = (asked: AccountSnapshot, intent: Distributed<ManageIntent> & Variant): PlanResult =>
      planManage(adapter, asked, { ...base, ...intent }, makeTolerance(asked.markets.block))
    return { position, plan }
  }

  /** The maximum happens exactly as simulated; one unit more is refused before anybody signs. */
  async function expectExact(
    account: AccountSnapshot,
    planAt: (asked: AccountSnapshot, amount: bigint) => PlanResult,
    upper: bigint,
    least = 1n,
  ): Promise<AccountSnapshot> {
    const limit = await harness.findLimitWith(account, planAt, upper, least)
    expect(limit).toBeGreaterThan(0n)
    const beyond = await harness.planWith(account, (asked) => planAt(asked, limit + 1n))
    expect(beyond.ok, `${print(limit)} of ${print(upper)} plus one unit`).toBe(false)
    const plan = await harness.planWith(account, (asked) => planAt(asked, limit))
    return harness.runExactly(expectPlan(plan), account)
  }

  it('opens each farm at the most leverage', async () => {
    for (const farm of farms) {
      await revertTo(harness.chain, start)
      start = await snapshot(harness.chain)
      const account = await harness.readAccount()
      await expectExact(
        account,
        (asked, leverageWad) => openAt(asked, farm, leverageWad),
        farm.maxLeverageWad,
        WAD,
      )
    }
  })

  it('raises each farm’s leverage as far as it goes', async () => {
    for (const farm of farms) {
      await revertTo(harness.chain, start)
      start = await snapshot(harness.chain)
      const account = await open(farm)
      const { plan } = plannerOf(account)
      const planAt = (asked: AccountSnapshot, leverageWad: bigint) =>
        plan(asked, { kind: 'change-leverage', leverageWad, compound: false })
      await expectExact(account, planAt, farm.maxLeverageWad * 2n, leverageOf(farm) + WAD / 10n)
    }
  })

  it('withdraws as much of each holding as leaves the floor standing', async () => {
    for (const farm of farms) {
      await revertTo(harness.chain, start)
      start = await snapshot(harness.chain)
      const account = await open(farm)
      const { position, plan } = plannerOf(account)
      for (const { asset, amount } of position.collaterals.filter((held) => held.amount > 1n)) {
        const again = await snapshot(harness.chain)
        await expectExact(
          account,
          (asked, part) =>
            plan(asked, { kind: 'withdraw', withdraw: { asset, amount: part }, healthFactorFloorWad }),
          amount,
        )
        await revertTo(harness.chain, again)
      }
    }
  })

  it('withdraws everything where nothing is owed', async () => {
    for (const farm of farms) {
      await revertTo(harness.chain, start)
      start = await snapshot(harness.chain)
      const account = await open(farm, WAD)
      const { position, plan } = plannerOf(account)
      const [held] = position.collaterals
      if (!held) throw new Error('Nothing is held')
      const { asset, amount } = held
      const after = await expectExact(
        account,
        (asked, part) =>
          plan(asked, { kind: 'withdraw', withdraw: { asset, amount: part }, healthFactorFloorWad }),
        amount,
      )
      // or no position at all, where nothing has to stay behind
      const left = after.positions.at(-1)?.collaterals ?? []
      expect(left.every((c) => c.amount <= harness.driver.keptUnits)).toBe(true)
    }
  })

  it.each(['wallet', 'farm'] as const)('borrows as much as is allowed, to the %s', async (use) => {
    for (const farm of farms) {
      await revertTo(harness.chain, start)
      start = await snapshot(harness.chain)
      const account = await open(farm)
      const { position, plan } = plannerOf(account)
      const upper = min(farm.availableLiquidity, farm.maxDebt - position.debts[0].principal) * 2n
      await expectExact(account, (asked, amount) => plan(asked, { kind: 'borrow', amount, use }), upper)
    }
  })

  it('borrows again where nothing was owed', async () => {
    for (const farm of farms) {
      await revertTo(harness.chain, start)
      start = await snapshot(harness.chain)
      const account = await open(farm, WAD)
      const { plan } = plannerOf(account)
      const planAt = (asked: AccountSnapshot, amount: bigint) =>
        plan(asked, { kind: 'borrow', amount, debtAsset: farm.debtAsset, use: 'wallet' })
      await expectExact(account, planAt, farm.maxDebt, max(1n, farm.minDebt))
    }
  })

  it('repays down to the market’s minimum', async () => {
    for (const farm of farms) {
      await revertTo(harness.chain, start)
      start = await snapshot(harness.chain)
      const account = await open(farm)
      const { position, plan } = plannerOf(account)
      // no more than is there to repay with
      const most = min(position.debts[0].amount, holds(account, farm.debtAsset.address))
      const planAt = (asked: AccountSnapshot, amount: bigint) => plan(asked, { kind: 'repay', amount })
      const after = await expectExact(account, planAt, most)
      expect(after.positions.at(-1)?.debts[0].principal).toBeGreaterThanOrEqual(farm.minDebt)
    }
  })

  it.each(['hold', 'farm'] as const)('deposits all that the wallet has, to %s', async (use) => {
    for (const farm of farms) {
      await revertTo(harness.chain, start)
      start = await snapshot(harness.chain)
      const account = await open(farm)
      const { plan } = plannerOf(account)
      let deposited = 0
      for (const { asset } of farm.depositAssets) {
        const balance = holds(account, asset.address)
        if (balance === 0n) continue
        const again = await snapshot(harness.chain)
        const planAt = (asked: AccountSnapshot, amount: bigint) =>
          plan(asked, { kind: 'deposit', deposit: { asset, amount }, use })
        // above the balance, too: the planner is what refuses it
        const upper = balance * 2n
        if (isWorthless((amount) => planAt(account, amount), upper)) continue
        await expectExact(account, planAt, upper)
        deposited++
        await revertTo(harness.chain, again)
      }
      expect(deposited, farm.name).toBeGreaterThan(0)
    }
  })
})

/** What counts for nothing is not taken, whatever the amount. */
function isWorthless(planAt: (amount: bigint) => PlanResult, upper: bigint): boolean {
  return explainNoLimit([planAt], upper)?.code === 'collateral-worthless'
}

function holds({ wallet }: AccountSnapshot, token: `0x${string}`): bigint {
  return wallet.find((held) => isSameAddress(held.asset.address, token))?.balance ?? 0n
}
