import type { Hex } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { isSameAddress } from '../lib/domain/asset'
import type { Farm } from '../lib/domain/farm'
import type { ManageIntent } from '../lib/domain/intent'
import { min, WAD } from '../lib/domain/math'
import { computeAmountOfValue } from '../lib/domain/value'
import { findLimit } from '../lib/plan/find-limit'
import type { PlanResult } from '../lib/plan/plan'
import { planManage } from '../lib/plan/plan-manage'
import { planOpen } from '../lib/plan/plan-open'
import { makeTolerance } from '../lib/plan/tolerance'
import type { AccountSnapshot } from '../lib/protocols/protocol'
import { protocols } from '../lib/protocols/registry'
import { fund, revertTo, snapshot } from './controls'
import { createHarness, expectPlan, print } from './testing/harness'

/** What a form offers unless the person moves it. */
const healthFactorFloorWad = (115n * WAD) / 100n
const depositE8 = 10_000n * 10n ** 8n

type Variant = Record<string, unknown>
type Distributed<T> = T extends unknown ? Omit<T, 'positionId' | 'owner'> : never

describe.each(protocols)('$name: limits', (adapter) => {
  const harness = createHarness(adapter, inject('rpcUrl'))
  let farms: readonly Farm[]
  let start: Hex

  beforeAll(async () => {
    await fund(harness.chain, harness.owner)
    farms = (await harness.readMarkets()).farms
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
    const deposit = farm.depositAssets.find((d) => holds(account, d.asset.address) > 0n)
    if (!deposit) throw new Error(`${farm.name} takes nothing that the account has`)
    const amount = computeAmountOfValue(depositE8, deposit.priceE8, deposit.asset.decimals, 'down')
    const intent = {
      kind: 'open',
      farmId: farm.id,
      owner: account.owner,
      deposit: { asset: deposit.asset, amount },
      leverageWad,
    } as const
    return planOpen(adapter, account.markets, account, intent, makeTolerance(account.markets.block))
  }

  async function open(farm: Farm, leverageWad = (25n * WAD) / 10n): Promise<AccountSnapshot> {
    const before = await harness.readAccount()
    return harness.runExactly(expectPlan(openAt(before, farm, leverageWad)), before)
  }

  const plannerOf = (account: AccountSnapshot) => {
    const position = account.positions.at(-1)
    if (!position) throw new Error('No position was opened')
    const base = { positionId: position.id, owner: account.owner }
    const plan = (intent: Distributed<ManageIntent> & Variant): PlanResult =>
      planManage(adapter, account, { ...base, ...intent }, makeTolerance(account.markets.block))
    return { position, plan }
  }

  /** The maximum happens exactly as simulated; one unit more is refused before anybody signs. */
  async function expectExact(
    account: AccountSnapshot,
    planAt: (amount: bigint) => PlanResult,
    upper: bigint,
    least = 1n,
  ): Promise<AccountSnapshot> {
    const limit = findLimit(planAt, upper, least)
    expect(limit).toBeGreaterThan(0n)
    const beyond = planAt(limit + 1n)
    expect(beyond.ok, `${print(limit)} of ${print(upper)} plus one unit`).toBe(false)
    return harness.runExactly(expectPlan(planAt(limit)), account)
  }

  it('opens each farm at the most leverage', async () => {
    for (const farm of farms) {
      await revertTo(harness.chain, start)
      start = await snapshot(harness.chain)
      const account = await harness.readAccount()
      await expectExact(
        account,
        (leverageWad) => openAt(account, farm, leverageWad),
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
      const planAt = (leverageWad: bigint) => plan({ kind: 'change-leverage', leverageWad, compound: false })
      await expectExact(account, planAt, farm.maxLeverageWad * 2n, 3n * WAD)
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
          (part) => plan({ kind: 'withdraw', withdraw: { asset, amount: part }, healthFactorFloorWad }),
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
        (part) => plan({ kind: 'withdraw', withdraw: { asset, amount: part }, healthFactorFloorWad }),
        amount,
      )
      expect(after.positions.at(-1)?.collaterals.every((c) => c.amount <= 1n)).toBe(true)
    }
  })

  it.each(['wallet', 'farm'] as const)('borrows as much as is allowed, to the %s', async (use) => {
    for (const farm of farms) {
      await revertTo(harness.chain, start)
      start = await snapshot(harness.chain)
      const account = await open(farm)
      const { position, plan } = plannerOf(account)
      const upper = min(farm.availableLiquidity, farm.maxDebt - position.debts[0].principal) * 2n
      await expectExact(account, (amount) => plan({ kind: 'borrow', amount, use }), upper)
    }
  })

  it('borrows again where nothing was owed', async () => {
    for (const farm of farms) {
      await revertTo(harness.chain, start)
      start = await snapshot(harness.chain)
      const account = await open(farm, WAD)
      const { plan } = plannerOf(account)
      const planAt = (amount: bigint) => plan({ kind: 'borrow', amount, use: 'wallet' })
      await expectExact(account, planAt, farm.maxDebt, farm.minDebt)
    }
  })

  it('repays down to the market’s minimum', async () => {
    for (const farm of farms) {
      await revertTo(harness.chain, start)
      start = await snapshot(harness.chain)
      const account = await open(farm)
      const { position, plan } = plannerOf(account)
      const planAt = (amount: bigint) => plan({ kind: 'repay', amount })
      const after = await expectExact(account, planAt, position.debts[0].amount)
      expect(after.positions.at(-1)?.debts[0].principal).toBeGreaterThanOrEqual(farm.minDebt)
    }
  })

  it.each(['hold', 'farm'] as const)('deposits all that the wallet has, to %s', async (use) => {
    for (const farm of farms) {
      await revertTo(harness.chain, start)
      start = await snapshot(harness.chain)
      const account = await open(farm)
      const { plan } = plannerOf(account)
      for (const { asset } of farm.depositAssets) {
        const balance = holds(account, asset.address)
        if (balance === 0n) continue
        const again = await snapshot(harness.chain)
        const planAt = (amount: bigint) => plan({ kind: 'deposit', deposit: { asset, amount }, use })
        // above the balance, too: the planner is what refuses it
        await expectExact(account, planAt, balance * 2n)
        await revertTo(harness.chain, again)
      }
    }
  })
})

function holds({ wallet }: AccountSnapshot, token: `0x${string}`): bigint {
  return wallet.find((held) => isSameAddress(held.asset.address, token))?.balance ?? 0n
}
