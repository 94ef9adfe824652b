import { describe, expect, test } from 'vitest'
import type { RunState } from '../../lib/execution/run-state'
import { changeRun, closeDialog, NO_RUNS, openReview, type RunList, removeRun, showRun } from './run-list'
import type { TransactionRequest } from './transaction-context'

const stuck: RunState = {
  status: 'failed',
  stepIndex: 0,
  stepCount: 1,
  issue: { code: 'sending-unknown', severity: 'refusal', reason: '' },
  hash: null,
  done: [],
}

/** Only what the list looks at: what is to be done, by whom. */
function requestOf(amount: bigint, title = 'Repay'): TransactionRequest {
  const owner = `0x${'11'.repeat(20)}` as const
  const intent = { kind: 'repay', positionId: 'any:1:0x01', owner, amount } as const
  const plan = { chainId: 1, owner, protocol: 'any', intent, deadlineSeconds: BigInt(Date.now()) }
  return { title, planned: { plan } } as unknown as TransactionRequest
}

function withStuck(): RunList {
  return changeRun(openReview(NO_RUNS, requestOf(1n)), 1, { run: stuck })
}

describe('what is stuck', () => {
  test('keeps nobody from reviewing something else, and stays in the list', () => {
    const list = openReview(closeDialog(withStuck()), requestOf(2n))
    expect(list).toMatchObject({ current: 2, isOpen: true })
    expect(list.runs.map(({ key }) => key)).toEqual([1, 2])
  })

  test('is shown instead of the very same once more, whatever it was planned with', () => {
    const list = openReview(closeDialog(withStuck()), requestOf(1n))
    expect(list).toMatchObject({ current: 1, isOpen: true })
    expect(list.runs).toHaveLength(1)
  })

  test('once given up on, is only a strip: the same can be reviewed anew', () => {
    const given = closeDialog(changeRun(withStuck(), 1, { isGivenUp: true }))
    expect(given).toMatchObject({ isOpen: false, runs: [{ key: 1 }] })
    expect(openReview(given, requestOf(1n))).toMatchObject({ current: 2, runs: [{ key: 1 }, { key: 2 }] })
    expect(removeRun(given, 1).runs).toEqual([])
  })
})

describe('what is over', () => {
  test('goes with its dialog, and with the next review', () => {
    const ended = changeRun(withStuck(), 1, { run: { status: 'confirmed', hash: null, blockNumber: 1n } })
    expect(closeDialog(ended)).toMatchObject({ runs: [], current: null, isOpen: false })
    expect(openReview(ended, requestOf(1n)).runs.map(({ key }) => key)).toEqual([2])
  })

  test('a review that was not confirmed leaves nothing behind', () => {
    expect(closeDialog(openReview(NO_RUNS, requestOf(1n))).runs).toEqual([])
    const list = showRun(openReview(withStuck(), requestOf(2n)), 1)
    expect(list).toMatchObject({ current: 1, runs: [{ key: 1 }] })
  })

  test('what is told late of a run that was dismissed is left alone', () => {
    expect(changeRun(NO_RUNS, 7, { run: stuck }).runs).toEqual([])
  })
})
