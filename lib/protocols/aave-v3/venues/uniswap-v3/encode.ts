import { encodeFunctionData } from 'viem'
import type { Action } from '../../../../domain/action'
import type { Address, Asset } from '../../../../domain/asset'
import type { Call } from '../../../../domain/call'
import type { Place, Quote, Trade } from '../venue'
import { routerAbi } from './abi'

/** For whom and until when: a Unix time in seconds after which the router refuses. */
export type SwapTerms = {
  readonly router: Address
  readonly recipient: Address
  readonly deadlineSeconds: bigint
}

/** A trade of the account that calls; `limit` is the least that it must bring, or the most that it may take. */
export function encodeSwap(
  { feePips }: Place,
  { from, to, exact, amount }: Trade,
  limit: bigint,
  { router, recipient, deadlineSeconds }: SwapTerms,
): Call {
  const terms = {
    tokenIn: from,
    tokenOut: to,
    fee: feePips,
    recipient,
    deadline: deadlineSeconds,
    sqrtPriceLimitX96: 0n,
  }
  const data =
    exact === 'in'
      ? encodeFunctionData({
          abi: routerAbi,
          functionName: 'exactInputSingle',
          args: [{ ...terms, amountIn: amount, amountOutMinimum: limit }],
        })
      : encodeFunctionData({
          abi: routerAbi,
          functionName: 'exactOutputSingle',
          args: [{ ...terms, amountOut: amount, amountInMaximum: limit }],
        })
  return { to: router, data, value: 0n }
}

/** A trade in words, with what it brings at the least or takes at the most. */
export function describeSwap(
  { venue }: Place,
  { exact }: Pick<Trade, 'exact'>,
  { amountIn, amountOut, feeWad }: Pick<Quote, 'amountIn' | 'amountOut' | 'feeWad'>,
  { give, get, limit }: { readonly give: Asset; readonly get: Asset; readonly limit: bigint },
): Action {
  return {
    kind: 'swap',
    give: { asset: give, amount: amountIn },
    get: { asset: get, amount: amountOut },
    ...(exact === 'in' ? { minimum: limit } : { minimum: amountOut, maximum: limit }),
    isAtMarket: true,
    venue,
    feeWad,
  }
}
