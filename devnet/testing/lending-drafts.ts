import {
  createClient,
  decodeFunctionResult,
  encodeFunctionData,
  type Hex,
  http,
  numberToHex,
  pad,
  parseAbi,
  zeroAddress,
} from 'viem'
import { expect } from 'vitest'
import { practiceChain } from '../../lib/config/chains'
import type { Address } from '../../lib/domain/asset'
import type { Call } from '../../lib/domain/call'
import { isCoin } from '../../lib/domain/coin'
import { computeHealthFactorWad } from '../../lib/domain/health'
import type { Holdings } from '../../lib/domain/position'
import type { Answers } from '../../lib/domain/question'
import { planReleases, planRequirements } from '../../lib/plan/requirements'
import type { LendingProtocol } from '../../lib/protocols/aave-v3/protocols'
import { stateOf } from '../../lib/protocols/aave-v3/read/state'
import { makeReader } from '../../lib/protocols/aave-v3/reader'
import type { AccountSnapshot, Drafted, OperationDraft } from '../../lib/protocols/protocol'
import { predictSafe } from '../../lib/safe/predict'
import type { TestChain } from '../test-chain'

export const person: Address = '0x000000000000000000000000000000000000bEEF'
export const safe = predictSafe(person, 0)
const chainId = practiceChain.id

const abi = parseAbi([
  'function balanceOf(address) view returns (uint256)',
  'function allowance(address owner, address spender) view returns (uint256)',
  'function getUserAccountData(address) view returns (uint256 collateral, uint256 debt, uint256 available, uint256 threshold, uint256 ltv, uint256 health)',
  'function getReserveData(address) view returns (uint256 configuration, uint128 supplyIndex, uint128 supplyRate, uint128 debtIndex, uint128 debtRate)',
])
const NO_DEBT = 2n ** 256n - 1n
const WAD_TO_RAY = 10n ** 9n
/** Answers with the coin that the account in its data has. Nobody is there: it is code for simulations. */
const BALANCES: Address = '0x000000000000000000000000000000000000C019'
const BALANCES_CODE: Hex = '0x5f35315f5260205ff3'
/** A network's limit for one transaction. */
const MOST_GAS = 16_777_216

export const read = (url: string, protocol: LendingProtocol): Promise<AccountSnapshot> =>
  makeReader(protocol).fetchAccount(
    createClient({ chain: practiceChain, transport: http(url, { retryCount: 0 }) }),
    chainId,
    person,
    { growth: null },
  )

export function drafted(result: Drafted): OperationDraft {
  if (!('calls' in result)) throw new Error(JSON.stringify(result.issues))
  return result
}

/** All calls of a plan: what has to be so before, the draft's own, and what is taken back. */
export function listCalls({ wallet }: AccountSnapshot, draft: OperationDraft): readonly Call[] {
  const { steps, issues } = planRequirements(draft.requirements, wallet)
  expect(issues).toEqual([])
  return [...steps, ...draft.calls, ...planReleases(draft, wallet)].map(({ call }) => call)
}

const amountsOf = (items: Holdings['collaterals'] | Holdings['debts'] = []) =>
  Object.fromEntries(items.flatMap(({ asset, amount }) => (amount > 0n ? [[asset.symbol, amount]] : [])))

type Result = { readonly status: Hex; readonly returnData: Hex; readonly gasUsed: Hex }

export const isDone = ({ status }: Result) => BigInt(status) === 1n

/** What tests do with drafts on the practice chain. */
export function makeDrafts(chain: TestChain) {
  async function answer(to: Address, data: Hex, blockNumber: bigint): Promise<Hex | null> {
    try {
      return (await chain.call({ to, data, blockNumber })).data ?? '0x'
    } catch {
      return null
    }
  }

  /** The draft, once the chain has answered all that it asks. */
  async function settle(account: AccountSnapshot, draft: (at: AccountSnapshot) => Drafted): Promise<Drafted> {
    const { markets } = account
    let answers: Answers = {}
    for (;;) {
      const found = draft({ ...account, markets: { ...markets, answers } })
      if (!('waitsFor' in found) || !found.waitsFor) return found
      const { key, to, data } = found.waitsFor
      answers = { ...answers, [key]: await answer(to, data, markets.block.number) }
    }
  }

  /** In a block upon the snapshot's, of its very second. */
  async function simulate({ markets }: AccountSnapshot, calls: readonly Call[]): Promise<readonly Result[]> {
    type Method = {
      Parameters: readonly unknown[]
      ReturnType: readonly { readonly calls: readonly Result[] }[]
    }
    const [block] = await chain.request<Method>({
      method: 'eth_simulateV1',
      params: [
        {
          blockStateCalls: [
            {
              blockOverrides: {
                time: numberToHex(markets.block.timestamp),
                gasLimit: numberToHex(10n ** 9n),
              },
              stateOverrides: { [BALANCES]: { code: BALANCES_CODE } },
              calls: calls.map(({ to, data, value }) => ({
                ...{ from: person, to, data },
                value: numberToHex(value),
                gas: numberToHex(MOST_GAS),
              })),
            },
          ],
          validation: false,
        },
        numberToHex(markets.block.number),
      ],
    })
    return block?.calls ?? []
  }

  /** Carries a draft out, and holds everything that it says of after against what the chain says; its calls' gas. */
  async function prove(
    account: AccountSnapshot,
    holder: Address,
    draft: OperationDraft,
    calls = listCalls(account, draft),
  ): Promise<bigint> {
    const { raw } = stateOf(account.markets)
    const { pool } = raw.structure
    const view = (
      to: Address,
      functionName: 'balanceOf' | 'getUserAccountData' | 'getReserveData',
      of: Address,
    ) => ({ to, data: encodeFunctionData({ abi, functionName, args: [of] }), value: 0n })
    const viewCoin = (of: Address) => ({ to: BALANCES, data: pad(of), value: 0n })
    const coin = { address: zeroAddress, symbol: practiceChain.nativeCurrency.symbol }
    const rewards = draft.walletChanges.filter(
      ({ asset }) => !isCoin(asset) && !raw.reserves.some(({ underlying }) => underlying === asset.address),
    )
    const wallet = [
      ...raw.reserves.map(({ underlying, symbol }) => ({ address: underlying, symbol })),
      ...rewards.map(({ asset }) => asset),
      coin,
    ]
    const views = [
      ...wallet.map((asset) => (isCoin(asset) ? viewCoin(person) : view(asset.address, 'balanceOf', person))),
      ...raw.reserves.map(({ supplyToken }) => view(supplyToken, 'balanceOf', holder)),
      ...raw.reserves.map(({ debtToken }) => view(debtToken, 'balanceOf', holder)),
      ...raw.reserves.map(({ underlying }) => view(underlying, 'balanceOf', safe)),
      viewCoin(safe),
    ]
    const before = (await simulate(account, views)).map(({ returnData }) => BigInt(returnData))
    const results = await simulate(account, [
      ...calls,
      ...views,
      view(pool, 'getUserAccountData', holder),
      ...raw.reserves.map(({ underlying }) => view(pool, 'getReserveData', underlying)),
    ])
    const done = results.slice(0, calls.length)
    expect(done.filter((one) => !isDone(one)).map(({ returnData }) => returnData)).toEqual([])
    const after = results.slice(calls.length).map(({ returnData }) => returnData)
    const numbers = after.slice(0, views.length).map(BigInt)
    const [n, w] = [raw.reserves.length, wallet.length]
    const named = (from: number) =>
      Object.fromEntries(
        raw.reserves.flatMap(({ symbol }, i) => (numbers[from + i] ? [[symbol, numbers[from + i]]] : [])),
      )
    const moved = wallet.flatMap(({ symbol }, i) => {
      const amount = (numbers[i] ?? 0n) - (before[i] ?? 0n)
      return amount === 0n ? [] : [[symbol, amount]]
    })
    expect(
      Object.fromEntries(draft.walletChanges.map(({ asset, amount }) => [asset.symbol, amount])),
    ).toEqual(Object.fromEntries(moved))
    expect(amountsOf(draft.after?.collaterals)).toEqual(named(w))
    expect(amountsOf(draft.after?.debts)).toEqual(named(w + n))
    // nothing stays in the Safe
    expect(named(w + 2 * n)).toEqual({})
    expect(numbers[w + 3 * n]).toBe(0n)
    const [, , , , , health] = decodeFunctionResult({
      abi,
      functionName: 'getUserAccountData',
      data: after[views.length] ?? '0x',
    })
    expect(draft.after ? computeHealthFactorWad(draft.after) : null).toBe(health === NO_DEBT ? null : health)
    for (const [i, reserve] of raw.reserves.entries()) {
      const data = after[views.length + 1 + i] ?? '0x'
      const [, , supplyRate, , debtRate] = decodeFunctionResult({ abi, functionName: 'getReserveData', data })
      const cost = draft.ratesAfter?.costs.find(
        (one) => one.kind === 'interest' && one.debt === reserve.underlying,
      )
      const interest = draft.ratesAfter?.yieldsByCollateral[reserve.underlying]?.find(
        ({ kind }) => kind === 'interest',
      )
      if (!draft.ratesAfter) continue
      expect(cost?.aprWad).toBe((debtRate + WAD_TO_RAY - 1n) / WAD_TO_RAY)
      expect(interest?.aprWad).toBe(supplyRate / WAD_TO_RAY)
    }
    return done.reduce((sum, { gasUsed }) => sum + BigInt(gasUsed), 0n)
  }

  async function sendCall({ to, data, value }: Call) {
    await chain.impersonateAccount({ address: person })
    type Method = { Parameters: readonly unknown[]; ReturnType: Hex }
    const tx = { from: person, to, data, value: numberToHex(value), gas: numberToHex(MOST_GAS) }
    const hash = await chain.request<Method>({ method: 'eth_sendTransaction', params: [tx] })
    expect((await chain.waitForTransactionReceipt({ hash, pollingInterval: 20 })).status).toBe('success')
  }

  /** The same for real, some seconds later. */
  async function send(account: AccountSnapshot, draft: OperationDraft) {
    for (const call of listCalls(account, draft)) await sendCall(call)
  }

  const allowedOf = (token: Address, of: Address, spender: Address) =>
    chain.readContract({ address: token, abi, functionName: 'allowance', args: [of, spender] })
  const balanceOf = (token: Address, of: Address) =>
    chain.readContract({ address: token, abi, functionName: 'balanceOf', args: [of] })

  return { settle, simulate, prove, sendCall, send, allowedOf, balanceOf }
}
