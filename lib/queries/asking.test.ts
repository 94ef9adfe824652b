import { QueryClient } from '@tanstack/react-query'
import { createClient, custom, decodeFunctionData, encodeAbiParameters, encodeFunctionData } from 'viem'
import { expect, test, vi } from 'vitest'
import { hashFn } from 'wagmi/query'
import type { ManageIntent } from '../domain/intent'
import { identifyIssue } from '../domain/issue'
import type { Answers, Question } from '../domain/question'
import { planManage } from '../plan/plan-manage'
import { planOpen } from '../plan/plan-open'
import { gearboxV3 } from '../protocols/gearbox-v3'
import { facadeAbi } from '../protocols/gearbox-v3/draft/calls.generated'
import { makePositionId } from '../protocols/gearbox-v3/ids'
import { convertAccount } from '../protocols/gearbox-v3/read/convert'
import { ROUTER, ROUTER_ADAPTER, routerAbi } from '../protocols/gearbox-v3/testing/made-up-router'
import {
  creditAccount,
  makeRawAccount,
  makeRawMarket,
  makeRawSnapshot,
  owner,
  tokens,
  tolerance,
} from '../protocols/gearbox-v3/testing/market'
import type { AccountSnapshot, MarketSnapshot } from '../protocols/protocol'
import { answersKey } from './answers'
import { askingQueryOptions } from './asking'
import { findFault } from './read-chain'

// The trial of "Add a venue": one file, one line in each of the two lists, and nothing else knows of it. It has no
// raw data of its own, as a router has none: what it gives is asked.
vi.mock(import('../protocols/gearbox-v3/venues/readers'), async (original) => {
  const { venueReaders } = await original()
  return {
    venueReaders: [
      ...venueReaders,
      (await import('../protocols/gearbox-v3/testing/made-up-router')).madeUpRouter,
    ],
  }
})
vi.mock(import('../protocols/gearbox-v3/venues/list'), async (original) => {
  const { venues } = await original()
  return {
    venues: [...venues, (await import('../protocols/gearbox-v3/testing/made-up-router')).madeUpRouter],
  }
})

const rawSnapshot = makeRawSnapshot(makeRawMarket(), [makeRawAccount()])
const account = convertAccount(rawSnapshot, {}, 31337, owner)
const positionId = makePositionId(31337, creditAccount)
const claim: ManageIntent = { kind: 'claim', positionId, owner, use: 'farm' }

const plan = ({ markets }: Pick<AccountSnapshot, 'markets'>, intent: ManageIntent = claim) =>
  planManage(gearboxV3, { ...account, markets }, intent, tolerance)

/** 5 RWD at 4 USD are 0.01 WETH at 2,000. */
const quoted = 10n ** 16n
const quote = encodeAbiParameters([{ type: 'uint256' }], [quoted])

/** What the page does with a plan that waits, on a node that answers calls like this. */
function makePage(answerCall: () => unknown) {
  const queryClient = new QueryClient({
    defaultOptions: { queries: { queryKeyHashFn: hashFn, retryDelay: 0 } },
  })
  const calls = vi.fn()
  const request = async ({ method, params }: { method: string; params?: unknown }) => {
    if (method === 'eth_chainId') return '0x7a69'
    calls(method, params)
    return answerCall()
  }
  const client = createClient({ transport: custom({ request }, { retryCount: 0 }) })
  const optionsOf = (markets: MarketSnapshot, question: Question) =>
    askingQueryOptions(queryClient, client, markets, question)
  const answered = (markets: MarketSnapshot) => ({
    markets: { ...markets, answers: queryClient.getQueryData<Answers>(answersKey(markets)) },
  })
  const ask = async (markets: MarketSnapshot, question: Question) => {
    const { refetchInterval: _, ...options } = optionsOf(markets, question)
    await queryClient.fetchQuery({ ...options, staleTime: 0, retryDelay: 0 })
    return answered(markets)
  }
  return { ask, answered, calls, faultOf: (q: Question) => findFault(optionsOf(account.markets, q).queryKey) }
}

function questionOf(result: ReturnType<typeof planManage>): Question {
  if (result.ok || !result.waitsFor) throw new Error('The plan waits for nothing')
  return result.waitsFor
}

test('what only the chain can quote is waited for: nothing is refused, and nothing is said to be wrong', () => {
  expect(plan(account)).toEqual({ ok: false, issues: [], estimate: null, waitsFor: expect.anything() })
  expect(questionOf(plan(account))).toMatchObject({
    to: ROUTER,
    data: encodeFunctionData({
      abi: routerAbi,
      functionName: 'quote',
      args: [tokens.reward, tokens.weth, 5n * 10n ** 18n],
    }),
  })
})

test('it is asked once, at the snapshot’s block, and planned with the answer', async () => {
  const page = makePage(() => quote)
  const question = questionOf(plan(account))
  const result = plan(await page.ask(account.markets, question))
  const { to, data } = question
  expect(page.calls.mock.calls).toEqual([['eth_call', [{ to, data }, '0x64']]])
  if (!result.ok) throw new Error(JSON.stringify(result.issues.map(identifyIssue)))

  const [step] = result.plan.steps
  if (step?.kind !== 'call') throw new Error('The plan does not start with its call')
  expect(step.actions.map(({ kind }) => kind).slice(0, 4)).toEqual(['claim', 'swap', 'join-pool', 'stake'])
  expect(step.actions[1]).toMatchObject({ venue: 'Made-up router', get: { amount: quoted } })
  const [, calls] = decodeFunctionData({ abi: facadeAbi, data: step.call.data }).args
  const minRateRay = (((quoted * 9_950n) / 10_000n) * 10n ** 27n) / (5n * 10n ** 18n)
  const callData = encodeFunctionData({
    abi: routerAbi,
    functionName: 'swapDiff',
    args: [tokens.reward, tokens.weth, 0n, minRateRay],
  })
  expect(calls).toContainEqual({ target: ROUTER_ADAPTER, callData })
})

test('a quote that reverts is an answer: the trade is too large', async () => {
  const page = makePage(() => {
    throw Object.assign(new Error('execution reverted'), { code: 3, data: '0x' })
  })
  const question = questionOf(plan(account))
  const result = plan(await page.ask(account.markets, question))
  expect(result.ok ? [] : result.issues.map(identifyIssue)).toEqual(['trade-too-large'])
  expect(page.faultOf(question)).toBeNull()
})

test('a node that fails is no answer: the plan goes on waiting, and the fault is the question’s own', async () => {
  let isDown = true
  const page = makePage(() => {
    if (isDown) throw new Error('out of luck')
    return quote
  })
  const question = questionOf(plan(account))
  await expect(page.ask(account.markets, question)).rejects.toThrow()
  expect(page.calls).toHaveBeenCalledTimes(2)
  expect(page.faultOf(question)).toMatchObject({ code: 'rpc-refused', reason: 'out of luck' })
  expect(questionOf(plan(page.answered(account.markets)))).toEqual(question)

  isDown = false
  expect(plan(await page.ask(account.markets, question)).ok).toBe(true)
  expect(page.faultOf(question)).toBeNull()
})

test('an answer is of its own amount and block alone', async () => {
  const page = makePage(() => quote)
  const markets = await page.ask(account.markets, questionOf(plan(account)))
  expect(plan(markets).ok).toBe(true)

  const more = convertAccount(
    { ...rawSnapshot, accounts: [makeRawAccount({ earned: [6n * 10n ** 18n, 0n] })] },
    {},
    31337,
    owner,
  )
  const ofMore = planManage(gearboxV3, { ...more, ...page.answered(more.markets) }, claim, tolerance)
  expect(questionOf(ofMore).key).not.toBe(questionOf(plan(account)).key)

  const later = { ...account.markets, block: { ...account.markets.block, number: 101n } }
  expect(questionOf(plan(page.answered(later)))).toEqual(questionOf(plan(account)))
})

test('whatever needs no quote of it is planned as ever', () => {
  const farm = account.markets.farms.find(({ asset }) => asset.address === tokens.stakedLp)
  const deposit = farm?.depositAssets.find(({ asset }) => asset.address === tokens.usdc)?.asset
  if (!farm || !deposit) throw new Error('The fixture has no such farm')
  const intent = {
    kind: 'open',
    farmId: farm.id,
    owner,
    deposit: { asset: deposit, amount: 10_000n * 10n ** 6n },
    leverageWad: 2n * 10n ** 18n,
  } as const
  expect(planOpen(gearboxV3, account.markets, account, intent, tolerance).ok).toBe(true)
  expect(plan(account, { ...claim, use: 'wallet' }).ok).toBe(true)
})
