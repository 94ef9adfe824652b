import { describe, expect, it } from 'vitest'
import { ONE_BY_ONE } from './executor'
import { chooseHanding } from './handing'
import type { RunState } from './run-state'
import { approveStep, mainCall } from './testing/fake-plan'
import { createSafeSteps } from './testing/safe-plan'

const idle: RunState = { status: 'idle' }
const batching = { isAtomic: true }
const plain = [approveStep(5n), mainCall]
const { create, approve, execute } = createSafeSteps()
const inSafe = [create, approve, execute]

const summarise = (...args: Parameters<typeof chooseHanding>) => {
  const { executor, sends, isAtMost } = chooseHanding(...args)
  return [executor, sends.length, isAtMost]
}

describe('chooseHanding', () => {
  it('is one batch where the wallet takes all of it as one, whosever calls they are', () => {
    expect(summarise(plain, batching, idle)).toEqual(['batch', 1, false])
    expect(summarise(inSafe, batching, idle)).toEqual(['batch', 1, false])
  })

  it('is the person’s Safe, or their account, where the wallet sends one at a time', () => {
    expect(summarise(plain, ONE_BY_ONE, idle)).toEqual(['steps', 2, false])
    expect(summarise(inSafe, ONE_BY_ONE, idle)).toEqual(['safe', 3, false])
  })

  it('is the same for a single step, whatever the wallet can do', () => {
    expect(summarise([mainCall], batching, idle)).toEqual(['steps', 1, false])
    expect(summarise([execute], batching, idle)).toEqual(['safe', 1, false])
  })

  it('is at most a signature for each step before the wallet has said what it can do', () => {
    expect(summarise(inSafe, null, idle)).toEqual(['safe', 3, true])
    expect(summarise([execute], null, idle)).toEqual(['safe', 1, false])
  })

  it('goes by how a run is done, whatever the wallet had said', () => {
    const issue = { code: 'rejected-by-wallet', severity: 'info' } as const
    const pending = (stepCount: number) =>
      ({ status: 'pending', stepIndex: 0, stepCount, hash: '0x01' }) as const
    const rejected: RunState = { status: 'rejected', stepIndex: 0, stepCount: 3, issue, done: [] }
    expect(summarise(inSafe, batching, pending(3))).toEqual(['safe', 3, false])
    expect(summarise(inSafe, ONE_BY_ONE, pending(1))).toEqual(['batch', 1, false])
    expect(summarise(inSafe, batching, rejected)).toEqual(['safe', 3, false])
  })

  it('goes by what the wallet can do while a run has not asked it for anything', () => {
    const signing: RunState = { status: 'signing', stepIndex: 0, stepCount: 3 }
    expect(summarise(inSafe, batching, signing)).toEqual(['batch', 1, false])
  })
})
