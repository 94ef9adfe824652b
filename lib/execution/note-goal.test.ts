import { describe, expect, test } from 'vitest'
import type { Asset } from '../domain/asset'
import type { Intent } from '../domain/intent'
import type { Legs } from '../domain/legs'
import { held, owed, testAsset } from '../domain/test-positions'
import type { PlanStep, TransactionPlan } from '../plan/plan'
import type { AccountSnapshot } from '../protocols/protocol'
import { findCarried, noteGoal } from './note-goal'
import { findGoal } from './remember-goals'
import type { RunState } from './run-state'
import { createMemoryStorage, createPlan, owner } from './testing/fake-plan'

const WAD = 10n ** 18n
const [collateral, debt] = [testAsset('wstETH', 18, 21), testAsset('USDC', 6, 2)]
const positionId = 'any:31337:0x01'

/** What of each the wallet has, and a position of 1.5x. */
const accountOf = (balances: readonly (readonly [Asset, bigint])[]): AccountSnapshot => {
  const account = {
    markets: { farms: [{ id: 'farm', debtAsset: debt }] },
    owner,
    positions: [
      {
        id: positionId,
        account: owner,
        collaterals: [held(collateral, 300n * WAD, 8_000n)],
        debts: [owed(debt, 100n * 10n ** 6n)],
      },
    ],
    wallet: balances.map(([asset, balance]) => ({ asset, balance, allowances: [] })),
  }
  // the rest of a snapshot says nothing of a goal
  return account as unknown as AccountSnapshot
}

const legsOf = (count: number): Legs => ({
  stops: Array.from({ length: count }, () => ({ leverageWad: 2n * WAD, healthFactorWad: 2n * WAD })),
  laterSignatures: 5 * (count - 1),
})

const trade = (give: Asset, paid: bigint, get: Asset, brought: bigint) =>
  ({
    kind: 'swap',
    give: { asset: give, amount: paid },
    get: { asset: get, amount: brought },
    ...{ minimum: brought - 1n, isAtMarket: true, venue: 'A', feeWad: 0n },
  }) as const

const call = (actions: Extract<PlanStep, { kind: 'call' }>['actions']): PlanStep => ({
  kind: 'call',
  call: { to: owner, data: '0x', value: 0n },
  actions,
})

const raising: readonly PlanStep[] = [
  call([{ kind: 'borrow', get: { asset: debt, amount: 50n } }]),
  call([trade(debt, 50n, collateral, 40n)]),
  call([{ kind: 'add-collateral', give: { asset: collateral, amount: 39n }, isFromTrade: true }]),
]

const to3x: Intent = { kind: 'change-leverage', positionId, owner, leverageWad: 3n * WAD, compound: false }
const planOf = (parts: Partial<TransactionPlan> = {}): TransactionPlan => ({
  ...createPlan(raising),
  ...{ intent: to3x, legs: legsOf(2) },
  ...parts,
})
const confirmed: RunState = { status: 'confirmed', hash: null, blockNumber: 1n }
const rejected = (done: readonly PlanStep[]): RunState => ({
  status: 'rejected',
  ...{ stepIndex: 1, stepCount: 3, done },
  issue: { code: 'rejected-by-wallet', severity: 'refusal' },
})

describe('noting where an account is on its way to', () => {
  const before = accountOf([
    [debt, 7n],
    [collateral, 0n],
  ])
  const keep = (parts: Partial<TransactionPlan> = {}, account = before) => {
    const storage = createMemoryStorage()
    const note = noteGoal(storage, planOf(parts), account)
    return { storage, note, found: () => findGoal(storage, planOf()) }
  }

  test('notes none of a plan that is no leg', () => {
    const { note, found } = keep({ legs: undefined })
    expect([note, found()]).toEqual([null, null])
  })

  test('keeps it from the asking on, over its legs, and lets go of it with the last', () => {
    const { note, found } = keep()
    const goal = { kind: 'leverage', leverageWad: 3n * WAD, from: 'below', debt: debt.address }
    expect(found()?.goal).toEqual(goal)
    note?.(confirmed)
    expect(found()).toMatchObject({ goal, passing: [] })
    const last = keep({ legs: legsOf(1) })
    last.note?.(confirmed)
    expect(last.found()).toBe(null)
  })

  test('keeps none where nothing was done, and what was kept before', () => {
    const { storage, note, found } = keep()
    note?.(rejected([]))
    expect(found()).toBe(null)
    noteGoal(storage, planOf(), before)?.(confirmed)
    const lower: Intent = { ...to3x, leverageWad: WAD }
    noteGoal(storage, planOf({ intent: lower }), before)?.(rejected([]))
    expect(found()?.goal).toMatchObject({ leverageWad: 3n * WAD })
    const half = keep()
    half.note?.(rejected(raising.slice(0, 1)))
    expect(half.found()?.passing.length).toBe(2)
  })

  test('tells what of a leg is in the wallet: no more than it brought, and nothing that was there before', () => {
    const kept = keep().found()
    if (!kept) throw new Error('Nothing is kept')
    const carried = (ofDebt: bigint, ofCollateral: bigint) =>
      findCarried(
        kept,
        accountOf([
          [debt, ofDebt],
          [collateral, ofCollateral],
        ]),
      ).map(({ asset, amount, to }) => [asset.symbol, amount, to])
    expect(carried(7n, 0n)).toEqual([])
    expect(carried(57n, 0n)).toEqual([['USDC', 50n, 'collateral']])
    expect(carried(1_000n, 0n)).toEqual([['USDC', 50n, 'collateral']])
    expect(carried(7n, 40n)).toEqual([['wstETH', 40n, 'collateral']])
    // what the person has spent since
    expect(carried(0n, 12n)).toEqual([['wstETH', 12n, 'collateral']])
    expect(carried(7n, 0n)).toEqual([])
  })

  test('does not take a deposit for what a trade brought', () => {
    const open: Intent = {
      ...{ kind: 'open', farmId: 'farm', owner, leverageWad: 3n * WAD },
      deposit: { asset: collateral, amount: 100n },
    }
    const deposit = call([{ kind: 'add-collateral', give: { asset: collateral, amount: 100n } }])
    const rich = accountOf([
      [debt, 0n],
      [collateral, 150n],
    ])
    const kept = keep({ intent: open, steps: [deposit, ...raising] }, rich).found()
    expect(kept?.passing.find(({ asset }) => asset === collateral.address)?.baseline).toBe(51n)
    expect(kept?.goal).toMatchObject({ from: 'below', leverageWad: 3n * WAD })
  })

  test('of a leg that goes on with what one before it left, it is still that', () => {
    const carried = [{ asset: debt, amount: 50n, to: 'collateral' }] as const
    const steps = [call([trade(debt, 50n, collateral, 40n)]), ...raising.slice(2)]
    const after = accountOf([
      [debt, 57n],
      [collateral, 0n],
    ])
    const kept = keep({ intent: { ...to3x, carried }, steps }, after).found()
    if (!kept) throw new Error('Nothing is kept')
    expect(findCarried(kept, after).map(({ asset, amount }) => [asset.symbol, amount])).toEqual(
      [
        ['wstETH', 0n],
        ['USDC', 50n],
      ].filter(([, amount]) => amount !== 0n),
    )
  })
})
