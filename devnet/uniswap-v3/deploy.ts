import { type Address, maxUint256, parseUnits, zeroAddress } from 'viem'
import { MAX_TICK, MIN_TICK } from '../../lib/domain/tick-range'
import { findTickAtSqrtPrice } from '../../lib/domain/ticks'
import { owner, uniswapV3Deployer } from '../accounts'
import type { Tokens } from '../deploy-tokens'
import { type FarmTokens, type FeedToken, handOut } from '../farm-tokens'
import type { Queue } from '../queue'
import type { Contract } from '../transactor'
import { computeSqrtPriceX96 } from './price'

export type UniswapV3Pool = Contract & {
  /** In the pool's order, by address. */
  readonly tokens: readonly [FeedToken, FeedToken]
  readonly fee: number
}

export type UniswapV3 = {
  readonly factory: Contract
  readonly router: Contract
  readonly quoter: Contract
  readonly pools: readonly UniswapV3Pool[]
}

type PoolPlan = {
  readonly tokens: readonly [FeedToken, FeedToken]
  /** In millionths. */
  readonly fee: number
  /** Worth of each side, in each of two ranges near the price and over all prices, in USD. */
  readonly near: string
  readonly everywhere: string
  /** How far from the price the wider of the two ranges goes, in ticks of about 0.01 %. */
  readonly nearTicks: number
}

const tickSpacings: Readonly<Record<number, number>> = { 100: 1, 500: 10, 3000: 60 }
/** The last ticks that every spacing here divides. */
const lastTick = 887_220
const farFuture = 2n ** 40n

/** Uniswap V3 with pools of several fees, two for the same pair, each with liquidity in more than one range. */
export async function deployUniswapV3(
  queue: Queue,
  tokens: Tokens,
  farmTokens: FarmTokens,
): Promise<UniswapV3> {
  const weth = tokens.WETH.address
  const factory = await queue.deploy(uniswapV3Deployer, 'UniswapV3Factory')
  const router = await queue.deploy(uniswapV3Deployer, 'UniswapV3Router', [factory.address, weth])
  const quoter = await queue.deploy(uniswapV3Deployer, 'UniswapV3Quoter', [factory.address, weth])
  await queue.send(uniswapV3Deployer, factory, 'enableFeeAmount', [100, 1])
  const positions = await queue.deploy(owner, 'UniswapV3Positions', [factory.address, weth, zeroAddress])
  const plans = planPools(tokens, farmTokens)
  const prices = await readPrices(queue, new Set(plans.flatMap((plan) => plan.tokens)))
  for (const plan of plans) await openPool(queue, tokens, positions, prices, plan)
  const pools: UniswapV3Pool[] = []
  for (const { tokens: pair, fee } of plans) {
    const sides = inOrder(pair)
    const address = await queue.read<Address>(factory, 'getPool', [sides[0].address, sides[1].address, fee])
    pools.push({ ...queue.contractAt('UniswapV3Pool', address), tokens: sides, fee })
  }
  return { factory, router, quoter, pools }
}

function planPools(tokens: Tokens, farm: FarmTokens): readonly PoolPlan[] {
  const { WETH, USDC, USDT, SYND, FARM } = tokens
  const pair = (one: FeedToken, other: FeedToken) => [one, other] as const
  const alike = { fee: 100, near: '10000000', everywhere: '1000000', nearTicks: 120 }
  const free = { fee: 3000, near: '3000000', everywhere: '6000000', nearTicks: 3_000 }
  const small = { fee: 3000, near: '250000', everywhere: '2000000', nearTicks: 3_000 }
  return [
    { ...alike, tokens: pair(farm.wstETH, WETH) },
    { ...alike, tokens: pair(farm.weETH, WETH), fee: 500 },
    { ...free, tokens: pair(WETH, USDC), fee: 500, near: '10000000' },
    { ...free, tokens: pair(WETH, USDC) },
    { ...free, tokens: pair(WETH, USDT) },
    { ...alike, tokens: pair(USDC, USDT) },
    { ...alike, tokens: pair(SYND, USDC) },
    { ...alike, tokens: pair(farm.LONE, USDC) },
    { ...alike, tokens: pair(farm.WBTC, farm.cbBTC) },
    { ...free, tokens: pair(farm.WBTC, WETH) },
    { ...free, tokens: pair(farm.WBTC, USDC) },
    { ...small, tokens: pair(FARM, USDC) },
    { ...small, tokens: pair(farm.FORMER, USDC) },
    { ...small, tokens: pair(farm.HALTED, USDC) },
  ]
}

async function openPool(
  queue: Queue,
  tokens: Tokens,
  positions: Contract,
  prices: Prices,
  plan: PoolPlan,
): Promise<void> {
  const sides = inOrder(plan.tokens)
  const [token0, token1] = sides
  const [price0, price1] = [prices(token0), prices(token1)]
  const sqrtPrice = computeSqrtPriceX96({ ...token0, priceE8: price0 }, { ...token1, priceE8: price1 })
  const pair = [token0.address, token1.address, plan.fee] as const
  await queue.send(owner, positions, 'createAndInitializePoolIfNecessary', [...pair, sqrtPrice])
  const spacing = tickSpacings[plan.fee] ?? 60
  const middle = Math.round(findTickAtSqrtPrice(sqrtPrice, MIN_TICK, MAX_TICK) / spacing) * spacing
  const around = (ticks: number) => {
    const width = Math.ceil(ticks / spacing) * spacing
    return { from: middle - width, to: middle + width, usd: plan.near }
  }
  const ranges = [
    around(plan.nearTicks / 4),
    around(plan.nearTicks),
    { from: -lastTick, to: lastTick, usd: plan.everywhere },
  ]
  for (const { from, to, usd } of ranges) {
    const amounts = [
      amountWorth(usd, token0.decimals, price0),
      amountWorth(usd, token1.decimals, price1),
    ] as const
    for (const [index, token] of sides.entries()) {
      await handOut(queue, tokens, token, owner, amounts[index] ?? 0n)
      await queue.send(owner, token, 'approve', [positions.address, 0n])
      await queue.send(owner, token, 'approve', [positions.address, maxUint256])
    }
    await queue.send(owner, positions, 'mint', [
      {
        token0: token0.address,
        token1: token1.address,
        fee: plan.fee,
        tickLower: from,
        tickUpper: to,
        amount0Desired: amounts[0],
        amount1Desired: amounts[1],
        amount0Min: 0n,
        amount1Min: 0n,
        recipient: owner,
        deadline: farFuture,
      },
    ])
  }
}

function inOrder([a, b]: readonly [FeedToken, FeedToken]): readonly [FeedToken, FeedToken] {
  return BigInt(a.address) < BigInt(b.address) ? [a, b] : [b, a]
}

/** Of a token, so much as is worth `usd`, rounded down. */
function amountWorth(usd: string, decimals: number, priceE8: bigint): bigint {
  return (parseUnits(usd, 8) * 10n ** BigInt(decimals)) / priceE8
}

/** USD with 8 decimals for a whole token. */
export type Prices = (token: FeedToken) => bigint

export async function readPrices(queue: Queue, tokens: Iterable<FeedToken>): Promise<Prices> {
  const known = new Map<FeedToken, bigint>()
  for (const token of tokens) known.set(token, await queue.read<bigint>(token.feed, 'price'))
  return (token) => {
    const price = known.get(token)
    if (price === undefined) throw new Error(`The price of ${token.symbol} was not read`)
    return price
  }
}
