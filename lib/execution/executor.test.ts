import { describe, expect, it } from 'vitest'
import { ONE_BY_ONE, planSends, stepsOf } from './executor'
import { approveStep, mainCall } from './testing/fake-plan'

const steps = [approveStep(0n), approveStep(5n), mainCall]

describe('planSends', () => {
  it('is one batch of everything where the wallet is atomic', () => {
    expect(planSends(steps, { isAtomic: true })).toEqual([
      { kind: 'batch', steps, place: { stepIndex: 0, stepCount: 1 } },
    ])
  })

  it('is a transaction for each step where it is not, in the plan’s order', () => {
    const sends = planSends(steps, ONE_BY_ONE)
    expect(sends.map(({ kind, place }) => [kind, place])).toEqual([
      ['transaction', { stepIndex: 0, stepCount: 3 }],
      ['transaction', { stepIndex: 1, stepCount: 3 }],
      ['transaction', { stepIndex: 2, stepCount: 3 }],
    ])
    expect(sends.flatMap(stepsOf)).toEqual(steps)
  })

  it('makes no batch of a single step', () => {
    expect(planSends([mainCall], { isAtomic: true })).toEqual(planSends([mainCall], ONE_BY_ONE))
  })
})
