import { describe, expect, it, test } from 'vitest'
import type { Issue } from '../../lib/domain/issue'
import type { PlanResult } from '../../lib/plan/plan'
import { intents, makeOutcome, makePlan } from '../../lib/plan/testing/outcomes'
import { type Choice, draftOf, findRefusal, listIssues, nameChoice, planOf } from './choice'

const empty: Issue = { code: 'amount-missing', severity: 'refusal', field: 'amount' }
const low: Issue = { code: 'health-factor-low', severity: 'warning', healthFactorWad: 11n * 10n ** 17n }
const closed: Issue = { code: 'pool-paused', severity: 'refusal', field: 'leverage' }

const plan = makePlan(intents.repay)
const planned = (issues: readonly Issue[]): PlanResult => ({ ok: true, plan: { ...plan, issues } })
const refused = (issues: readonly Issue[]): PlanResult => ({ ok: false, issues, estimate: null })
const choiceOf = (change: Partial<Choice>): Choice => ({
  key: 'repay',
  result: null,
  inputs: [],
  fields: ['amount'],
  ...change,
})
const answerOf = (issues: readonly Issue[]) => ({
  plan,
  result: { ok: true, ...makeOutcome({}, {}, { issues }) } as const,
})

test('a choice is named by what was typed and tolerated, and not by the space around it', () => {
  const tolerance = { slippageBps: 50n, deadlineMinutes: 20n }
  const name = nameChoice(['repay', ' 12.5 ', null, true], tolerance)
  expect(name).toBe(nameChoice(['repay', '12.5', undefined, true], tolerance))
  expect(name).not.toBe(nameChoice(['repay', '12.5', null, true], { ...tolerance, slippageBps: 30n }))
  expect(name).not.toBe(nameChoice(['repay', '12.5', null, false], tolerance))
})

describe('what is to be said of a choice', () => {
  it('is nothing of an empty form until it is sent off', () => {
    const untouched = choiceOf({ inputs: [{ issue: empty, isTouched: false }] })
    expect(listIssues(untouched, false, null)).toEqual([])
    expect(listIssues(untouched, true, null)).toEqual([empty])
    const touched = choiceOf({ inputs: [{ issue: empty, isTouched: true }] })
    expect(listIssues(touched, false, null)).toEqual([empty])
  })

  it('is what the plan says, also where there is none', () => {
    expect(listIssues(choiceOf({ result: planned([low]) }), false, null)).toEqual([low])
    expect(listIssues(choiceOf({ result: refused([closed]) }), false, null)).toHaveLength(1)
  })

  it('keeps only the fields that the form has, so that nothing is said nowhere', () => {
    const issues = listIssues(choiceOf({ result: refused([empty, closed]) }), false, null)
    expect(issues.map(({ field }) => field)).toEqual(['amount', undefined])
    expect(findRefusal(issues, 'amount')).toEqual(empty)
    expect(findRefusal(issues, 'leverage')).toBeNull()
  })

  it('is no warning twice, and of the answer only what it warns of', () => {
    const answer = answerOf([low, closed])
    expect(listIssues(choiceOf({ result: planned([]) }), false, answer)).toEqual([low])
    const worse: Issue = { ...low, healthFactorWad: 10n ** 18n }
    expect(listIssues(choiceOf({ result: planned([worse]) }), false, answer)).toEqual([worse])
  })
})

test('what is refused may still be estimated', () => {
  expect(planOf(planned([]))).toEqual({ ...plan, issues: [] })
  expect(planOf(refused([low]))).toBeNull()
  expect(draftOf(planned([]))).toEqual({ ...plan, issues: [] })
  expect(draftOf(refused([low]))).toBeNull()
  expect(draftOf(null)).toBeNull()
})
