import { encodeFunctionData, erc20Abi } from 'viem'
import { describe, expect, inject, it } from 'vitest'
import type { Address } from '../lib/domain/asset'
import type { Farm } from '../lib/domain/farm'
import type { ManageIntent } from '../lib/domain/intent'
import { WAD } from '../lib/domain/math'
import type { OwnedPosition } from '../lib/domain/position'
import { computeAmountOfValue } from '../lib/domain/value'
import type { TransactionPlan } from '../lib/plan/plan'
import { planManage } from '../lib/plan/plan-manage'
import { planOpen } from '../lib/plan/plan-open'
import { makeTolerance } from '../lib/plan/tolerance'
import type { AccountSnapshot } from '../lib/protocols/protocol'
import { protocols } from '../lib/protocols/registry'
import { advanceTime } from './controls'
import { driverOf } from './testing/driver'
import { keepFresh } from './testing/fresh-chain'
import { createHarness, expectPlan } from './testing/harness'
import { depositFor } from './testing/pick-farms'

type Action = ManageIntent extends infer Each
  ? Each extends unknown
    ? Omit<Each, 'positionId' | 'owner'>
    : never
  : never

const BUFFER_E8 = 1_000n * 10n ** 8n
const TEN_DAYS = 10 * 86_400

/** The suite of conformance sees to it that the others pay none. */
const paying = protocols.filter((protocol) => driverOf(protocol).paysRewards)

describe.each(paying)('rewards put back with $name', (adapter) => {
  const harness = createHarness(adapter, inject('rpcUrl'))
  const { owner, chain, driver, readAccount, planWith, simulate, mineAt, runExactly } = harness
  keepFresh(chain, owner)

  async function plan(account: AccountSnapshot, action: Action): Promise<TransactionPlan> {
    const intent = { ...action, positionId: positionIn(account).id, owner } as ManageIntent
    const result = await planWith(account, (asked) =>
      planManage(adapter, asked, intent, makeTolerance(asked.markets.block)),
    )
    return expectPlan(result)
  }

  /** A leveraged LP where there is one; else a farm whose rewards are traded for what it holds. */
  function findFarm({ markets }: AccountSnapshot): Farm {
    const exchanges = driver
      .listExchanges(markets)
      .map(({ sides }) => sides.map((s) => s.priced.asset.address))
    const isSold = ({ asset, yields }: Farm) =>
      yields.some(
        ({ kind, asset: reward }) =>
          kind === 'reward' &&
          exchanges.some(
            (traded) => reward && traded.includes(reward.address) && traded.includes(asset.address),
          ),
      )
    const farms = markets.farms.filter(({ isOpen }) => isOpen)
    const farm =
      farms.find((f) => f.forms.includes('leveraged-lp') && f.direction === 'long') ?? farms.find(isSold)
    if (!farm) throw new Error('No farm whose rewards can be put back')
    return farm
  }

  /** With a buffer of what is owed, the asset its rewards are sold for, and rewards lying beside those earned. */
  async function openWithBuffers(): Promise<AccountSnapshot> {
    const start = await readAccount()
    const farm = findFarm(start)
    const intent = {
      kind: 'open',
      farmId: farm.id,
      owner,
      deposit: depositFor(farm),
      leverageWad: 2n * WAD,
    } as const
    const opening = await planWith(start, (asked) =>
      planOpen(adapter, asked.markets, asked, intent, makeTolerance(asked.markets.block)),
    )
    const opened = await runExactly(expectPlan(opening), start)
    const { debtAsset, debtPriceE8 } = farm
    const amount = computeAmountOfValue(BUFFER_E8, debtPriceE8, debtAsset.decimals, 'down')
    const buffer = { asset: debtAsset, amount }
    await runExactly(await plan(opened, { kind: 'deposit', deposit: buffer, use: 'hold' }), opened)
    await advanceTime(chain, TEN_DAYS)
    const earned = await readAccount()
    const claim = await plan(earned, { kind: 'claim', use: 'wallet' })
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

  /** What lies in whoever holds the position, and in the wallet. */
  async function countFree(token: Address, holder: Address): Promise<bigint> {
    const read = (account: Address) =>
      chain.readContract({ address: token, abi: erc20Abi, functionName: 'balanceOf', args: [account] })
    return (await read(owner)) + (await read(holder))
  }

  /** As it is in the block that the plan is mined in, before it. */
  async function readAt(planned: TransactionPlan, { markets }: AccountSnapshot): Promise<OwnedPosition> {
    const simulated = await simulate(planned, markets, markets.block.timestamp + 30n)
    if (!simulated.ok) throw new Error('It was refused')
    return positionIn(simulated.before)
  }

  it.each<[string, Action]>([
    ['as they are claimed', { kind: 'claim', use: 'farm' }],
    [
      'on the way to more leverage',
      { kind: 'change-leverage', leverageWad: (5n * WAD) / 2n, compound: true },
    ],
  ])('%s, leave every free balance where it is', async (_, action) => {
    const before = await openWithBuffers()
    const [reward] = positionIn(before).rewards
    if (!reward) throw new Error('No rewards')
    const planned = await plan(before, action)
    // what is lent earns until then
    const then = await readAt(planned, before)
    const [{ asset: owed }] = then.debts
    const beside = [reward.asset.address, owed.address]
    expect(heldOf(then, owed.address)).toBeGreaterThan(0n)
    const free = await countFree(reward.asset.address, then.account)
    expect(free).toBeGreaterThan(0n)

    const end = positionIn(await runExactly(planned, before))

    expect(end.rewards).toEqual([])
    // of a Safe it is its owner's, and goes there
    expect(await countFree(reward.asset.address, then.account)).toBeGreaterThanOrEqual(free)
    for (const token of beside) expect(heldOf(end, token)).toBe(heldOf(then, token))
    const [farmed] = then.collaterals
      .filter(({ asset }) => !beside.includes(asset.address))
      .toSorted((a, b) => (a.amount * a.priceE8 < b.amount * b.priceE8 ? 1 : -1))
    if (!farmed) throw new Error('Nothing is farmed')
    expect(heldOf(end, farmed.asset.address)).toBeGreaterThan(farmed.amount)
  })
})

function positionIn({ positions: [position] }: AccountSnapshot): OwnedPosition {
  if (!position) throw new Error('No position')
  return position
}

function heldOf({ collaterals }: OwnedPosition, token: Address | undefined): bigint {
  return collaterals.find(({ asset }) => asset.address === token)?.amount ?? 0n
}
