import { encodeFunctionData } from 'viem'
import type { Address } from '../../../../domain/asset'
import type { Ask } from '../../../../domain/question'
import type { Quote, Trade } from '../venue'
import { quoterAbi } from './abi'

/** `QuoterV2`, which knows all of every pool, and a way to ask it. */
export type Quoter = { readonly address: Address; readonly ask: Ask }

/** What a trade takes and gives, and the square root of the price after it, with 96 binary places. */
export type Asked = Pick<Quote, 'amountIn' | 'amountOut'> & { readonly sqrtPriceX96: bigint }

/** A trade in the pool as it stands on the chain; null where it reverts: the pool cannot take or give so much. */
export function askQuoter(
  { address, ask }: Quoter,
  fee: number,
  { from, to, exact, amount }: Trade,
): Asked | null {
  const terms = { tokenIn: from, tokenOut: to, fee, sqrtPriceLimitX96: 0n }
  const data =
    exact === 'in'
      ? encodeFunctionData({
          abi: quoterAbi,
          functionName: 'quoteExactInputSingle',
          args: [{ ...terms, amountIn: amount }],
        })
      : encodeFunctionData({
          abi: quoterAbi,
          functionName: 'quoteExactOutputSingle',
          args: [{ ...terms, amount }],
        })
  const answer = ask(address, data)
  // The first two of four words. No code there answers nothing.
  if (answer === null || answer.length < 130) return null
  const other = BigInt(answer.slice(0, 66))
  const sqrtPriceX96 = BigInt(`0x${answer.slice(66, 130)}`)
  if (sqrtPriceX96 === 0n) return null
  return exact === 'in'
    ? { amountIn: amount, amountOut: other, sqrtPriceX96 }
    : { amountIn: other, amountOut: amount, sqrtPriceX96 }
}
