import { expect, test } from 'vitest'
import { WAD } from '../domain/math'
import type { Position } from '../domain/position'
import { makeIssue } from '../domain/testing/sample-issues'
import { findExits } from './find-exits'
import type { PlanResult } from './plan'
import type { WayOutAction } from './search-way'
import { makeAccount, usdc } from './testing/fixtures'
import { makePlan, makePosition } from './testing/outcomes'

const DOLLAR_E8 = 100_000_000n
/** Three times what is its own. */
const position = makePosition(30_000n, 20_000n)
const account = { ...makeAccount({ balance: 0n, allowance: 0n }), positions: [position] }

/** A protocol that sells for what is owed, at 1 % less, and sends the wallet what the debt does not take. */
function plan(action: WayOutAction): PlanResult {
  const outcome = (after: Position | null, arrives: bigint): PlanResult => {
    const intent = { kind: 'repay', positionId: position.id, owner: position.owner, amount: 'all' } as const
    return { ok: true, plan: makePlan(intent, { after, walletChanges: [{ asset: usdc, amount: arrives }] }) }
  }
  if (action.kind === 'close') return outcome(null, (30_000n * 99n) / 100n - 20_000n)
  if (action.kind !== 'change-leverage') throw new Error('No way out')
  const owed = ((action.leverageWad - WAD) * 10_000n) / WAD
  const repaid = 20_000n - owed
  // a hundredth more has to be sold, and as much arrives beside
  return outcome(makePosition(30_000n - (repaid * 102n) / 100n, owed), repaid / 100n)
}

test('a part of the debt is repaid out of the position, and all of it is closed', () => {
  const exits = findExits(position, account, plan)
  expect(exits.map(({ share, kind, action }) => [share, kind, action.kind])).toEqual([
    [25, 'open', 'change-leverage'],
    [50, 'open', 'change-leverage'],
    [100, 'open', 'close'],
  ])
  expect(exits.map(({ action }) => 'leverageWad' in action && action.leverageWad)).toEqual([
    (5n * WAD) / 2n,
    2n * WAD,
    false,
  ])
})

test('the cost is what it is worth less what is left and what arrives', () => {
  expect(findExits(position, account, plan).map(({ costE8 }) => costE8)).toEqual([
    50n * DOLLAR_E8,
    100n * DOLLAR_E8,
    300n * DOLLAR_E8,
  ])
})

test('what is refused says why, and costs what it would cost where that is known', () => {
  const issues = [makeIssue('market-paused')]
  const refuse = (action: WayOutAction): PlanResult => {
    const result = plan(action)
    const estimate = result.ok && action.kind === 'close' ? result.plan : null
    return {
      ok: false,
      issues,
      estimate: estimate && { ...estimate, requirements: [], calls: [], released: [] },
    }
  }
  const exits = findExits(position, account, refuse)
  expect(exits.map(({ kind }) => kind)).toEqual(['refused', 'refused', 'refused'])
  expect(exits.map(({ costE8 }) => costE8)).toEqual([null, null, 300n * DOLLAR_E8])
  expect(exits[0]).toMatchObject({ issues })
})

test('what the chain has to quote is not refused', () => {
  const waitsFor = { key: 'a', to: '0x01', data: '0x' } as const
  const exits = findExits(position, account, () => ({ ok: false, issues: [], estimate: null, waitsFor }))
  expect(exits.map(({ kind }) => kind)).toEqual(['unasked', 'unasked', 'unasked'])
})

test('what is worth nothing can only be closed, and what owes nothing just withdraws', () => {
  const shares = (of: ReturnType<typeof makePosition>) =>
    findExits(of, account, plan).map(({ share }) => share)
  expect(shares(makePosition(10_000n, 20_000n))).toEqual([100])
  expect(shares(makePosition(10_000n, 0n))).toEqual([])
})
