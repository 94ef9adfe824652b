import { encodeFunctionData, erc20Abi } from 'viem'
import { describe, expect, inject, it } from 'vitest'
import type { Address } from '../lib/domain/asset'
import type { ManageIntent } from '../lib/domain/intent'
import { WAD } from '../lib/domain/math'
import type { OwnedPosition } from '../lib/domain/position'
import type { TransactionPlan } from '../lib/plan/plan'
import { planManage } from '../lib/plan/plan-manage'
import { planOpen } from '../lib/plan/plan-open'
import { makeTolerance } from '../lib/plan/tolerance'
import type { AccountSnapshot } from '../lib/protocols/protocol'
import { protocols } from '../lib/protocols/registry'
import { advanceTime } from './controls'
import { keepFresh } from './testing/fresh-chain'
import { createHarness, expectPlan } from './testing/harness'

type Action = ManageIntent extends infer Each
  ? Each extends unknown
    ? Omit<Each, 'positionId' | 'owner'>
    : never
  : never

const USD = 10n ** 6n
const TEN_DAYS = 10 * 86_400

describe.each(protocols)('rewards put back with $name', (adapter) => {
  const harness = createHarness(adapter, inject('rpcUrl'))
  const { owner, chain, readAccount, mineAt, runExactly } = harness
  keepFresh(chain, owner)

  function plan(account: AccountSnapshot, action: Action): TransactionPlan {
    const intent = { ...action, positionId: positionIn(account).id, owner } as ManageIntent
    return expectPlan(planManage(adapter, account, intent, makeTolerance(account.markets.block)))
  }

  /** A leveraged LP with a buffer of what is owed, the asset its rewards are sold for, and rewards held beside those earned. */
  async function openWithBuffers(): Promise<AccountSnapshot> {
    const start = await readAccount()
    const farm = start.markets.farms.find((f) => f.forms.includes('leveraged-lp') && f.direction === 'long')
    if (!farm) throw new Error('No leveraged LP farm')
    const deposit = { asset: farm.debtAsset, amount: 10_000n * USD }
    const intent = { kind: 'open', farmId: farm.id, owner, deposit, leverageWad: 2n * WAD } as const
    const tolerance = makeTolerance(start.markets.block)
    const opened = await runExactly(
      expectPlan(planOpen(adapter, start.markets, start, intent, tolerance)),
      start,
    )
    const buffer = { asset: farm.debtAsset, amount: 1_000n * USD }
    await runExactly(plan(opened, { kind: 'deposit', deposit: buffer, use: 'hold' }), opened)
    await advanceTime(chain, TEN_DAYS)
    const earned = await readAccount()
    const claim = plan(earned, { kind: 'claim', use: 'wallet' })
    await runExactly(claim, earned)
    const [reward] = claim.walletChanges
    if (!reward) throw new Error('Nothing was earned')
    await give(claim, reward.asset.address, positionIn(earned).account, reward.amount / 2n)
    await advanceTime(chain, TEN_DAYS)
    return readAccount()
  }

  async function give(sent: TransactionPlan, token: Address, to: Address, amount: bigint): Promise<void> {
    const data = encodeFunctionData({ abi: erc20Abi, functionName: 'transfer', args: [to, amount] })
    const step = { kind: 'call', call: { to: token, data, value: 0n }, actions: [] } as const
    const { timestamp } = (await readAccount()).markets.block
    expect(await mineAt({ ...sent, steps: [step] }, timestamp + 10n)).toEqual(['success'])
  }

  it.each<[string, Action]>([
    ['as they are claimed', { kind: 'claim', use: 'farm' }],
    [
      'on the way to more leverage',
      { kind: 'change-leverage', leverageWad: (5n * WAD) / 2n, compound: true },
    ],
  ])('%s, leave every free balance where it is', async (_, action) => {
    const before = await openWithBuffers()
    const start = positionIn(before)
    const [reward] = start.rewards
    if (!reward) throw new Error('No rewards')
    const held = heldOf(start, reward.asset.address)
    expect(held).toBeGreaterThan(0n)
    expect(heldOf(start, start.debts[0].asset.address)).toBe(1_000n * USD)

    const end = positionIn(await runExactly(plan(before, action), before))

    expect(end.rewards).toEqual([])
    expect(heldOf(end, reward.asset.address)).toBe(held)
    expect(heldOf(end, start.debts[0].asset.address)).toBe(1_000n * USD)
    const [farmed] = [...start.collaterals].sort((a, b) =>
      a.amount * a.priceE8 < b.amount * b.priceE8 ? 1 : -1,
    )
    expect(heldOf(end, farmed?.asset.address)).toBeGreaterThan(farmed?.amount ?? 0n)
  })
})

function positionIn({ positions: [position] }: AccountSnapshot): OwnedPosition {
  if (!position) throw new Error('No position')
  return position
}

function heldOf({ collaterals }: OwnedPosition, token: Address | undefined): bigint {
  return collaterals.find(({ asset }) => asset.address === token)?.amount ?? 0n
}
