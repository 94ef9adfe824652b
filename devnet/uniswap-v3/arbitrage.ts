import { parseUnits } from 'viem'
import { arbitrageur, owner } from '../accounts'
import type { Tokens } from '../deploy-tokens'
import { type FeedToken, handOut } from '../farm-tokens'
import type { Queue } from '../queue'
import { readPrices, type UniswapV3, type UniswapV3Pool } from './deploy'
import { computeSqrtPriceX96 } from './price'

/** A pool whose price's root is this near to the feeds' is left alone: 0.0001 %, less than what one's own trade moves a deep one. */
const toleranceE6 = 1n
/** Enough for the oddest price: what is not needed goes back. In whole tokens. */
const budget = '20000000000'
const farFuture = 2n ** 40n

/** Trades every pool to the feeds' prices, as arbitrage does on a live chain: one real swap each, up to that price. */
export async function arbitrageUniswapV3(
  queue: Queue,
  tokens: Tokens,
  { router, pools }: UniswapV3,
): Promise<void> {
  const prices = await readPrices(queue, new Set(pools.flatMap((pool) => pool.tokens)))
  for (const pool of pools) {
    const [token0, token1] = pool.tokens
    const now = await readSqrtPrice(queue, pool)
    const target = computeSqrtPriceX96(
      { ...token0, priceE8: prices(token0) },
      { ...token1, priceE8: prices(token1) },
    )
    const distance = now > target ? now - target : target - now
    if (distance * 1_000_000n <= target * toleranceE6) continue
    const [tokenIn, tokenOut] = now > target ? [token0, token1] : [token1, token0]
    await trade(queue, tokens, router, { tokenIn, tokenOut, fee: pool.fee, target })
  }
  await queue.flush()
}

type Trade = {
  readonly tokenIn: FeedToken
  readonly tokenOut: FeedToken
  readonly fee: number
  readonly target: bigint
}

async function trade(
  queue: Queue,
  tokens: Tokens,
  router: UniswapV3['router'],
  { tokenIn, tokenOut, fee, target }: Trade,
): Promise<void> {
  const amountIn = parseUnits(budget, tokenIn.decimals)
  await handOut(queue, tokens, tokenIn, arbitrageur, amountIn)
  await queue.send(arbitrageur, tokenIn, 'approve', [router.address, 0n])
  await queue.send(arbitrageur, tokenIn, 'approve', [router.address, amountIn])
  const swap = {
    tokenIn: tokenIn.address,
    tokenOut: tokenOut.address,
    fee,
    recipient: arbitrageur,
    deadline: farFuture,
    amountIn,
    amountOutMinimum: 0n,
    sqrtPriceLimitX96: target,
  }
  await queue.send(arbitrageur, router, 'exactInputSingle', [swap])
  const left = await queue.read<bigint>(tokenIn, 'balanceOf', [arbitrageur])
  await queue.send(arbitrageur, tokenIn, 'transfer', [owner, left])
}

async function readSqrtPrice(queue: Queue, pool: UniswapV3Pool): Promise<bigint> {
  const [sqrtPriceX96] = await queue.read<readonly [bigint]>(pool, 'slot0')
  return sqrtPriceX96
}
