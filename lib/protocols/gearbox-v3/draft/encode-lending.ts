import { encodeFunctionData } from 'viem'
import type { Address } from '../../../domain/asset'
import type { Call } from '../../../domain/call'
import { poolAbi } from './calls.generated'

/** Supplies exactly `amount`; the shares go to `owner`. */
export function encodeDeposit(pool: Address, amount: bigint, owner: Address): Call {
  const data = encodeFunctionData({ abi: poolAbi, functionName: 'deposit', args: [amount, owner] })
  return { to: pool, data, value: 0n }
}

/** Brings exactly `amount` to `owner`, for as many shares as that takes. */
export function encodeWithdraw(pool: Address, amount: bigint, owner: Address): Call {
  const data = encodeFunctionData({ abi: poolAbi, functionName: 'withdraw', args: [amount, owner, owner] })
  return { to: pool, data, value: 0n }
}

/** Gives up exactly `shares`, for what they are worth in the block that mines it. */
export function encodeRedeem(pool: Address, shares: bigint, owner: Address): Call {
  const data = encodeFunctionData({ abi: poolAbi, functionName: 'redeem', args: [shares, owner, owner] })
  return { to: pool, data, value: 0n }
}
