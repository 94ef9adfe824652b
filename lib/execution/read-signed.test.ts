import { describe, expect, it } from 'vitest'
import { ONE_BY_ONE, planSends } from './executor'
import { readSigned } from './read-signed'
import { approveStep, createPlan, mainCall } from './testing/fake-plan'
import { createSafeSteps, pool } from './testing/safe-plan'

const { create, approve, execute } = createSafeSteps()

describe('readSigned', () => {
  it('reads a Safe’s creation, an approval and each call of its batch from the request’s own bytes', () => {
    const plan = createPlan([create, approve, execute])
    const signed = readSigned(plan, planSends(plan.steps, ONE_BY_ONE))
    expect(signed.map((transactions) => transactions.map(({ kind }) => kind))).toEqual([
      ['create'],
      ['plain'],
      ['execute'],
    ])
    const [, [approval] = [], [execution] = []] = signed
    expect(approval).toMatchObject({ reading: { kind: 'approve', amount: 1_000n } })
    if (execution?.kind !== 'execute') throw new Error('no execution')
    expect(execution.calls.map(({ reading, operation }) => [reading.kind, operation])).toEqual([
      ['transfer-from', 'call'],
      ['approve', 'call'],
      ['other', 'call'],
      ['sweep', 'delegatecall'],
    ])
    expect(execution.calls[1]?.reading).toMatchObject({ spender: pool })
    expect(execution.calls[2]?.reading).toMatchObject({ selector: '0x617ba037' })
  })

  it('is one request of several transactions in a wallet that batches', () => {
    const plan = createPlan([create, approve, execute])
    const signed = readSigned(plan, planSends(plan.steps, { isAtomic: true }))
    expect(signed.map((transactions) => transactions.length)).toEqual([3])
  })

  it('tells an unknown function of a plain call by its selector, and keeps its bytes', () => {
    const plan = createPlan([approveStep(5n), mainCall])
    const [, [last] = []] = readSigned(plan, planSends(plan.steps, ONE_BY_ONE))
    expect(last).toMatchObject({ kind: 'plain', call: mainCall.call, reading: { selector: '0x12345678' } })
  })

  it('believes the bytes, not the step', () => {
    const forged = { ...execute, call: { ...execute.call, data: `${execute.call.data}00` as const } }
    const [[transaction] = []] = readSigned(createPlan([forged]), planSends([forged], ONE_BY_ONE))
    expect(transaction?.kind).toBe('refused')
  })
})
