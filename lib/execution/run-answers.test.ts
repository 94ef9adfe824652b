import { HttpRequestError } from 'viem'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Config } from 'wagmi'
import type { Call, Hex } from '../domain/call'
import { readRuns } from './remember'
import { type RunOptions, runPlan } from './run'
import { isUncertain, type RunState } from './run-state'
import { createFakeNode, type FakeNode, FakeRpcError } from './testing/fake-node'
import { createMemoryStorage, createPlan, mainCall, owner } from './testing/fake-plan'
import { connectFakeWallet, type FakeWallet } from './testing/fake-wallet'
import { eventually, passTimeWhenIdle } from './testing/idle-clock'

const timing = { walletMs: 40, walletReadMs: 60, settleMs: 30, silenceMs: 100, watchMs: 5_000, pollMs: 2 }
const SEND = 'eth_sendTransaction'

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

function run(plan = createPlan([mainCall]), options: Partial<RunOptions> = {}): Promise<RunState> {
  return runPlan(config, plan, { onState: (state) => states.push(state), storage, timing, ...options })
}

/** Whatever the wallet says, it has sent. */
function sendAndThen(answer: () => unknown): void {
  wallet.answers.set(SEND, ([transaction]) => {
    node.submit(transaction as Parameters<FakeNode['submit']>[0])
    return answer()
  })
}

function fail(code: number): () => never {
  return () => {
    throw new FakeRpcError(code, 'connection lost')
  }
}

function submit(call: Partial<Call>): Hex {
  const { to, data, value } = { ...mainCall.call, ...call }
  return node.submit({ from: owner, to, data, value: `0x${value.toString(16)}` })
}

describe('a wallet that has sent, whatever it answers', () => {
  test.each<[string, () => unknown]>([
    ['"ok"', () => 'ok'],
    ['nothing', () => null],
    ['an object', () => ({ hash: '0x12' })],
    ['an internal error', fail(-32603)],
    ['a node’s error', fail(-32000)],
    ['an unknown code', fail(1234)],
  ])('with %s, is followed by what the chain shows', async (_, answer) => {
    sendAndThen(answer)
    expect(await run()).toMatchObject({ status: 'confirmed', hash: node.transactions[0]?.hash })
    expect(node.transactions).toHaveLength(1)
    expect(readRuns(storage)).toEqual([])
  })

  test('and never answers, is followed all the same', async () => {
    sendAndThen(() => new Promise(() => {}))
    await run()
    await eventually(() => expect(states.at(-1)).toMatchObject({ status: 'confirmed' }))
  })

  test('with bytes of its own behind the call, is recognised', async () => {
    wallet.answers.set(SEND, () => {
      submit({ data: '0x12345678babe' })
      return 'ok'
    })
    expect(await run()).toMatchObject({ status: 'confirmed' })
  })

  test('with a hash that the chain never knew, is followed by the one that it has', async () => {
    sendAndThen(() => `0x${'99'.repeat(32)}`)
    expect(await run()).toMatchObject({ status: 'confirmed', hash: node.transactions[0]?.hash })
  })

  test('is found while it waits, and many transactions later', async () => {
    node.minesAtOnce = false
    sendAndThen(() => 'ok')
    const end = run()
    await eventually(() => expect(states.at(-1)).toMatchObject({ status: 'pending' }))
    for (let i = 0; i < 30; i++) node.mine()
    expect(await end).toMatchObject({ status: 'confirmed', hash: node.transactions[0]?.hash })
  })

  test('to a node that keeps no old state, is found block by block', async () => {
    node.isForgetful = true
    wallet.answers.set(SEND, () => {
      for (let i = 0; i < 100; i++) node.mine()
      submit({})
      return 'ok'
    })
    expect(await run()).toMatchObject({ status: 'confirmed', hash: node.transactions[0]?.hash })
  })
})

describe('a wallet that has not sent', () => {
  test.each([4100, 4200, 4900, 4901, 4902, -32600, -32601, -32602, -32004])(
    'and proves it with %d, did not send',
    async (code) => {
      wallet.answers.set(SEND, fail(code))
      const state = await run()
      expect(isUncertain(state)).toBe(false)
      expect(state).toMatchObject({ issue: { code: code === 4100 ? 'wallet-locked' : 'wallet-failed' } })
      expect(readRuns(storage)).toEqual([])
    },
  )

  test('but proves nothing, is not known to have sent: it stays remembered, and its plan under guard', async () => {
    wallet.answers.set(SEND, () => 'ok')
    const plan = createPlan([mainCall])
    const end = await run(plan)
    expect(end).toMatchObject({
      status: 'failed',
      hash: null,
      issue: { code: 'sending-unknown', reason: 'ok' },
    })
    expect(isUncertain(end)).toBe(true)
    expect(readRuns(storage)).toMatchObject([
      { owner, sent: { kind: 'asked' }, asking: { fromBlock: 10, nonce: 0 } },
    ])
    expect(await run(plan)).toBe(end)
    expect(wallet.countOf(SEND)).toBe(1)
    submit({})
    await eventually(() => expect(states.at(-1)).toMatchObject({ status: 'confirmed' }))
  })

  test('is not taken to have sent what was there before, or what else the account sends', async () => {
    submit({})
    wallet.answers.set(SEND, () => {
      submit({ value: 1n })
      submit({ to: owner })
      submit({ data: '0x1234567a' })
      return 'ok'
    })
    expect(await run()).toMatchObject({ issue: { code: 'sending-unknown' } })
  })

  test('is not taken to have sent what another run has sent', async () => {
    await run()
    node.minesAtOnce = false
    const first = run()
    await eventually(() => expect(node.transactions).toHaveLength(2))
    wallet.answers.set(SEND, () => 'ok')
    expect(await run()).toMatchObject({ issue: { code: 'sending-unknown' } })
    node.mine()
    expect(await first).toMatchObject({ status: 'confirmed' })
  })

  test('a node that does not answer before asking: nothing is asked', async () => {
    const { request } = node
    node.request = async (args) => {
      if (args.method === 'eth_getTransactionCount') throw new HttpRequestError({ url: 'http://node.test' })
      return request(args)
    }
    expect(await run()).toMatchObject({ status: 'failed', issue: { code: 'rpc-unreachable' } })
    expect(wallet.countOf(SEND)).toBe(0)
  })
})

describe('before it is asked', () => {
  test.each<[string, string, () => unknown]>([
    ['an empty list of accounts', 'wallet-locked', () => []],
    ['another account', 'wrong-account', () => ['0x0000000000000000000000000000000000000b0b']],
  ])('%s is told apart', async (_, code, answer) => {
    wallet.answers.set('eth_accounts', answer)
    expect(await run()).toMatchObject({ issue: { code } })
    expect(wallet.countOf(SEND)).toBe(0)
  })

  test('a wallet that is locked between two steps ends with the first one in the chain', async () => {
    const plan = createPlan()
    sendAndThen(() => {
      wallet.answers.set('eth_accounts', () => [])
      return node.transactions.at(-1)?.hash
    })
    expect(await run(plan)).toMatchObject({
      stepIndex: 1,
      issue: { code: 'wallet-locked' },
      done: [plan.steps[0]],
      hash: null,
    })
    expect(wallet.countOf(SEND)).toBe(1)
  })

  test('a wallet that does not say its network is not said to be on another one', async () => {
    wallet.answers.set('eth_chainId', () => new Promise(() => {}))
    expect(await run()).toMatchObject({ issue: { code: 'wallet-network-unknown' } })
  })

  test('a wallet that stays on another network is told by name where to go', async () => {
    wallet.chainId = 1
    wallet.answers.set('wallet_switchEthereumChain', () => null)
    expect(await run()).toMatchObject({
      issue: { code: 'wrong-network', expected: config.chains[0].name },
    })
  })
})
