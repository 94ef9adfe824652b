import { concat, encodeErrorResult, type Hex, parseAbi } from 'viem'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Config } from 'wagmi'
import type { TransactionPlan } from '../plan/plan'
import { readRuns } from './remember'
import { type RunOptions, runPlan } from './run'
import type { RunState } from './run-state'
import { createFakeNode, type FakeNode, FakeRpcError } from './testing/fake-node'
import { approveStep, createMemoryStorage, createPlan, mainCall, NEEDED, owner } from './testing/fake-plan'
import { connectFakeWallet, type FakeWallet, otherChain, refuse } from './testing/fake-wallet'
import { eventually, passTimeWhenIdle } from './testing/idle-clock'

const timing = {
  walletMs: 60,
  walletReadMs: 60,
  settleMs: 30,
  inclusionMs: 60_000,
  silenceMs: 100,
  watchMs: 60_000,
  pollMs: 2,
}
const never = () => new Promise<never>(() => {})

let node: FakeNode
let wallet: FakeWallet
let config: Config
let storage: ReturnType<typeof createMemoryStorage>
let states: RunState[]

passTimeWhenIdle()
beforeEach(async () => {
  node = createFakeNode()
  ;({ config, wallet } = await connectFakeWallet(node, owner))
  storage = createMemoryStorage()
  states = []
})

function run(plan: TransactionPlan = createPlan(), options: Partial<RunOptions> = {}): Promise<RunState> {
  return runPlan(config, plan, { onState: (state) => states.push(state), storage, timing, ...options })
}

function statuses(): string[] {
  return states.map((state) => ('stepIndex' in state ? `${state.status} ${state.stepIndex}` : state.status))
}

function lastState(): RunState | undefined {
  return states.at(-1)
}

describe('step by step', () => {
  test('approves, waits for it, then calls, and ends confirmed with the hash of the call', async () => {
    const end = await run()
    expect(statuses().filter((status, i, all) => status !== all[i - 1])).toEqual([
      'signing 0',
      'pending 0',
      'signing 1',
      'pending 1',
      'confirmed',
    ])
    expect(end).toEqual({ status: 'confirmed', hash: node.transactions[1]?.hash, blockNumber: 12n })
    expect(node.transactions.map(({ to }) => to)).toEqual(createPlan().steps.map(({ call }) => call.to))
  })

  test('asks for no signature of what would fail by now, and says why', async () => {
    const issue = { code: 'slippage-exceeded', severity: 'refusal', cause: 'price' } as const
    expect(await run(createPlan(), { rehearse: async () => issue })).toEqual({
      status: 'failed',
      stepIndex: 0,
      stepCount: 2,
      issue,
      hash: null,
      done: [],
    })
    expect(wallet.log.filter(({ method }) => method === 'eth_sendTransaction')).toEqual([])
  })

  test('asks anew before each signature: what fails after the approval is not sent', async () => {
    const issue = { code: 'slippage-exceeded', severity: 'refusal', cause: 'price' } as const
    const rehearse = vi.fn(async () => (node.transactions.length === 0 ? null : issue))
    expect(await run(createPlan(), { rehearse })).toMatchObject({ status: 'failed', stepIndex: 1, issue })
    expect(rehearse).toHaveBeenCalledTimes(2)
    expect(node.transactions).toHaveLength(1)
  })

  test('rehearses what is left: never a step that is done, nor one that is needless', async () => {
    const plan = createPlan([approveStep(0n), approveStep(NEEDED), mainCall])
    node.allowance = 5n
    const rehearse = vi.fn(async () => null)
    await run(plan, { rehearse })
    expect(rehearse.mock.calls).toEqual([[plan.steps], [plan.steps.slice(1)], [plan.steps.slice(2)]])
    rehearse.mockClear()
    await run(createPlan([...plan.steps]), { rehearse })
    expect(rehearse.mock.calls).toEqual([[[mainCall]]])
  })

  test('a stop names the steps that are in the chain and stay', async () => {
    const plan = createPlan()
    refuseSecond()
    expect(await run(plan)).toMatchObject({ status: 'rejected', done: [plan.steps[0]] })
    expect(lastState()).toMatchObject({ status: 'rejected', done: [plan.steps[0]] })
    node.isDown = true
    expect(await run(createPlan())).toMatchObject({ status: 'failed', done: [] })
  })

  test('sends what a requirement needs before the call, remembered as what it is', async () => {
    const delegate = {
      kind: 'delegation',
      delegate: owner,
      delegateName: 'Pool',
      debt: null,
      ways: [],
    } as const
    const prepare = {
      kind: 'prepare',
      call: { ...mainCall.call, data: '0x01' },
      requirement: delegate,
    } as const
    const kinds: (string | undefined)[] = []
    const usual = (params: readonly unknown[]) => node.submit(params[0] as Parameters<FakeNode['submit']>[0])
    wallet.answers.set('eth_sendTransaction', (params) => {
      kinds.push(readRuns(storage)[0]?.stepKind)
      return usual(params)
    })
    expect(await run(createPlan([prepare, mainCall]))).toMatchObject({ status: 'confirmed' })
    expect(kinds).toEqual(['prepare', 'call'])
    expect(node.transactions.map(({ input }) => input)).toEqual(['0x01', mainCall.call.data])
  })

  test('hands over exactly the calls of the plan, from its owner, for its chain', async () => {
    await run(createPlan([{ ...mainCall, call: { ...mainCall.call, value: 5n } }]))
    expect(wallet.log.find(({ method }) => method === 'eth_sendTransaction')?.params).toEqual([
      { from: owner, to: mainCall.call.to, data: '0x12345678', value: '0x5', chainId: '0x7a69' },
    ])
  })

  test('a refusal of the approval ends as rejected, and nothing is sent', async () => {
    wallet.answers.set('eth_sendTransaction', refuse)
    expect(await run()).toMatchObject({
      status: 'rejected',
      stepIndex: 0,
      stepCount: 2,
      issue: { code: 'rejected-by-wallet' },
    })
    expect(node.transactions).toHaveLength(0)
  })

  test('a refusal of the call ends as rejected at the second step; the approval stands', async () => {
    refuseSecond()
    expect(await run()).toMatchObject({ status: 'rejected', stepIndex: 1, stepCount: 2 })
    expect(node.allowance).toBe(NEEDED)
    expect(readRuns(storage)).toEqual([])
  })

  test('after such a refusal the same plan can be run again, and does not approve twice', async () => {
    const plan = createPlan()
    refuseSecond()
    await run(plan)
    wallet.answers.clear()
    expect(await run(plan)).toMatchObject({ status: 'confirmed' })
    expect(node.transactions).toHaveLength(2)
  })

  test('what is taken back after the calls is taken back, whatever was allowed before them', async () => {
    const plan = createPlan([approveStep(NEEDED), mainCall, approveStep(0n)])
    expect(await run(plan)).toMatchObject({ status: 'confirmed' })
    expect(node.transactions).toHaveLength(3)
    expect(node.allowance).toBe(0n)
  })

  test('and where it was allowed by an earlier run', async () => {
    node.allowance = NEEDED
    const plan = createPlan([approveStep(NEEDED), mainCall, approveStep(0n)])
    expect(await run(plan)).toMatchObject({ status: 'confirmed' })
    expect(node.transactions).toHaveLength(2)
    expect(node.allowance).toBe(0n)
  })

  test('what is allowed again behind a call is allowed again, though as much is allowed before it', async () => {
    node.allowance = NEEDED
    await run(createPlan([approveStep(NEEDED), mainCall, approveStep(NEEDED), { ...mainCall }]))
    expect(node.transactions).toHaveLength(3)
  })

  test('each step is remembered before it is asked for, and the one before it then no more', async () => {
    const remembered: unknown[] = []
    wallet.answers.set('eth_sendTransaction', (params) => {
      remembered.push(...readRuns(storage).map(({ stepIndex, sent }) => [stepIndex, sent.kind]))
      return node.submit(params[0] as Parameters<FakeNode['submit']>[0])
    })
    await run()
    expect(remembered).toEqual([
      [0, 'asked'],
      [1, 'asked'],
    ])
    expect(readRuns(storage)).toEqual([])
  })

  test('a larger allowance that is left over is brought down to the exact amount', async () => {
    node.allowance = NEEDED + 1n
    await run()
    expect(node.transactions).toHaveLength(2)
    expect(node.allowance).toBe(NEEDED)
  })

  test('a refusal that the wallet wraps in an error of its own is a refusal all the same', async () => {
    wallet.answers.set('eth_sendTransaction', () => {
      throw new FakeRpcError(-32603, 'Internal error', { originalError: { code: 4001 } })
    })
    expect(await run()).toMatchObject({ status: 'rejected' })
  })

  test('an allowance that was lowered in the wallet stops before the call', async () => {
    node.editedAllowance = NEEDED - 1n
    expect(await run()).toMatchObject({
      status: 'failed',
      stepIndex: 0,
      issue: {
        code: 'allowance-too-low',
        amounts: { needed: { amount: NEEDED }, allowed: { amount: NEEDED - 1n } },
      },
    })
    expect(node.transactions).toHaveLength(1)
  })

  test('an allowance that was raised in the wallet goes on, and is told from then on', async () => {
    node.editedAllowance = NEEDED + 1n
    const end = await run()
    const note = { code: 'allowance-raised', amounts: { allowed: { amount: NEEDED + 1n } } }
    expect(end).toMatchObject({ status: 'confirmed', notes: [note] })
    expect(states.find((state) => state.status === 'signing' && state.stepIndex === 1)).toMatchObject({
      notes: [note],
    })
  })

  test('a reset to nothing before an approval is sent, and is not mistaken for a lowered allowance', async () => {
    node.allowance = 5n
    const plan = createPlan([approveStep(0n), approveStep(NEEDED), mainCall])
    expect(await run(plan)).toMatchObject({ status: 'confirmed' })
    expect(node.transactions).toHaveLength(3)
  })

  test('an answer without a transaction hash is not a success', async () => {
    wallet.answers.set('eth_sendTransaction', () => null)
    expect(await run()).toMatchObject({ status: 'failed', issue: { code: 'sending-unknown' }, hash: null })
  })

  test('an error on sending is not answered by sending again', async () => {
    wallet.answers.set('eth_sendTransaction', () => {
      throw new FakeRpcError(-32603, 'Internal error')
    })
    expect(await run()).toMatchObject({ status: 'failed', issue: { code: 'sending-unknown' } })
    expect(wallet.countOf('eth_sendTransaction')).toBe(1)
    expect(wallet.countOf('wallet_sendTransaction')).toBe(0)
  })

  test('an account that cannot pay for any transaction is told apart', async () => {
    node.balance = 1n
    wallet.answers.set('eth_sendTransaction', () => {
      throw new FakeRpcError(-32000, 'insufficient funds for gas * price + value')
    })
    expect(await run()).toMatchObject({ status: 'failed', issue: { code: 'network-fee-unaffordable' } })
    // With enough of it the wallet's word alone proves nothing.
    node.balance = 10n ** 18n
    expect(await run()).toMatchObject({ status: 'failed', issue: { code: 'sending-unknown' } })
  })
})

describe('before a signature', () => {
  test.each([
    ['that is none of ours', 1],
    ['of ours', otherChain.id],
  ])('a wallet on another network %s is asked to switch, and signs on the plan’s', async (_, chainId) => {
    wallet.chainId = chainId
    expect(await run()).toMatchObject({ status: 'confirmed' })
    expect(wallet.countOf('wallet_switchEthereumChain')).toBe(1)
    const sent = wallet.log.filter(({ method }) => method === 'eth_sendTransaction')
    expect(sent.every(({ params }) => (params[0] as { chainId: string }).chainId === '0x7a69')).toBe(true)
  })

  test.each([
    ['refuses to switch', refuse],
    ['says it switched and did not', () => null],
  ])('a wallet that %s ends in wrong-network, and nothing is asked of it', async (_, answer) => {
    wallet.chainId = otherChain.id
    wallet.answers.set('wallet_switchEthereumChain', answer)
    expect(await run()).toMatchObject({ status: 'failed', issue: { code: 'wrong-network' } })
    expect(wallet.countOf('eth_sendTransaction')).toBe(0)
  })

  test('another account than the plan is for signs nothing', async () => {
    const plan = { ...createPlan(), owner: '0x0000000000000000000000000000000000000b0b' } as const
    expect(await run(plan)).toMatchObject({ status: 'failed', issue: { code: 'wrong-account' } })
    expect(wallet.countOf('eth_sendTransaction')).toBe(0)
  })

  test('a plan whose deadline passed is not signed', async () => {
    node.timestamp += 1_201n
    expect(await run()).toMatchObject({ status: 'failed', stepIndex: 0, issue: { code: 'review-expired' } })
    expect(node.transactions).toHaveLength(0)
  })

  test('a wallet that leaves the network between two signatures is asked to come back', async () => {
    wallet.answers.set('eth_sendTransaction', (params) => {
      if (node.transactions.length === 0) wallet.chainId = 1
      return node.submit(params[0] as Parameters<FakeNode['submit']>[0])
    })
    expect(await run()).toMatchObject({ status: 'confirmed' })
    expect(wallet.countOf('wallet_switchEthereumChain')).toBe(1)
  })

  test('a deadline that passes while the approval waits stops the call', async () => {
    const approve = wallet.answers
    approve.set('eth_sendTransaction', (params) => {
      node.timestamp += 1_300n
      return node.submit(params[0] as Parameters<FakeNode['submit']>[0])
    })
    expect(await run()).toMatchObject({ status: 'failed', stepIndex: 1, issue: { code: 'review-expired' } })
    expect(node.transactions).toHaveLength(1)
  })

  test('a node that does not answer stops before the wallet is asked', async () => {
    node.isDown = true
    expect(await run()).toMatchObject({ status: 'failed', issue: { code: 'rpc-unreachable' } })
    expect(wallet.countOf('eth_sendTransaction')).toBe(0)
  })

  test('an aborted run asks for no further signature', async () => {
    const controller = new AbortController()
    wallet.answers.set('eth_sendTransaction', (params) => {
      controller.abort()
      return node.submit(params[0] as Parameters<FakeNode['submit']>[0])
    })
    const plan = createPlan()
    expect(await run(plan, { signal: controller.signal })).toMatchObject({
      status: 'failed',
      stepIndex: 1,
      issue: { code: 'given-up' },
      done: [plan.steps[0]],
    })
    expect(node.transactions).toHaveLength(1)
  })
})

describe('as one batch', () => {
  beforeEach(() => {
    const answerOf = (status: string) => ({ '0x7a69': { atomic: { status } } })
    wallet.answers.set('wallet_getCapabilities', () => answerOf('supported'))
  })

  test('a batch that would fail by now is not handed over', async () => {
    const issue = { code: 'slippage-exceeded', severity: 'refusal', cause: 'price' } as const
    expect(await run(createPlan(), { rehearse: async () => issue })).toMatchObject({
      status: 'failed',
      issue,
    })
    expect(wallet.log.filter(({ method }) => method === 'wallet_sendCalls')).toEqual([])
  })

  test('a wallet that batches atomically is asked once for the whole plan', async () => {
    takeBatches()
    expect(await run()).toMatchObject({ status: 'confirmed', hash: node.transactions[0]?.hash })
    expect(wallet.countOf('wallet_sendCalls')).toBe(1)
    expect(wallet.countOf('eth_sendTransaction')).toBe(0)
    const [batch] = wallet.log.find(({ method }) => method === 'wallet_sendCalls')?.params ?? []
    expect(batch).toMatchObject({ atomicRequired: true, chainId: '0x7a69', from: owner })
    expect((batch as { calls: unknown[] }).calls).toHaveLength(2)
    expect(states.find(({ status }) => status === 'pending')).toMatchObject({ stepIndex: 0, stepCount: 1 })
  })

  test('a refusal of the batch is not followed by single steps', async () => {
    wallet.answers.set('wallet_sendCalls', refuse)
    expect(await run()).toMatchObject({ status: 'rejected', stepIndex: 0, stepCount: 1 })
    expect(wallet.countOf('eth_sendTransaction')).toBe(0)
  })

  test.each([4100, 4200, -32601, -32602, 5700, 5710, 5740, 5750, 5760])(
    'an answer of %d means that nothing was sent: the steps follow one by one',
    async (code) => {
      wallet.answers.set('wallet_sendCalls', () => {
        throw new FakeRpcError(code, 'not this batch')
      })
      expect(await run()).toMatchObject({ status: 'confirmed' })
      expect(node.transactions).toHaveLength(2)
    },
  )

  test.each([-32603, -32000, 5720, 4900, 4200])(
    'an answer of %d to a batch that was sent all the same: the chain shows it, and nothing is sent a second time',
    async (code) => {
      wallet.answers.set('wallet_sendCalls', (params) => {
        takeBatch(params)
        throw new FakeRpcError(code, 'something went wrong')
      })
      expect(await run()).toMatchObject({ status: 'confirmed', hash: node.transactions[0]?.hash })
      expect(wallet.countOf('eth_sendTransaction')).toBe(0)
      expect(node.transactions).toHaveLength(1)
    },
  )

  test.each([-32603, -32000, 5720])(
    'an answer of %d proves nothing: no step follows, and the next plan is not handed over as a batch',
    async (code) => {
      wallet.answers.set('wallet_sendCalls', () => {
        throw new FakeRpcError(code, 'something went wrong')
      })
      expect(await run()).toMatchObject({ status: 'failed', issue: { code: 'sending-unknown' } })
      expect(wallet.countOf('eth_sendTransaction')).toBe(0)
      expect(await run(createPlan())).toMatchObject({ status: 'confirmed' })
      expect(wallet.countOf('wallet_sendCalls')).toBe(1)
    },
  )

  test('a batch that somebody else carries to the chain is found by its calls', async () => {
    wallet.answers.set('wallet_sendCalls', (params) => {
      takeBatch(params, '0x000000000000000000000000000000000000b0b5')
      return 'ok then'
    })
    wallet.answers.set('wallet_getCallsStatus', () => {
      throw new FakeRpcError(5730, 'unknown bundle')
    })
    expect(await run()).toMatchObject({ status: 'confirmed', hash: node.transactions[0]?.hash })
  })

  test('a plan whose deadline passed is not sent', async () => {
    takeBatches()
    node.timestamp += 1_201n
    expect(await run()).toMatchObject({ status: 'failed', issue: { code: 'review-expired' } })
    expect(node.transactions).toHaveLength(0)
  })

  test('a run that is aborted while the wallet is asked for its abilities sends nothing', async () => {
    const controller = new AbortController()
    wallet.answers.set('wallet_getCapabilities', () => {
      controller.abort()
      return { '0x7a69': { atomic: { status: 'ready' } } }
    })
    takeBatches()
    expect(await run(createPlan(), { signal: controller.signal })).toMatchObject({
      issue: { code: 'given-up' },
      done: [],
    })
    expect(node.transactions).toHaveLength(0)
  })

  test('a refusal wrapped in another answer is a refusal, and not followed by single steps', async () => {
    wallet.answers.set('wallet_sendCalls', () => {
      throw new FakeRpcError(-32601, 'not this batch', { originalError: { code: 4001 } })
    })
    expect(await run()).toMatchObject({ status: 'rejected' })
    expect(wallet.countOf('eth_sendTransaction')).toBe(0)
  })

  test('"done" with a receipt that failed is not a success', async () => {
    takeBatches('0x0')
    expect(await run()).toMatchObject({ status: 'failed', issue: { code: 'batch-reverted' } })
    node.revertData = '0x'
    expect(await run(createPlan())).toMatchObject({ issue: { code: 'transaction-reverted' } })
  })

  test.each([{}, { id: '' }, null])(
    'an answer without an id (%j) is not a success, and nothing is sent a second time',
    async (answer) => {
      wallet.answers.set('wallet_sendCalls', () => answer)
      expect(await run()).toMatchObject({ status: 'failed', issue: { code: 'sending-unknown' } })
      expect(wallet.countOf('eth_sendTransaction')).toBe(0)
    },
  )

  test.each([
    ['no status', null],
    ['a status in words', 'success'],
  ])('"done" with a hash and %s is what the chain says', async (_, status) => {
    takeBatches(status)
    expect(await run()).toMatchObject({ status: 'confirmed', hash: node.transactions[0]?.hash })
  })

  test('"done" without a receipt is what the chain says, where it shows the calls', async () => {
    wallet.answers.set('wallet_sendCalls', (params) => {
      takeBatch(params)
      return { id: 'batch-1' }
    })
    wallet.answers.set('wallet_getCallsStatus', () => ({ status: 200 }))
    expect(await run()).toMatchObject({ status: 'confirmed', hash: node.transactions[0]?.hash })
  })

  test('"done" without a receipt is not a success', async () => {
    wallet.answers.set('wallet_sendCalls', () => ({ id: 'batch-1' }))
    wallet.answers.set('wallet_getCallsStatus', () => ({ status: 200, receipts: [] }))
    const end = await run(createPlan(), { timing: { ...timing, inclusionMs: 30, watchMs: 60 } })
    expect(end).toMatchObject({ status: 'failed', issue: { code: 'receipt-unknown' } })
    expect(readRuns(storage)).toMatchObject([{ sent: { kind: 'batch', id: 'batch-1' } }])
  })

  test.each([
    [400, 'wallet-failed'],
    [500, 'batch-reverted'],
    [600, 'batch-partly-reverted'],
  ])('a batch that the wallet ends with %d is %s', async (status, code) => {
    wallet.answers.set('wallet_sendCalls', () => ({ id: 'batch-1' }))
    wallet.answers.set('wallet_getCallsStatus', () => ({ status, receipts: [] }))
    expect(await run()).toMatchObject({ status: 'failed', issue: { code } })
  })

  test('a receipt that our own node calls reverted is not a success, whatever the wallet says', async () => {
    node.revertData = '0x'
    takeBatches()
    expect(await run()).toMatchObject({ status: 'failed', issue: { code: 'transaction-reverted' } })
  })

  test('one call alone needs no batch', async () => {
    expect(await run(createPlan([mainCall]))).toMatchObject({ status: 'confirmed' })
    expect(wallet.countOf('wallet_sendCalls')).toBe(0)
  })

  test('what a wallet says of other chains takes nothing from what it says of this one', async () => {
    wallet.answers.set('wallet_getCapabilities', () => ({
      '0x1': null,
      '0x2': { atomic: 7 },
      '0x7a69': { atomic: { status: 'ready' }, paymasterService: 'no' },
    }))
    takeBatches()
    expect(await run()).toMatchObject({ status: 'confirmed' })
    expect(wallet.countOf('wallet_sendCalls')).toBe(1)
  })

  test('what is odd in a status takes nothing from the hash in it', async () => {
    takeBatches()
    wallet.answers.set('wallet_getCallsStatus', () => ({
      status: { code: 200 },
      receipts: [null, { transactionHash: node.transactions[0]?.hash, logs: 'none' }, { transactionHash: 7 }],
    }))
    expect(await run()).toMatchObject({ status: 'confirmed', hash: node.transactions[0]?.hash })
  })

  test.each([
    ['does not answer', never],
    ['answers nonsense', () => 'yes'],
    ['answers null', () => null],
    ['says nothing of this chain', () => ({ '0x7a69': null, '0x1': { atomic: 'ready' } })],
    ['says it as a plain word', () => ({ '0x7a69': { atomic: 'ready' } })],
    ['offers no atomicity', () => ({ '0x7a69': { atomic: { status: 'unsupported' } } })],
    ['offers it on another chain', () => ({ '0x1': { atomic: { status: 'supported' } } })],
  ])('a wallet that %s about its capabilities goes step by step', async (_, answer) => {
    wallet.answers.set('wallet_getCapabilities', answer)
    expect(await run()).toMatchObject({ status: 'confirmed' })
    expect(wallet.countOf('wallet_sendCalls')).toBe(0)
  })

  test.each(['0x7a69', '0x7A69', '0x0'])(
    'a wallet that offers atomicity on %s gets a batch',
    async (chain) => {
      takeBatches()
      wallet.answers.set('wallet_getCapabilities', () => ({ [chain]: { atomic: { status: 'ready' } } }))
      expect(await run()).toMatchObject({ status: 'confirmed' })
      expect(wallet.countOf('wallet_sendCalls')).toBe(1)
    },
  )
})

describe('a wallet that does not answer', () => {
  test('is called so after the time limit', async () => {
    wallet.answers.set('eth_sendTransaction', never)
    expect(await run()).toMatchObject({
      status: 'failed',
      issue: { code: 'wallet-not-responding' },
      hash: null,
    })
  })

  test('and answers late all the same is followed to the end', async () => {
    const answer = holdTransactions()
    expect(await run(createPlan([mainCall]))).toMatchObject({ issue: { code: 'wallet-not-responding' } })
    answer()
    await eventually(() => expect(lastState()).toMatchObject({ status: 'confirmed' }))
    expect(statuses().slice(-3)).toEqual(['failed 0', 'pending 0', 'confirmed'])
  })

  test('keeps its plan from being sent a second time', async () => {
    const plan = createPlan([mainCall])
    const answer = holdTransactions()
    await run(plan)
    await run(plan)
    answer()
    await eventually(() => expect(lastState()).toMatchObject({ status: 'confirmed' }))
    await run(plan)
    expect(node.transactions).toHaveLength(1)
  })
})

describe('exactly once', () => {
  test('two starts of one plan are one run', async () => {
    const plan = createPlan()
    const [first, second] = await Promise.all([run(plan), run(plan)])
    expect(first).toBe(second)
    expect(node.transactions).toHaveLength(2)
  })
})

describe('after sending', () => {
  beforeEach(() => {
    node.minesAtOnce = false
  })

  test('the hash is remembered before it is shown, and forgotten once the outcome was shown', async () => {
    const onState = vi.fn((state: RunState) => {
      if (state.status === 'pending')
        expect(readRuns(storage)).toMatchObject([{ sent: { hash: state.hash } }])
    })
    const end = run(createPlan([mainCall]), { onState })
    await eventually(() =>
      expect(onState).toHaveBeenCalledWith(expect.objectContaining({ status: 'pending' })),
    )
    node.mine()
    expect(await end).toMatchObject({ status: 'confirmed' })
    expect(readRuns(storage)).toEqual([])
  })

  test('the same call under a new hash, at a higher fee, is followed', async () => {
    const end = run(createPlan([mainCall]))
    const newHash = node.replace(await sentHash(), {})
    expect(await end).toMatchObject({ status: 'confirmed', hash: newHash })
    expect(readRuns(storage)).toEqual([])
    expect(states).toContainEqual({ status: 'pending', stepIndex: 0, stepCount: 1, hash: newHash })
  })

  test('a cancellation in the wallet ends as replaced, with the hash that took its place', async () => {
    const end = run(createPlan([mainCall]))
    const hash = node.replace(await sentHash(), { to: owner, input: '0x' })
    expect(await end).toMatchObject({ status: 'failed', issue: { code: 'transaction-replaced' }, hash })
  })

  test('a revert ends as failed, with the reason that a replay finds and what the protocol makes of it', async () => {
    const errorAbi = parseAbi(['error TooLittleReceived(uint256 got)'])
    node.revertData = encodeErrorResult({ abi: errorAbi, errorName: 'TooLittleReceived', args: [7n] })
    const explainError = (name: string) =>
      name === 'TooLittleReceived'
        ? ({ code: 'slippage-exceeded', severity: 'refusal', cause: 'price' } as const)
        : null
    const end = run(createPlan([mainCall]), { errors: { errorAbi, explainError } })
    const hash = await sentHash()
    node.mine()
    expect(await end).toMatchObject({
      status: 'failed',
      hash,
      issue: {
        code: 'transaction-reverted',
        reason: { kind: 'explained', cause: { code: 'slippage-exceeded' } },
      },
    })
  })

  test('a revert that left no reason and used up its gas ran out of it', async () => {
    node.revertData = '0x'
    node.isGasSpent = true
    const end = run(createPlan([mainCall]))
    await sentHash()
    node.mine()
    expect(await end).toMatchObject({
      issue: {
        code: 'transaction-reverted',
        reason: { kind: 'explained', cause: { code: 'out-of-gas' } },
      },
    })
  })

  test('a node that goes silent leaves the outcome unknown, keeps the hash, and is asked on', async () => {
    const end = run(createPlan([mainCall]))
    const hash = await sentHash()
    node.isDown = true
    expect(await end).toMatchObject({ status: 'failed', issue: { code: 'receipt-unknown' }, hash })
    expect(readRuns(storage)).toMatchObject([{ sent: { hash } }])
    node.isDown = false
    node.mine()
    await eventually(() => expect(lastState()).toMatchObject({ status: 'confirmed', hash }))
    expect(readRuns(storage)).toEqual([])
  })

  test('a transaction that is not included for long is called unknown, and still followed', async () => {
    const end = run(createPlan([mainCall]), { timing: { ...timing, inclusionMs: 30 } })
    const hash = await sentHash()
    expect(await end).toMatchObject({ status: 'failed', issue: { code: 'receipt-unknown' }, hash })
    node.mine()
    await eventually(() => expect(lastState()).toMatchObject({ status: 'confirmed', hash }))
  })
})

function refuseSecond(): void {
  wallet.answers.set('eth_sendTransaction', (params) => {
    if (node.transactions.length > 0) refuse()
    return node.submit(params[0] as Parameters<FakeNode['submit']>[0])
  })
}

/** The wallet keeps its requests open until the returned function is called. */
function holdTransactions(): () => void {
  let answer = () => {}
  const answered = new Promise<void>((resolve) => {
    answer = resolve
  })
  wallet.answers.set('eth_sendTransaction', async (params) => {
    await answered
    return node.submit(params[0] as Parameters<FakeNode['submit']>[0])
  })
  return answer
}

function takeBatches(status: string | null = '0x1'): void {
  let hash: Hex | null = null
  wallet.answers.set('wallet_sendCalls', (params) => {
    hash = takeBatch(params)
    return { id: 'batch-1' }
  })
  wallet.answers.set('wallet_getCallsStatus', () => ({
    status: 200,
    receipts: [{ transactionHash: hash, status }],
  }))
}

/** A smart wallet's one transaction to itself. */
function takeBatch([batch]: readonly unknown[], sender?: Hex): Hex {
  const { from, calls } = batch as { from: Hex; calls: readonly { data: Hex }[] }
  const data = concat(['0xbbbbbbbb', ...calls.map((call) => call.data)])
  return node.submit({ from: sender ?? from, to: from, data, value: '0x0' })
}

async function sentHash(): Promise<Hex> {
  return eventually(() => {
    const [sent] = states.flatMap((state) => (state.status === 'pending' && state.hash ? [state.hash] : []))
    if (!sent) throw new Error('nothing was sent yet')
    return sent
  })
}
