import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RememberedGoal } from './goal-record'
import { findGoal, forgetGoal, rememberGoal } from './remember-goals'
import { GOALS_KEY, hasGoals } from './run-storage'
import { createMemoryStorage, owner } from './testing/fake-plan'

const asset = `0x${'7'.repeat(40)}` as const
const goalOf = (parts: Partial<RememberedGoal> = {}): RememberedGoal => ({
  ...{ chainId: 31337, owner, protocol: 'any', sinceMs: Date.now() },
  goal: { kind: 'leverage', leverageWad: 3n * 10n ** 18n, from: 'below', debt: asset },
  passing: [{ asset, to: 'collateral', baseline: 5n, most: 2n ** 90n }],
  ...parts,
})

describe('remembering where an account is on its way to', () => {
  test('reads back what was written, one for an account with a protocol on a chain', () => {
    const storage = createMemoryStorage()
    const [first, second] = [goalOf(), goalOf({ goal: { kind: 'close', receive: 'as-is' }, passing: [] })]
    const elsewhere = goalOf({ chainId: 1 })
    for (const one of [first, elsewhere, second]) rememberGoal(storage, one)
    expect(findGoal(storage, first)).toEqual(second)
    expect(findGoal(storage, elsewhere)).toEqual(elsewhere)
    expect(findGoal(storage, goalOf({ protocol: 'other' }))).toBe(null)
    forgetGoal(storage, first)
    expect(findGoal(storage, first)).toBe(null)
    expect(hasGoals(storage)).toBe(true)
    forgetGoal(storage, elsewhere)
    expect(hasGoals(storage)).toBe(false)
  })

  test('lets go of what nobody has gone on with for a quarter of a year', () => {
    const storage = createMemoryStorage()
    rememberGoal(storage, goalOf({ sinceMs: Date.now() - 91 * 86_400_000 }))
    expect(findGoal(storage, goalOf())).toBe(null)
  })

  test('believes nothing of what storage holds, and a bad one takes no good one with it', () => {
    const storage = createMemoryStorage()
    rememberGoal(storage, goalOf())
    const kept = JSON.parse(storage.getItem(GOALS_KEY) ?? '')
    const bad = [null, 7, { ...kept.goals[0], owner: 'me' }, { ...kept.goals[0], goal: { kind: 'other' } }]
    storage.setItem(GOALS_KEY, JSON.stringify({ ...kept, goals: [...bad, ...kept.goals] }))
    expect(findGoal(storage, goalOf())?.goal).toEqual(goalOf().goal)
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        storage.setItem(GOALS_KEY, text)
        expect(findGoal(storage, goalOf())).toBe(null)
      }),
    )
    expect(findGoal(null, goalOf())).toBe(null)
    const full = { ...storage, setItem: () => expect.fail('full') }
    expect(() => rememberGoal({ ...full, getItem: () => null }, goalOf())).not.toThrow()
  })
})
