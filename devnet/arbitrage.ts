import type { Address } from 'viem'
import { arbitrageur } from './accounts'
import type { BalancerPool, Exchanges, UniswapPair } from './deploy-exchanges'
import { giveTokens, type PricedToken } from './deploy-tokens'
import type { Contract, Transactor } from './transactor'

/** One side of a two-token pool: what it holds of a token, and what the token is worth by its feed. */
type Side = { readonly token: PricedToken; readonly reserve: bigint; readonly priceE8: bigint }

/** A pool that trades `amountIn · (1 − fee)` along reserve × reserve = constant: both kinds here do. */
type Exchange = {
  readonly feeWad: bigint
  /** The most that one swap may add, as a share of the reserve. */
  readonly maxInBps: bigint
  readonly tokens: readonly [PricedToken, PricedToken]
  readonly readReserves: () => Promise<readonly [bigint, bigint]>
  readonly swap: (from: PricedToken, to: PricedToken, amountIn: bigint, amountOut: bigint) => Promise<void>
}

const wad = 10n ** 18n
/** A pool this near to the feeds is left alone, and a trade must end this near: 0.002 %. */
const toleranceE6 = 20n
const maxSwapsPerPool = 80

/** Trades every pool back to the feeds' prices, as arbitrage does on a live chain. Real swaps, fees included. */
export async function arbitrage(transactor: Transactor, exchanges: Exchanges): Promise<void> {
  const all = [
    ...exchanges.uniswapPairs.map((pair) => uniswapExchange(transactor, pair)),
    balancerExchange(transactor, exchanges.balancerVault, exchanges.balancerPool),
  ]
  for (const exchange of all) await arbitrageOne(transactor, exchange)
}

async function arbitrageOne(transactor: Transactor, exchange: Exchange): Promise<void> {
  for (let swaps = 0; swaps < maxSwapsPerPool; swaps += 1) {
    const [rich, poor] = await readSides(transactor, exchange)
    if (deviationE6(rich, poor) <= toleranceE6) return
    const amountIn = computeAmountIn(poor, rich, exchange)
    if (amountIn === 0n) return
    const amountOut = computeAmountOut(poor.reserve, rich.reserve, amountIn, exchange.feeWad)
    await giveTokens(transactor, poor.token, arbitrageur, amountIn)
    await exchange.swap(poor.token, rich.token, amountIn, amountOut)
  }
  throw new Error(`Arbitrage of ${exchange.tokens.map((token) => token.symbol).join('/')} did not end`)
}

/** The side worth more first. */
async function readSides(transactor: Transactor, exchange: Exchange): Promise<readonly [Side, Side]> {
  const [reserve0, reserve1] = await exchange.readReserves()
  const [token0, token1] = exchange.tokens
  const side0 = { token: token0, reserve: reserve0, priceE8: await readPrice(transactor, token0) }
  const side1 = { token: token1, reserve: reserve1, priceE8: await readPrice(transactor, token1) }
  return worth(side0, side0.reserve) >= worth(side1, side1.reserve) ? [side0, side1] : [side1, side0]
}

function readPrice(transactor: Transactor, token: PricedToken): Promise<bigint> {
  return transactor.read<bigint>(token.feed, 'price')
}

/** Comparable between tokens: USD with 26 decimals. */
function worth(side: Side, amount: bigint): bigint {
  return amount * side.priceE8 * 10n ** BigInt(18 - side.token.decimals)
}

function deviationE6(rich: Side, poor: Side): bigint {
  return (worth(rich, rich.reserve) * 1_000_000n) / worth(poor, poor.reserve) - 1_000_000n
}

/** Most that can be sold into the poor side before both sides are worth the same. */
function computeAmountIn(poor: Side, rich: Side, { feeWad, maxInBps }: Exchange): bigint {
  let enough = (poor.reserve * maxInBps) / 10_000n
  let tooLittle = 0n
  const overshoots = (amountIn: bigint) => {
    const left = rich.reserve - computeAmountOut(poor.reserve, rich.reserve, amountIn, feeWad)
    return worth(poor, poor.reserve + amountIn) > worth(rich, left)
  }
  if (!overshoots(enough)) return enough
  while (enough - tooLittle > 1n) {
    const middle = (enough + tooLittle) / 2n
    if (overshoots(middle)) enough = middle
    else tooLittle = middle
  }
  return tooLittle
}

function computeAmountOut(reserveIn: bigint, reserveOut: bigint, amountIn: bigint, feeWad: bigint): bigint {
  const afterFee = amountIn * (wad - feeWad)
  return (reserveOut * afterFee) / (reserveIn * wad + afterFee)
}

function uniswapExchange(transactor: Transactor, pair: UniswapPair): Exchange {
  const [first, second] = pair.tokens
  const inOrder = BigInt(first.address) < BigInt(second.address)
  return {
    feeWad: 3n * 10n ** 15n,
    maxInBps: 100_000_000n,
    tokens: pair.tokens,
    async readReserves() {
      const [reserve0, reserve1] = await transactor.read<readonly [bigint, bigint, number]>(
        pair,
        'getReserves',
      )
      return inOrder ? [reserve0, reserve1] : [reserve1, reserve0]
    },
    async swap(from, to, amountIn, amountOut) {
      await transactor.send(arbitrageur, from, 'transfer', [pair.address, amountIn])
      const out = BigInt(to.address) < BigInt(from.address) ? [amountOut, 0n] : [0n, amountOut]
      await transactor.send(arbitrageur, pair, 'swap', [...out, arbitrageur, '0x'])
    },
  }
}

function balancerExchange(transactor: Transactor, vault: Contract, pool: BalancerPool): Exchange {
  return {
    feeWad: pool.swapFeeWad,
    // The pool refuses a swap of more than 30 % of what it holds.
    maxInBps: 2_900n,
    tokens: pool.tokens,
    async readReserves() {
      const [, balances] = await transactor.read<readonly [readonly Address[], readonly bigint[], bigint]>(
        vault,
        'getPoolTokens',
        [pool.poolId],
      )
      return [balances[0] ?? 0n, balances[1] ?? 0n]
    },
    async swap(from, to, amountIn) {
      await transactor.send(arbitrageur, from, 'approve', [vault.address, amountIn])
      const single = {
        poolId: pool.poolId,
        kind: 0,
        assetIn: from.address,
        assetOut: to.address,
        amount: amountIn,
        userData: '0x',
      }
      const funds = {
        sender: arbitrageur,
        fromInternalBalance: false,
        recipient: arbitrageur,
        toInternalBalance: false,
      }
      await transactor.send(arbitrageur, vault, 'swap', [single, funds, 0n, 2n ** 40n])
    },
  }
}
