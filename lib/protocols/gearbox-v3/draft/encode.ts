import { encodeFunctionData } from 'viem'
import type { Address } from '../../../domain/asset'
import type { Call, Hex } from '../../../domain/call'
import { min } from '../../../domain/math'
import type { RawMarket } from '../read/raw'
import { venues } from '../venues/list'
import type { MultiCall } from '../venues/venue'
import { facadeAbi, facadeMulticallAbi } from './calls.generated'

const MAX_UINT256 = 2n ** 256n - 1n
const MAX_INT256 = 2n ** 255n - 1n
/** The most that a quota can be or change by: `updateQuota` takes an int96. */
export const MAX_QUOTA = 2n ** 95n - 1n
/** Takes all of a quota away (`PoolQuotaKeeperV3.updateQuota`: type(int96).min). */
const REMOVE_QUOTA = -(2n ** 95n)
/** No partner programme. */
const REFERRAL_CODE = 0n
export function encodeOpenAccount(market: RawMarket, owner: Address, calls: readonly MultiCall[]): Call {
  const data = encodeFunctionData({
    abi: facadeAbi,
    functionName: 'openCreditAccount',
    args: [owner, calls, REFERRAL_CODE],
  })
  return { to: market.creditFacade, data, value: 0n }
}

export function encodeMulticall(market: RawMarket, account: Address, calls: readonly MultiCall[]): Call {
  const data = encodeFunctionData({ abi: facadeAbi, functionName: 'multicall', args: [account, calls] })
  return { to: market.creditFacade, data, value: 0n }
}

export function encodeCloseAccount(market: RawMarket, account: Address, calls: readonly MultiCall[]): Call {
  const data = encodeFunctionData({
    abi: facadeAbi,
    functionName: 'closeCreditAccount',
    args: [account, calls],
  })
  return { to: market.creditFacade, data, value: 0n }
}

export function encodeAddCollateral(market: RawMarket, token: Address, amount: bigint): MultiCall {
  return onFacade(
    market,
    encodeFunctionData({ abi: facadeMulticallAbi, functionName: 'addCollateral', args: [token, amount] }),
  )
}

/** Debt or a quota beyond what its type holds is beyond every limit, too: such a draft is refused and its call never sent. */
export function encodeIncreaseDebt(market: RawMarket, amount: bigint): MultiCall {
  return onFacade(
    market,
    encodeFunctionData({
      abi: facadeMulticallAbi,
      functionName: 'increaseDebt',
      args: [min(amount, MAX_UINT256)],
    }),
  )
}

export function encodeRepay(market: RawMarket, amount: bigint): MultiCall {
  return onFacade(
    market,
    encodeFunctionData({ abi: facadeMulticallAbi, functionName: 'decreaseDebt', args: [amount] }),
  )
}

/** Repays all that is owed in the block that mines it. */
export function encodeRepayAll(market: RawMarket): MultiCall {
  return encodeRepay(market, MAX_UINT256)
}

/**
 * Changes a quota, in the underlying, by a multiple of 10,000 (the protocol rounds towards zero), so that it is
 * `quota` after: where the quota keeper has less room than that the transaction reverts.
 */
export function encodeChangeQuota(
  market: RawMarket,
  token: Address,
  change: bigint,
  quota: bigint,
): MultiCall {
  const minimum = change > 0n ? quota : 0n
  return onFacade(
    market,
    encodeFunctionData({
      abi: facadeMulticallAbi,
      functionName: 'updateQuota',
      args: [token, min(change, MAX_QUOTA), min(minimum, MAX_QUOTA)],
    }),
  )
}

export function encodeRemoveQuota(market: RawMarket, token: Address): MultiCall {
  return onFacade(
    market,
    encodeFunctionData({
      abi: facadeMulticallAbi,
      functionName: 'updateQuota',
      args: [token, REMOVE_QUOTA, 0n],
    }),
  )
}

export function encodeWithdraw(market: RawMarket, token: Address, amount: bigint, to: Address): MultiCall {
  return onFacade(
    market,
    encodeFunctionData({
      abi: facadeMulticallAbi,
      functionName: 'withdrawCollateral',
      args: [token, amount, to],
    }),
  )
}

/** Sends all of a token but the one unit that Gearbox keeps. Reverts where there is no more than that unit. */
export function encodeWithdrawAll(market: RawMarket, token: Address, to: Address): MultiCall {
  return encodeWithdraw(market, token, MAX_UINT256, to)
}

/** From here to `encodeCompareBalances` the account must gain at least these amounts. */
export function encodeExpectGains(
  market: RawMarket,
  gains: readonly { readonly token: Address; readonly amount: bigint }[],
): MultiCall {
  const expected = gains.map(({ token, amount }) => ({ token, amount: min(amount, MAX_INT256) }))
  return onFacade(
    market,
    encodeFunctionData({ abi: facadeMulticallAbi, functionName: 'storeExpectedBalances', args: [expected] }),
  )
}

export function encodeCompareBalances(market: RawMarket): MultiCall {
  return onFacade(market, encodeFunctionData({ abi: facadeMulticallAbi, functionName: 'compareBalances' }))
}

/**
 * Makes the whole transaction revert after `deadlineSeconds`, whatever else it does. Null where none of the market's
 * venues can; its swaps then carry the deadline alone.
 */
export function encodeDeadline(market: RawMarket, deadlineSeconds: bigint): MultiCall | null {
  const deadlines = venues.map((venue) => venue.encodeDeadline?.(market, deadlineSeconds) ?? null)
  return deadlines.find((deadline) => deadline !== null) ?? null
}

function onFacade(market: RawMarket, callData: Hex): MultiCall {
  return { target: market.creditFacade, callData }
}
