import { createClient, custom, encodeErrorResult, type Hex, parseAbi } from 'viem'
import { describe, expect, test } from 'vitest'
import { practiceChain } from '../config/chains'
import type { PlanStep } from '../plan/plan'
import { safeContracts } from '../safe/contracts'
import { predictSafe } from '../safe/predict'
import { simulatePlan } from './simulate'
import { makeBlindProbe } from './testing/blind-probe'
import { createFakeNode } from './testing/fake-node'
import { createPlan, mainCall, owner } from './testing/fake-plan'
import { createSafeSteps, placeSafeContracts, pool } from './testing/safe-plan'

const errorAbi = parseAbi(['error NotEnough(uint256 got)'])
const why = { code: 'not-enough-collateral', severity: 'refusal' } as const
const explainError = (name: string) => (name === 'NotEnough' ? why : null)
const ok = { status: '0x1', returnData: '0x01', gasUsed: '0x64' }
const reverted = (data: Hex) => ({ status: '0x0', returnData: data, gasUsed: '0x64' })
const says = (words: string) =>
  reverted(encodeErrorResult({ abi: parseAbi(['error Error(string)']), args: [words] }))
const notEnough = reverted(encodeErrorResult({ abi: errorAbi, errorName: 'NotEnough', args: [7n] }))
/** A delegated call that went well, as `simulateAndRevert` says it: success, and nothing returned. */
const swept = reverted(`0x${'00'.repeat(31)}01${'00'.repeat(32)}`)

const { create, approve, execute } = createSafeSteps()
const probe = makeBlindProbe(owner)

type Body = {
  blockStateCalls: [{ blockOverrides?: { time: Hex }; calls: { from: string; to: string; value: Hex }[] }]
}

/** Simulates on a chain with Safe's contracts, whose answers are these, one after the other. */
async function simulate(
  steps: readonly PlanStep[],
  answers: readonly (readonly object[] | Error)[],
  codes: Readonly<Record<string, Hex>> = {},
) {
  const node = createFakeNode()
  placeSafeContracts(node)
  for (const [address, code] of Object.entries(codes)) node.codes.set(address.toLowerCase(), code)
  const asked: Body['blockStateCalls'][0][] = []
  const provider = {
    request: async ({ method, params }: { method: string; params?: unknown }) => {
      if (method !== 'eth_simulateV1') return node.request({ method, params })
      const [body] = params as [Body]
      const calls = answers[asked.length]
      asked.push(body.blockStateCalls[0])
      if (calls instanceof Error) throw calls
      return [{ number: '0xa', timestamp: '0x64', baseFeePerGas: '0x1', calls }]
    },
  }
  const client = createClient({ chain: practiceChain, transport: custom(provider, { retryCount: 0 }) })
  const result = await simulatePlan(client, createPlan(steps), probe, { errorAbi, explainError, pauseMs: 1 })
  return { issue: result.ok ? null : result.issue, result, asked }
}

const all = [create, approve, execute]
const failed = [ok, ok, ok, says('GS013'), ok]
/** Create and approve, the coin that is sent along, the take, the approval; then the supply and the sweep. */
const before = [ok, ok, ok, ok, ok]

describe('a batch that fails', () => {
  test('is explained by the call in it that does, as that protocol explains its errors', async () => {
    const { issue, asked } = await simulate(all, [failed, [...before, notEnough, swept, ok]])
    expect(issue).toEqual(why)
    const safe = predictSafe(owner, 0)
    const [, again] = asked
    expect(again?.blockOverrides).toEqual({ time: '0x64' })
    expect(again?.calls.slice(0, 2).map(({ to }) => to)).toEqual([create.call.to, approve.call.to])
    expect(again?.calls[2]).toMatchObject({ from: owner, to: safe, value: '0x3' })
    expect(again?.calls[5]).toMatchObject({ from: safe, to: pool, value: '0x3' })
    expect(asked).toHaveLength(2)
  })

  test('for want of gas says so: each of its calls goes well by itself', async () => {
    const { issue } = await simulate(all, [failed, [...before, ok, swept, ok]])
    expect(issue).toMatchObject({ code: 'out-of-gas' })
  })

  test('that nobody can explain says what its Safe says, in words', async () => {
    const { issue } = await simulate(all, [failed, new Error('out of luck')])
    expect(issue).toMatchObject({
      code: 'refused-by-contract',
      explanation: expect.stringContaining('does not say which'),
    })
  })

  test.each([
    ['GS026', 'not the owner of the Safe any more'],
    ['GS025', 'from its owner alone'],
    ['GS300', 'with its code GS300'],
  ])('by the Safe’s own refusal, %s, is not looked into', async (code, words) => {
    const { issue, asked } = await simulate([execute], [[ok, says(code), ok]])
    expect(issue).toMatchObject({ code: 'refused-by-contract', explanation: expect.stringContaining(words) })
    expect(asked).toHaveLength(1)
  })

  test('is none where another step says the same words', async () => {
    const { issue, asked } = await simulate([mainCall], [[ok, says('GS013'), ok]])
    expect(issue).toMatchObject({ code: 'refused-by-contract' })
    expect(asked).toHaveLength(1)
  })
})

describe('before a plan in a Safe is simulated', () => {
  test('Safe’s contracts are looked at, and nothing is simulated where one is another', async () => {
    const { issue, asked } = await simulate(all, [], { [safeContracts.factory]: '0x60' })
    expect(issue).toMatchObject({ code: 'safe-contracts-unusable', isForeign: true })
    expect(asked).toEqual([])
    const plain = await simulate([mainCall], [[ok, ok, ok]], { [safeContracts.factory]: '0x60' })
    expect(plain.issue).toBeNull()
  })

  test('its creation may fail where the Safe is there by now, and only there', async () => {
    const answers = [[ok, says('Create2 call failed'), ok, ok, ok]]
    expect((await simulate(all, answers)).issue).toMatchObject({ code: 'simulation-failed' })
    const there = await simulate(all, answers, { [predictSafe(owner, 0)]: '0x01' })
    expect(there.issue).toBeNull()
  })
})
