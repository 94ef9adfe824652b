import fc from 'fast-check'
import { createClient, custom, encodeErrorResult, type Hex, parseAbi } from 'viem'
import { afterEach, describe, expect, test } from 'vitest'
import { practiceChain } from '../config/chains'
import type { Issue } from '../domain/issue'
import type { AccountProbe } from '../protocols/protocol'
import { forgetOwnBlocks, noteOwnTransaction } from './own-blocks'
import { simulatePlan } from './simulate'
import { FakeRpcError } from './testing/fake-node'
import { approveStep, createPlan, mainCall, NEEDED, owner } from './testing/fake-plan'
import { passTimeWhenIdle } from './testing/idle-clock'

const GWEI = 1_000_000_000n
/** What the plan's call sends along, in wei. */
const VALUE = 5n
const plan = createPlan([approveStep(NEEDED), { ...mainCall, call: { ...mainCall.call, value: VALUE } }])
const errorAbi = parseAbi(['error TooLittleReceived(uint256 got)'])
const explainError = (name: string, args: readonly unknown[]) =>
  name === 'TooLittleReceived' || args[0] === 'TOO_LITTLE'
    ? ({ code: 'slippage-exceeded', severity: 'refusal', cause: 'price' } as const)
    : null
const ok = { status: '0x1', returnData: '0x01', gasUsed: '0x64', logs: [] }

passTimeWhenIdle()

/** A node that answers every simulation with these results for the two steps of the plan. */
function answering(steps: readonly object[], block: object = {}): () => unknown {
  const calls = [ok, ...steps, ok]
  return () => [{ number: '0xa', timestamp: '0x64', baseFeePerGas: '0x3b9aca00', calls, ...block }]
}

function failing(code: number, message: string) {
  return () => {
    throw new FakeRpcError(code, message)
  }
}

async function simulate(answer: (params: readonly unknown[]) => unknown, nativeBalance = 10n ** 18n) {
  const log: { method: string; params: readonly unknown[] }[] = []
  const provider = {
    request: async ({ method, params = [] }: { method: string; params?: readonly unknown[] }) => {
      log.push({ method, params })
      return method === 'eth_gasPrice' ? '0x77359400' : answer(params)
    },
  }
  const client = createClient({ chain: practiceChain, transport: custom(provider, { retryCount: 0 }) })
  const result = await simulatePlan(client, plan, probeOf(nativeBalance), {
    errorAbi,
    explainError,
    limitMs: 50,
    pauseMs: 1,
  })
  return { result, log }
}

function probeOf(nativeBalance: bigint): AccountProbe {
  const block = { number: 0n, timestamp: 0n }
  const markets = { protocol: 'any', chainId: 31337, block, farms: [], pools: [], issues: [], state: null }
  const snapshot = { markets, owner: plan.owner, positions: [], supplies: [], wallet: [], nativeBalance }
  return {
    to: '0x00000000000000000000000000000000000f0000',
    code: '0x00',
    data: '0x',
    decode: () => snapshot,
  }
}

describe('one request', () => {
  test('asks once, for the pending block: read, approval, call, read, all from the owner', async () => {
    const { result, log } = await simulate(answering([ok, ok]))
    expect(log).toHaveLength(1)
    const [{ blockStateCalls, validation }, tag] = (log[0]?.params ?? []) as unknown as [
      { blockStateCalls: object[]; validation: boolean },
      string,
    ]
    expect({ tag, validation }).toEqual({ tag: 'pending', validation: false })
    expect(blockStateCalls).toMatchObject([
      { stateOverrides: { '0x00000000000000000000000000000000000f0000': { code: '0x00' } } },
    ])
    const { calls } = blockStateCalls[0] as { calls: { from: string; to: string }[] }
    const probed = '0x00000000000000000000000000000000000f0000'
    expect(calls.map(({ to }) => to)).toEqual([probed, ...plan.steps.map(({ call }) => call.to), probed])
    expect(calls.every(({ from }) => from === owner)).toBe(true)
    expect(result).toMatchObject({ ok: true, gasUsed: 200n, networkFeeWei: 200n * 2n * GWEI })
  })

  test('a block without a base fee is priced by the node: the fee is never nothing', async () => {
    const { result } = await simulate(answering([ok, ok], { baseFeePerGas: '0x0' }))
    expect(result).toMatchObject({ ok: true, networkFeeWei: 200n * 2n * GWEI })
  })

  test('a node without a pending block is asked for the latest', async () => {
    const { result, log } = await simulate((params) =>
      params[1] === 'pending' ? failing(-32000, 'pending block is not available')() : answering([ok, ok])(),
    )
    expect(result).toMatchObject({ ok: true })
    expect(log.map(({ params }) => params[1])).toEqual(['pending', 'latest'])
  })

  test.each([
    [200n * 2n * GWEI + VALUE, 0],
    [200n * 2n * GWEI + VALUE - 1n, 1],
  ])('an owner with %d wei gets %d refusals for the network fee', async (balance, count) => {
    const { result } = await simulate(answering([ok, ok]), balance)
    expect(result.ok && result.issues.filter(({ code }) => code === 'network-fee-unaffordable')).toHaveLength(
      count,
    )
  })
})

describe('a step that reverts', () => {
  const revertData = encodeErrorResult({ abi: errorAbi, errorName: 'TooLittleReceived', args: [7n] })
  const reverted = (shape: object) => ({ status: '0x0', gasUsed: '0x64', logs: [], ...shape })
  const inReturnData = (data: Hex) =>
    reverted({ returnData: data, error: { code: -3200, message: 'execution failed' } })

  test.each([
    ['in returnData, as anvil gives them', inReturnData(revertData)],
    [
      'in error.data, as the specification has it',
      reverted({ returnData: '0x', error: { code: 3, data: revertData } }),
    ],
  ])('is explained by the protocol, its bytes %s', async (_, step) => {
    const { result } = await simulate(answering([ok, step]))
    expect(result).toEqual({
      ok: false,
      block: { number: 10n, timestamp: 100n },
      issue: { code: 'slippage-exceeded', severity: 'refusal', cause: 'price' },
    })
  })

  test('with plain words is explained too, where the protocol knows them', async () => {
    const { result } = await simulate(answering([ok, inReturnData(errorString('TOO_LITTLE'))]))
    expect(result).toMatchObject({ ok: false, issue: { code: 'slippage-exceeded' } })
  })

  test.each([
    ['words nobody knows', errorString('NOT TODAY'), { kind: 'said', text: 'NOT TODAY' }],
    ['a code nobody knows', errorString('BAL#999'), { kind: 'unknown', selector: '0x08c379a0' }],
    [
      'a panic nobody explains',
      encodeErrorResult({ abi: parseAbi(['error Panic(uint256)']), args: [17n] }),
      { kind: 'unknown', selector: '0x4e487b71' },
    ],
    ['an unknown error', '0xdeadbeef', { kind: 'unknown', selector: '0xdeadbeef' }],
    ['nothing', '0x', { kind: 'silent' }],
  ] as const)('with %s keeps what can be said of it', async (_, data, reason) => {
    const { result } = await simulate(answering([inReturnData(data), ok]))
    expect(result).toMatchObject({
      ok: false,
      issue: { code: 'simulation-failed', severity: 'refusal', reason },
    })
  })

  test('for want of gas says so', async () => {
    const spent = {
      status: '0x0',
      gasUsed: '0xc350',
      returnData: '0x',
      error: { message: 'EVM error OutOfGas' },
    }
    const { result } = await simulate(answering([spent, ok]))
    expect(result).toMatchObject({ ok: false, issue: { code: 'out-of-gas', severity: 'refusal' } })
  })

  test('an approval that the token answers with false has failed', async () => {
    const refused = { ...ok, returnData: `0x${'0'.repeat(64)}` }
    const { result } = await simulate(answering([refused, ok]))
    expect(result).toMatchObject({
      ok: false,
      issue: {
        code: 'simulation-failed',
        reason: { kind: 'said', text: 'the token refused the approval' },
      },
    })
  })
})

describe('a node that cannot simulate', () => {
  test.each([
    ['lacks the method', failing(-32601, 'Method not found'), 'simulation-unsupported'],
    [
      'says so in words',
      failing(-32000, 'the method eth_simulateV1 does not exist/is not available'),
      'simulation-unsupported',
    ],
    ['does not answer', (): unknown => new Promise(() => {}), 'rpc-timeout'],
    ['does not have the block', failing(-32000, 'header not found'), 'rpc-history-missing'],
    ['fails otherwise', failing(-32000, 'out of luck'), 'rpc-refused'],
    ['turns requests away', failing(-32005, 'too fast'), 'rpc-busy'],
    [
      'turns requests away in words alone',
      failing(-32000, 'Your app has exceeded its rate limit'),
      'rpc-busy',
    ],
    [
      'lacks the coin to send',
      failing(-32003, 'Insufficient funds for gas * price + value'),
      'network-fee-unaffordable',
    ],
    ['answers nothing', (): unknown => [], 'rpc-nonsense'],
    ['answers null', (): unknown => null, 'rpc-nonsense'],
    ['answers nonsense', () => ({ foo: 1 }), 'rpc-nonsense'],
    ['answers a block without calls', () => [{ number: '0xa', timestamp: '0x64' }], 'rpc-nonsense'],
    ['answers no numbers', answering([ok, ok], { number: 'ten' }), 'rpc-nonsense'],
    ['answers a status in words', answering([{ ...ok, status: 'success' }, ok]), 'rpc-nonsense'],
    ['answers gas that is no number', answering([{ ...ok, gasUsed: 100 }, ok]), 'rpc-nonsense'],
    ['answers what are no bytes', answering([ok, { ...ok, returnData: '0x0' }]), 'rpc-nonsense'],
    ['answers too few calls', answering([ok]), 'rpc-nonsense'],
    [
      'cannot read the account',
      (): unknown => answering([ok, ok], { calls: [ok, ok, ok, { ...ok, status: '0x0' }] })(),
      'simulation-failed',
    ],
  ] as const)('refuses where it %s', async (_, answer, code) => {
    const { result } = await simulate(answer)
    expect(result).toMatchObject({ ok: false, issue: { code, severity: 'refusal' } })
    expect(result.ok || formatReason(result.issue)).not.toMatch(/iterable|undefined|null|BigInt/)
  })
})

test('whatever a node answers, it is a refusal', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (answer) => {
      const { result } = await simulate(() => answer)
      expect(result).toMatchObject({ ok: false, issue: { severity: 'refusal' } })
    }),
  )
})

test('what is odd about an error that comes with a revert hides no other word of it', async () => {
  const data = encodeErrorResult({ abi: errorAbi, errorName: 'TooLittleReceived', args: [7n] })
  for (const error of ['reverted', { message: 3, data: {} }, null]) {
    const { result } = await simulate(
      answering([ok, { status: '0x0', gasUsed: '0x1', returnData: data, error }]),
    )
    expect(result).toMatchObject({ ok: false, issue: { code: 'slippage-exceeded' } })
  }
})

test('a node that is busy for a moment is asked again', async () => {
  let count = 0
  const { result } = await simulate(() => {
    count += 1
    return count < 3 ? failing(-32005, 'too fast')() : answering([ok, ok])()
  })
  expect(result).toMatchObject({ ok: true })
  expect(count).toBe(3)
})

describe('after a transaction of one’s own', () => {
  const noteOwn = (blockNumber: bigint) =>
    noteOwnTransaction({ chainId: plan.chainId, hash: '0xab', blockNumber })
  afterEach(forgetOwnBlocks)

  test.each([
    [9n, true],
    [10n, false],
    [12n, false],
  ])('in block %d, a simulation in block 10 counts: %s', async (ownBlock, counts) => {
    noteOwn(ownBlock)
    const { result } = await simulate(answering([ok, ok]))
    expect(result.ok).toBe(counts)
    if (!result.ok) expect(result.issue).toMatchObject({ code: 'state-behind', severity: 'refusal' })
  })

  test('a node that catches up in a moment is asked again', async () => {
    noteOwn(10n)
    let count = 0
    const { result } = await simulate(() => answering([ok, ok], { number: count++ < 2 ? '0xa' : '0xb' })())
    expect(result).toMatchObject({ ok: true, block: { number: 11n } })
  })
})

/** What the sentence repeats of it. */
function formatReason(issue: Issue): string {
  return issue.code === 'rpc-refused' ? issue.reason : ''
}

function errorString(message: string): Hex {
  return encodeErrorResult({ abi: parseAbi(['error Error(string)']), args: [message] })
}
