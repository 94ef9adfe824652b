import { beforeEach, describe, expect, test } from 'vitest'
import type { Config } from 'wagmi'
import type { Call, Hex } from '../domain/call'
import type { PlanStep } from '../plan/plan'
import { safeContracts } from '../safe/contracts'
import { predictSafe } from '../safe/predict'
import { readRuns } from './remember'
import { runPlan } from './run'
import { createFakeNode, type FakeNode, FakeRpcError } from './testing/fake-node'
import { approveStep, createMemoryStorage, createPlan, mainCall, owner } from './testing/fake-plan'
import { connectFakeWallet, type FakeWallet } from './testing/fake-wallet'
import { passTimeWhenIdle } from './testing/idle-clock'
import { createSafeSteps, placeSafeContracts, pool } from './testing/safe-plan'

const timing = { walletMs: 60, walletReadMs: 60, settleMs: 30, silenceMs: 100, pollMs: 2 }
const safe = predictSafe(owner, 0)

let node: FakeNode
let wallet: FakeWallet
let config: Config
let storage: ReturnType<typeof createMemoryStorage>

passTimeWhenIdle()
beforeEach(async () => {
  node = createFakeNode()
  placeSafeContracts(node)
  ;({ config, wallet } = await connectFakeWallet(node, owner))
  storage = createMemoryStorage()
})

/** The plan is confirmed, and then `alter` is done to its very objects, before anything is signed. */
function run(steps: readonly PlanStep[], alter: () => void = () => {}) {
  const rehearse = async () => {
    alter()
    return null
  }
  return runPlan(config, createPlan(steps), { onState: () => {}, storage, timing, rehearse })
}

const asked = () =>
  wallet.log.filter(({ method }) => method === 'eth_sendTransaction' || method === 'wallet_sendCalls')

function batching(): void {
  wallet.answers.set('wallet_getCapabilities', () => ({ '0x7a69': { atomic: { status: 'supported' } } }))
  wallet.answers.set('wallet_sendCalls', () => {
    throw new FakeRpcError(4001, 'no')
  })
}

/** The same bytes with one of them another. */
function change(data: Hex, at: number): Hex {
  const start = 2 + 2 * at
  const byte = Number.parseInt(data.slice(start, start + 2), 16) ^ 1
  return `0x${data.slice(2, start)}${byte.toString(16).padStart(2, '0')}${data.slice(start + 2)}`
}

describe('what was planned in a Safe', () => {
  test('is signed as it was shown: create, approve, carry out', async () => {
    const { create, approve, execute } = createSafeSteps()
    expect(await run([create, approve, execute])).toMatchObject({ status: 'confirmed' })
    expect(node.transactions.map(({ to, input, value }) => ({ to, input, value: BigInt(value) }))).toEqual(
      [create, approve, execute].map(({ call: { to, data, value } }) => ({ to, input: data, value })),
    )
  })

  test('is signed once where the wallet batches', async () => {
    batching()
    const { create, approve, execute } = createSafeSteps()
    expect(await run([create, approve, execute])).toMatchObject({ status: 'rejected' })
    expect(asked().map(({ method }) => method)).toEqual(['wallet_sendCalls'])
    expect(asked()[0]?.params).toMatchObject([{ calls: [{}, {}, {}] }])
  })

  test('leaves the Safe’s creation out where it is there by now, batched or not', async () => {
    node.codes.set(safe.toLowerCase(), '0x01')
    const first = createSafeSteps()
    expect(await run([first.create, first.execute])).toMatchObject({ status: 'confirmed' })
    expect(node.transactions.map(({ to }) => to)).toEqual([safe])
    batching()
    const { create, approve, execute } = createSafeSteps()
    await run([create, approve, execute])
    expect(asked().at(-1)?.params).toMatchObject([{ calls: [{ to: approve.call.to }, { to: safe }] }])
  })
})

describe('nothing is asked of the wallet', () => {
  const kinds = ['create', 'approve', 'execute'] as const

  test.each(kinds)('where any byte of the step to %s is another than was confirmed', async (kind) => {
    const size = (createSafeSteps()[kind].call.data.length - 2) / 2
    for (let at = 0; at < size; at += 1 + Math.floor(size / 40)) {
      const step = createSafeSteps()[kind]
      const end = await run([step], () => {
        Object.assign(step.call, { data: change(step.call.data, at) })
      })
      expect(end, `byte ${at}`).toMatchObject({ status: 'failed', issue: { code: 'signing-differs' } })
    }
    expect(asked()).toEqual([])
    expect(readRuns(storage)).toEqual([])
  })

  test.each<[string, (call: Call) => Partial<Call>]>([
    ['target', () => ({ to: pool })],
    ['value', ({ value }) => ({ value: value + 1n })],
    ['bytes', () => ({ data: '0x12345679' })],
    ['length', ({ data }) => ({ data: `${data}00` })],
  ])('where a step has another %s', async (_, alter) => {
    const { create, approve, execute } = createSafeSteps()
    for (const made of [create, approve, execute, mainCall, approveStep(5n)]) {
      const step = { ...made, call: { ...made.call } }
      const end = await run([step], () => void Object.assign(step.call, alter(step.call)))
      expect(end).toMatchObject({ status: 'failed', issue: { code: 'signing-differs' }, hash: null })
    }
    expect(asked()).toEqual([])
  })

  test('where what it was planned as is altered with the bytes, after it was confirmed', async () => {
    const other = createSafeSteps().execute
    const { execute } = createSafeSteps()
    if (execute.kind !== 'call' || other.kind !== 'call' || !execute.batch) throw new Error('no batch')
    const altered = { ...execute, batch: structuredClone(execute.batch) }
    const [first] = altered.batch.calls
    const end = await run([altered], () => {
      Object.assign(first ?? {}, { to: pool })
      Object.assign(altered, { call: mainCall.call })
    })
    expect(end).toMatchObject({
      issue: { differences: [{ kind: 'other-transaction', transaction: null, call: null }] },
    })
  })

  test('where a plan’s own batch lets somebody take what it does not list, and it says which call does', async () => {
    const { execute } = createSafeSteps()
    if (execute.kind !== 'call' || !execute.batch) throw new Error('no batch')
    const unlisted = { ...execute, batch: { ...execute.batch, approvals: [] } }
    expect(await run([unlisted])).toMatchObject({
      status: 'failed',
      issue: { code: 'signing-differs', differences: [{ kind: 'approval-unlisted', call: 1 }] },
    })
    batching()
    expect(await run([createSafeSteps().create, unlisted])).toMatchObject({
      issue: { differences: [{ kind: 'approval-unlisted', transaction: 1, call: 1 }] },
    })
    expect(asked()).toEqual([])
  })

  test('where one of Safe’s contracts is missing, or another', async () => {
    for (const [code, isForeign] of [
      ['0x', false],
      ['0x60016000', true],
    ] as const) {
      node.codes.set(safeContracts.multiSend.toLowerCase(), code)
      const { create, execute } = createSafeSteps()
      expect(await run([create, execute])).toMatchObject({
        status: 'failed',
        issue: { code: 'safe-contracts-unusable', isForeign },
      })
      expect(await run([execute])).toMatchObject({ issue: { code: 'safe-contracts-unusable' } })
    }
    expect(asked()).toEqual([])
    // Of what needs no Safe they are not asked.
    expect(await run([mainCall])).toMatchObject({ status: 'confirmed' })
  })
})
