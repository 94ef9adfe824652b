import { type Address, encodeFunctionData, erc20Abi, parseAbi, parseUnits } from 'viem'
import type { Asset } from '../../lib/domain/asset'
import type { Hex } from '../../lib/domain/call'
import { carryOut, type SafeCall } from '../../lib/safe/carry-out'
import { encodeCreation } from '../../lib/safe/encode'
import { predictSafe } from '../../lib/safe/predict'
import { borrower } from '../accounts'
import type { Tokens } from '../deploy-tokens'
import { type FeedToken, handOut } from '../farm-tokens'
import type { Queue } from '../queue'
import type { Contract } from '../transactor'
import type { LendingMarket } from './lending-market'
import type { PositionPlan } from './people'

const poolAbi = parseAbi([
  'function supply(address asset, uint256 amount, address onBehalfOf, uint16 referral)',
  'function borrow(address asset, uint256 amount, uint256 mode, uint16 referral, address onBehalfOf)',
  'function setUserEMode(uint8 category)',
])
const variableRate = 2n
const noReferral = 0

type InSafe = PositionPlan & {
  /** Which of the person's Safes. */
  readonly index: number
}

/**
 * A leveraged position as it stands once it is open, in a Safe of the person's: what it holds is brought along, and what it
 * borrows goes to its owner.
 */
export async function openInSafe(
  queue: Queue,
  tokens: Tokens,
  { pool, plan }: LendingMarket,
  sweeper: Contract,
  { who, index, eMode, supplies, debts }: InSafe,
): Promise<Address> {
  const person = borrower(who)
  const safe = predictSafe(person, index)
  const toAmounts = (wanted: Readonly<Record<string, string>>) =>
    Object.entries(wanted).map(([symbol, whole]) => {
      const found = plan.reserves.find(({ token }) => token.symbol === symbol)
      if (!found) throw new Error(`No ${symbol} among the reserves`)
      return { token: found.token, amount: parseUnits(whole, found.token.decimals) }
    })
  const [brought, owed] = [toAmounts(supplies), toAmounts(debts)]
  await queue.impersonate(person)
  await queue.call(person, encodeCreation(person, index))
  for (const { token, amount } of brought) {
    await handOut(queue, tokens, token, person, amount)
    await queue.send(person, token, 'approve', [safe, amount])
  }
  const supplied = brought.flatMap(({ token, amount }): SafeCall[] => [
    {
      call: { to: token.address, value: 0n, data: encodeApproval(pool.address, amount) },
      actions: [],
      allows: { token: token.address, spender: pool.address, amount },
    },
    makeCall(pool, encodeSupply(token, amount, safe)),
  ])
  const category = eMode > 0 ? [makeCall(pool, encodeEMode(eMode))] : []
  const borrowed = owed.map(({ token, amount }) => makeCall(pool, encodeBorrow(token, amount, safe)))
  const { calls } = carryOut({
    owner: person,
    index,
    isThere: true,
    value: 0n,
    takes: brought.map(({ token, amount }) => ({ asset: toAsset(token), amount })),
    calls: [...supplied, ...category, ...borrowed],
    sweeps: owed.map(({ token }) => token.address),
    sweeper: sweeper.address,
  })
  for (const { call } of calls) await queue.call(person, call)
  return safe
}

function toAsset({ address, symbol, decimals }: FeedToken): Asset {
  return { address, symbol, name: symbol, decimals }
}

function makeCall({ address }: Contract, data: Hex): SafeCall {
  return { call: { to: address, value: 0n, data }, actions: [] }
}

function encodeApproval(spender: Address, amount: bigint): Hex {
  return encodeFunctionData({ abi: erc20Abi, functionName: 'approve', args: [spender, amount] })
}

function encodeSupply({ address }: FeedToken, amount: bigint, safe: Address): Hex {
  const args = [address, amount, safe, noReferral] as const
  return encodeFunctionData({ abi: poolAbi, functionName: 'supply', args })
}

function encodeBorrow({ address }: FeedToken, amount: bigint, safe: Address): Hex {
  const args = [address, amount, variableRate, noReferral, safe] as const
  return encodeFunctionData({ abi: poolAbi, functionName: 'borrow', args })
}

function encodeEMode(category: number): Hex {
  return encodeFunctionData({ abi: poolAbi, functionName: 'setUserEMode', args: [category] })
}
