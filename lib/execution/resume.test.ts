import type { Hex } from 'viem'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Config } from 'wagmi'
import { keyOf, readRuns, recordSent, rememberRun } from './remember'
import { resumeRuns } from './resume'
import type { RunState } from './run-state'
import { createFakeNode, type FakeNode } from './testing/fake-node'
import { createMemoryStorage, createPlan, mainCall, owner } from './testing/fake-plan'
import { connectFakeWallet, type FakeWallet } from './testing/fake-wallet'

const timing = { walletReadMs: 60, inclusionMs: 40, silenceMs: 1_000, watchMs: 60_000, pollMs: 2 }

let node: FakeNode
let wallet: FakeWallet
let config: Config
let storage: ReturnType<typeof createMemoryStorage>
let states: RunState[]

beforeEach(async () => {
  node = createFakeNode()
  node.minesAtOnce = false
  ;({ config, wallet } = await connectFakeWallet(node, owner))
  storage = createMemoryStorage()
  states = []
})

function resume() {
  return resumeRuns(config, { onState: (_, state) => states.push(state), storage, timing })
}

function send(): Hex {
  const { to, data } = mainCall.call
  const hash = node.submit({ from: owner, to, data, value: '0x0' })
  rememberRun(
    storage,
    recordSent(createPlan([mainCall]), { stepIndex: 0, stepCount: 1 }, { kind: 'transaction', hash }),
  )
  return hash
}

test('after a reload a sent transaction is pending with its hash, then confirmed, then forgotten', async () => {
  const hash = send()
  expect(resume().map(keyOf)).toEqual([hash])
  expect(states).toEqual([{ status: 'pending', stepIndex: 0, stepCount: 1, hash }])
  node.mine()
  await vi.waitFor(() => expect(states.at(-1)).toEqual({ status: 'confirmed', hash, blockNumber: 11n }))
  expect(readRuns(storage)).toEqual([])
})

test('a transaction that failed while nobody looked is reported as failed', async () => {
  const hash = send()
  node.revertData = '0x'
  node.mine()
  resume()
  await vi.waitFor(() =>
    expect(states.at(-1)).toMatchObject({ status: 'failed', hash, issue: { code: 'transaction-reverted' } }),
  )
  expect(readRuns(storage)).toEqual([])
})

test('a transaction that the node does not know stays remembered, its outcome unknown', async () => {
  const hash = send()
  node.transactions.length = 0
  resume()
  await vi.waitFor(() =>
    expect(states.at(-1)).toMatchObject({ status: 'failed', hash, issue: { code: 'receipt-unknown' } }),
  )
  expect(readRuns(storage).map(keyOf)).toEqual([hash])
})

test('a batch is watched on through its wallet', async () => {
  const hash = node.submit({ from: owner, to: owner, data: '0xbb', value: '0x0' })
  node.mine()
  const place = { stepIndex: 0, stepCount: 1 }
  rememberRun(storage, recordSent(createPlan(), place, { kind: 'batch', id: 'batch-1' }))
  const receipts = [{ transactionHash: hash, status: '0x1' }]
  wallet.answers.set('wallet_getCallsStatus', () => ({ status: 200, receipts }))
  resume()
  await vi.waitFor(() => expect(states.at(-1)).toMatchObject({ status: 'confirmed', hash }))
  expect(readRuns(storage)).toEqual([])
})

test('what was sent on a chain that the app does not know is left alone', () => {
  const plan = { ...createPlan(), chainId: 5 }
  rememberRun(storage, recordSent(plan, { stepIndex: 0, stepCount: 1 }, { kind: 'batch', id: 'batch-1' }))
  expect(resume()).toEqual([])
  expect(readRuns(storage)).toHaveLength(1)
})

test('nothing is signed', async () => {
  send()
  resume()
  node.mine()
  await vi.waitFor(() => expect(states.at(-1)).toMatchObject({ status: 'confirmed' }))
  expect(wallet.log).toEqual([])
})
