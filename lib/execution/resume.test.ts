import { encodeErrorResult, type Hex, numberToHex, parseAbi, toFunctionSelector } from 'viem'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Config } from 'wagmi'
import { readRuns, rememberRun } from './remember'
import { type ResumeOptions, resumeRuns } from './resume'
import { convertCall, recordAsked, type Sent } from './run-record'
import type { RunState } from './run-state'
import { createFakeNode, type FakeNode } from './testing/fake-node'
import { approveStep, createMemoryStorage, createPlan, mainCall, NEEDED, owner } from './testing/fake-plan'
import { connectFakeWallet, type FakeWallet } from './testing/fake-wallet'
import { eventually, passTimeWhenIdle } from './testing/idle-clock'
import { createSafeSteps } from './testing/safe-plan'

const timing = {
  walletReadMs: 60,
  settleMs: 30,
  inclusionMs: 40,
  silenceMs: 1_000,
  watchMs: 60_000,
  pollMs: 2,
}

/** Calls of a batch. */
const LARGE = 46

let node: FakeNode
let wallet: FakeWallet
let config: Config
let storage: ReturnType<typeof createMemoryStorage>
let states: RunState[]

passTimeWhenIdle()
beforeEach(async () => {
  node = createFakeNode()
  node.minesAtOnce = false
  ;({ config, wallet } = await connectFakeWallet(node, owner))
  storage = createMemoryStorage()
  states = []
})

function resume(options: Pick<ResumeOptions, 'loadErrorsOf'> = {}) {
  return resumeRuns(config, { onState: (_, state) => states.push(state), storage, timing, ...options })
}

/** What the page before this one had written down by the time it was left. */
function remember(sent: Sent, { plan = createPlan([mainCall]), stepIndex = 0, stepCount = 1 } = {}): void {
  const calls = sent.kind === 'batch' ? plan.steps : plan.steps.slice(stepIndex, stepIndex + 1)
  const asking = {
    fromBlock: 10,
    nonce: 0,
    pendingNonce: 0,
    calls: calls.map(({ call }) => convertCall(call)),
  }
  rememberRun(storage, { ...recordAsked(plan, { stepIndex, stepCount }, asking), sent })
}

function submit({ to, data } = mainCall.call): Hex {
  return node.submit({ from: owner, to, data, value: '0x0' })
}

function send(): Hex {
  const hash = submit()
  remember({ kind: 'transaction', hash })
  return hash
}

test('after a reload a sent transaction is pending with its hash, then confirmed, then forgotten', async () => {
  const hash = send()
  expect(resume()).toMatchObject([{ sent: { hash } }])
  expect(states).toEqual([{ status: 'pending', stepIndex: 0, stepCount: 1, hash }])
  node.mine()
  await eventually(() => expect(states.at(-1)).toEqual({ status: 'confirmed', hash, blockNumber: 11n }))
  expect(readRuns(storage)).toEqual([])
})

test('a batch in a Safe that the wallet was asked for is found by its bytes, and no more than these are kept', async () => {
  const plan = createPlan(Object.values(createSafeSteps(LARGE)))
  const { to, data, value } = plan.steps[2]?.call ?? mainCall.call
  // As much as opening at 10x takes.
  expect(data.length).toBeGreaterThan(32_000)
  remember({ kind: 'asked' }, { plan, stepIndex: 2, stepCount: 3 })
  // Twenty such would still be a small part of what a browser keeps for a page: 5,000,000 characters.
  expect([...storage.items.values()].join('').length).toBeLessThan(data.length + 2_000)
  const hash = node.submit({ from: owner, to, data, value: numberToHex(value) })
  node.mine()
  resume()
  await eventually(() => expect(states.at(-1)).toMatchObject({ status: 'confirmed', hash }))
  expect(readRuns(storage)).toEqual([])
})

test('a Safe that was created before a reload is done, and the rest is to be started again', async () => {
  const plan = createPlan(Object.values(createSafeSteps()))
  const { to, data } = plan.steps[0]?.call ?? mainCall.call
  remember({ kind: 'asked' }, { plan, stepIndex: 0, stepCount: 3 })
  node.submit({ from: owner, to, data, value: '0x0' })
  node.mine()
  resume()
  const issue = { code: 'plan-unfinished', isCall: false }
  await eventually(() => expect(states.at(-1)).toMatchObject({ status: 'failed', issue }))
})

test('a transaction that failed while nobody looked is reported as failed', async () => {
  const hash = send()
  node.revertData = '0x'
  node.mine()
  resume()
  await eventually(() =>
    expect(states.at(-1)).toMatchObject({ status: 'failed', hash, issue: { code: 'transaction-reverted' } }),
  )
  expect(readRuns(storage)).toEqual([])
})

describe('what a revert means', () => {
  const errorAbi = parseAbi(['error TooLittleReceived(uint256 received)'])
  const explainError = () => ({ code: 'out-of-gas', severity: 'refusal' }) as const

  const readReason = async (loadErrorsOf: ResumeOptions['loadErrorsOf']) => {
    const hash = send()
    node.revertData = encodeErrorResult({ abi: errorAbi, errorName: 'TooLittleReceived', args: [7n] })
    node.mine()
    resume({ loadErrorsOf })
    await eventually(() => expect(states.at(-1)).toMatchObject({ status: 'failed', hash }))
    return states.at(-1)
  }

  test('is told by the code of its own protocol', async () => {
    const load = vi.fn(async () => ({ errorAbi, explainError }))
    const cause = { code: 'out-of-gas' }
    expect(await readReason(load)).toMatchObject({ issue: { reason: { kind: 'explained', cause } } })
    expect(load.mock.calls).toEqual([[createPlan().protocol]])
  })

  test('keeps nobody from watching where that code does not come', async () => {
    const selector = toFunctionSelector('TooLittleReceived(uint256)')
    const state = await readReason(async () => Promise.reject(new Error('offline')))
    expect(state).toMatchObject({ issue: { reason: { kind: 'unknown', selector } } })
  })
})

test('a transaction that the node does not know stays remembered, its outcome unknown', async () => {
  const hash = send()
  node.transactions.length = 0
  resume()
  await eventually(() =>
    expect(states.at(-1)).toMatchObject({ status: 'failed', hash, issue: { code: 'receipt-unknown' } }),
  )
  expect(readRuns(storage)).toMatchObject([{ sent: { hash } }])
})

test('a batch is watched on through its wallet', async () => {
  const hash = node.submit({ from: owner, to: owner, data: '0xbb', value: '0x0' })
  node.mine()
  remember({ kind: 'batch', id: 'batch-1' }, { plan: createPlan() })
  const receipts = [{ transactionHash: hash, status: '0x1' }]
  wallet.answers.set('wallet_getCallsStatus', () => ({ status: 200, receipts }))
  resume()
  await eventually(() => expect(states.at(-1)).toMatchObject({ status: 'confirmed', hash }))
  expect(readRuns(storage)).toEqual([])
})

test('what was sent on a chain that the app does not know is left alone', () => {
  remember({ kind: 'batch', id: 'batch-1' }, { plan: { ...createPlan(), chainId: 5 } })
  expect(resume()).toEqual([])
  expect(readRuns(storage)).toHaveLength(1)
})

test('nothing is signed', async () => {
  send()
  resume()
  node.mine()
  await eventually(() => expect(states.at(-1)).toMatchObject({ status: 'confirmed' }))
  expect(wallet.log).toEqual([])
})

test('what was asked for when the page was left is looked for in the chain, found and followed', async () => {
  remember({ kind: 'asked' })
  resume()
  await eventually(() =>
    expect(states.at(-1)).toMatchObject({ status: 'failed', issue: { code: 'wallet-answer-unseen' } }),
  )
  expect(readRuns(storage)).toHaveLength(1)
  const hash = submit()
  node.mine()
  await eventually(() => expect(states.at(-1)).toMatchObject({ status: 'confirmed', hash }))
  expect(readRuns(storage)).toEqual([])
})

test('a page that was left between two steps never ends as confirmed', async () => {
  const plan = createPlan([approveStep(NEEDED), mainCall])
  const hash = submit(plan.steps[0]?.call)
  remember({ kind: 'transaction', hash }, { plan, stepCount: 2 })
  node.mine()
  resume()
  await eventually(() =>
    expect(states.at(-1)).toMatchObject({
      status: 'failed',
      hash,
      issue: { code: 'plan-unfinished', isCall: false },
    }),
  )
  expect(states.map(({ status }) => status)).not.toContain('confirmed')
  expect(readRuns(storage)).toEqual([])
})

test('a page that was left between two calls does not have the first done again', async () => {
  const plan = createPlan([mainCall, mainCall])
  const hash = submit(mainCall.call)
  remember({ kind: 'transaction', hash }, { plan, stepCount: 2 })
  node.mine()
  resume()
  const issue = { code: 'plan-unfinished', isCall: true }
  await eventually(() => expect(states.at(-1)).toMatchObject({ status: 'failed', hash, issue }))
})

test.each([30, 300])('a speed-up that was mined %d blocks ago is found and followed', async (blocks) => {
  const hash = send()
  const newHash = node.replace(hash, {})
  for (let i = 0; i < blocks; i++) node.mine()
  resume()
  await eventually(() => expect(states.at(-1)).toMatchObject({ status: 'confirmed', hash: newHash }))
})

test('that it will not happen is said only where another transaction was seen in its place', async () => {
  const hash = send()
  remember({ kind: 'transaction', hash, nonce: 0 })
  const other = node.replace(hash, { to: owner, input: '0x' })
  for (let i = 0; i < 60; i++) node.mine()
  resume()
  // Of the record whose nonce was seen; of the other one it is not known which nonce it had.
  await eventually(() => expect(states.map(endOf)).toContain('transaction-replaced'))
  await eventually(() => expect(states.map(endOf)).toContain('receipt-unknown'))
  expect(states).toContainEqual(expect.objectContaining({ hash: other }))
})

function endOf(state: RunState | undefined): string | undefined {
  return state?.status === 'failed' ? state.issue.code : undefined
}
