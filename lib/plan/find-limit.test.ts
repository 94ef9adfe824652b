import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { IssueCode } from '../domain/issue'
import { min } from '../domain/math'
import { makeIssue } from '../domain/testing/sample-issues'
import { findLimit } from './find-limit'
import type { PlanResult } from './plan'
import { planOpen } from './plan-open'
import { makeAccount, makeAdapter, makeDraft, makeMarkets, makeOpenIntent } from './testing/fixtures'

const tolerance = { slippageBps: 50n, deadlineSeconds: 2_000_000_000n }
const accepted = planOpen(
  makeAdapter(makeDraft({})),
  makeMarkets(),
  makeAccount({ balance: 10_000n, allowance: 0n }),
  makeOpenIntent(3),
  tolerance,
)
const refuse = (code: IssueCode): Extract<PlanResult, { readonly ok: false }> => ({
  ok: false,
  issues: [makeIssue(code)],
  estimate: null,
})

const amounts = fc.bigInt({ min: 1n, max: 2n ** 120n })

/** A planner that takes everything from `least` to `most`. */
const planBetween = (least: bigint, most: bigint) => (amount: bigint) => {
  if (amount < least) return refuse('debt-below-minimum')
  return amount > most ? refuse('health-factor-too-low') : accepted
}

const waiting: PlanResult = {
  ok: false,
  issues: [],
  estimate: null,
  waitsFor: { key: 'a', to: '0x01', data: '0x' },
}

describe('findLimit', () => {
  it('takes what waits for an answer as not refused, unless something else refuses it', () => {
    expect(findLimit(() => waiting, 1_000n)).toBe(1_000n)
    const planAt = (amount: bigint): PlanResult =>
      amount > 300n ? { ...waiting, issues: refuse('amount-over-balance').issues } : waiting
    expect(findLimit(planAt, 1_000n)).toBe(300n)
  })

  it('is accepted, and one unit more is not', () => {
    fc.assert(
      fc.property(amounts, amounts, (most, upper) => {
        const planAt = planBetween(1n, most)
        const limit = findLimit(planAt, upper)
        expect(limit).toBe(min(most, upper))
        expect(planAt(limit).ok).toBe(true)
      }),
    )
  })

  it('finds it between a minimum and a maximum, however close', () => {
    fc.assert(
      fc.property(amounts, amounts, amounts, (a, b, upper) => {
        const [least, most] = a < b ? [a, b] : [b, a]
        const limit = findLimit(planBetween(least, most), upper, least)
        expect(limit).toBe(upper < least ? 0n : min(most, upper))
      }),
    )
  })

  it('is an accepted amount whose successor is refused, whatever the planner takes', () => {
    const residues = fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(residues, fc.bigInt({ min: 1n, max: 10_000n }), (taken, upper) => {
        const planAt = (amount: bigint) =>
          taken.includes(Number(amount % 7n)) ? accepted : refuse('no-route')
        const limit = findLimit(planAt, upper)
        if (limit === 0n) return
        expect(planAt(limit).ok).toBe(true)
        expect(limit === upper || !planAt(limit + 1n).ok).toBe(true)
      }),
    )
  })

  it('is nothing where nothing is accepted', () => {
    expect(findLimit(() => refuse('market-paused'), 10n ** 30n)).toBe(0n)
    expect(findLimit(() => accepted, 0n)).toBe(0n)
  })

  it('asks about as often as the amount has bits', () => {
    let asked = 0
    const planAt = planBetween(1n, 2n ** 60n)
    findLimit((amount) => {
      asked++
      return planAt(amount)
    }, 2n ** 100n)
    expect(asked).toBeLessThan(110)
  })
})
