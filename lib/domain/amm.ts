import { ceilDiv, computeSqrtDown, max, mulDivDown, mulDivUp, WAD } from './math'
import { computeUnit } from './value'

/** What one trade against a pool or vault would bring right now. */
export type TradeQuote = {
  /** In the received token's smallest unit; never above what the contract gives at the same state. */
  readonly amountOut: bigint
  /** 1 − (outcome without the fee / outcome at the price before the trade), 1e18 = 100 %, rounded up. */
  readonly priceImpactWad: bigint
  /** The part of the outcome that the swap fee takes, 1e18 = 100 %, rounded up. */
  readonly feeWad: bigint
}

/** Both sides of a Uniswap V2 pair in smallest units, seen from the token that goes in. */
export type PairReserves = { readonly reserveIn: bigint; readonly reserveOut: bigint }

/** Uniswap V2's swap fee of 0.3 %, as `UniswapV2Library` has it: 3 of 1000. */
const PAIR_FEE_PER_MILLE = 3n

/** What a pair pays for `amountIn`: `UniswapV2Library.getAmountOut`, to the unit. */
export function computePairAmountOut({ reserveIn, reserveOut }: PairReserves, amountIn: bigint): bigint {
  if (amountIn <= 0n || reserveIn <= 0n || reserveOut <= 0n) return 0n
  const afterFee = amountIn * (1000n - PAIR_FEE_PER_MILLE)
  return mulDivDown(afterFee, reserveOut, reserveIn * 1000n + afterFee)
}

/** Reserves after a trade; the fee stays in the pair. */
export function computeReservesAfter(
  { reserveIn, reserveOut }: PairReserves,
  amountIn: bigint,
): PairReserves {
  return {
    reserveIn: reserveIn + amountIn,
    reserveOut: reserveOut - computePairAmountOut({ reserveIn, reserveOut }, amountIn),
  }
}

/** A swap of `amountIn` through a Uniswap V2 pair. */
export function quotePairSwap(reserves: PairReserves, amountIn: bigint): TradeQuote {
  const { reserveIn, reserveOut } = reserves
  if (amountIn <= 0n || reserveIn <= 0n) return { amountOut: 0n, priceImpactWad: 0n, feeWad: 0n }
  return {
    amountOut: computePairAmountOut(reserves, amountIn),
    priceImpactWad: computePriceImpactWad(
      mulDivDown(amountIn, reserveOut, reserveIn + amountIn),
      mulDivUp(amountIn, reserveOut, reserveIn),
    ),
    feeWad: (PAIR_FEE_PER_MILLE * WAD) / 1000n,
  }
}

/** 1 − executed / spot, both in the received token, 1e18 = 100 %, rounded up, not below 0. */
export function computePriceImpactWad(executedAmount: bigint, spotAmount: bigint): bigint {
  return spotAmount <= 0n ? 0n : max(0n, ceilDiv((spotAmount - executedAmount) * WAD, spotAmount))
}

/** A Balancer V2 weighted pool of two tokens, half and half. Amounts in smallest units, the share has 18 decimals. */
export type HalfWeightedPool = {
  readonly balances: readonly [bigint, bigint]
  readonly decimals: readonly [number, number]
  readonly totalSupply: bigint
  readonly swapFeeWad: bigint
}

export type TokenIndex = 0 | 1

/** The pool refuses exits that shrink its invariant under 70 % (`WeightedMath._MIN_INVARIANT_RATIO`). */
const MIN_INVARIANT_RATIO_WAD = (70n * WAD) / 100n

/** Joining with one token, exact tokens in: the pool's shares out. */
export function quoteHalfWeightedJoin(
  pool: HalfWeightedPool,
  index: TokenIndex,
  amountIn: bigint,
): TradeQuote {
  const balance = scaleTo18(pool, index, pool.balances[index])
  const amount = scaleTo18(pool, index, amountIn)
  if (amount <= 0n || balance <= 0n) return { amountOut: 0n, priceImpactWad: 0n, feeWad: 0n }
  const amountOut = computeJoinShares(pool, balance, amount, pool.swapFeeWad)
  const withoutFee = computeJoinShares(pool, balance, amount, 0n)
  return {
    amountOut,
    priceImpactWad: computePriceImpactWad(withoutFee, mulDivUp(amount, pool.totalSupply, 2n * balance)),
    feeWad: withoutFee === 0n ? 0n : mulDivUp(withoutFee - amountOut, WAD, withoutFee),
  }
}

/** Leaving into one token, exact shares in; null where the pool refuses so large an exit. */
export function quoteHalfWeightedExit(
  pool: HalfWeightedPool,
  index: TokenIndex,
  sharesIn: bigint,
): TradeQuote | null {
  if (sharesIn <= 0n) return { amountOut: 0n, priceImpactWad: 0n, feeWad: 0n }
  if (sharesIn > pool.totalSupply) return null
  const invariantRatioWad = mulDivUp(pool.totalSupply - sharesIn, WAD, pool.totalSupply)
  if (invariantRatioWad < MIN_INVARIANT_RATIO_WAD) return null
  const balance = scaleTo18(pool, index, pool.balances[index])
  const balanceRatioWad = mulDivUp(invariantRatioWad, invariantRatioWad, WAD)
  const kept = balanceRatioWad + computePowMargin(balanceRatioWad)
  const withoutFee = kept >= WAD ? 0n : mulDivDown(balance, WAD - kept, WAD)
  const taxable = (withoutFee + 1n) / 2n
  const amountOut = withoutFee - taxable + mulDivDown(taxable, WAD - pool.swapFeeWad, WAD)
  const unit = computeUnit(18 - pool.decimals[index])
  return {
    amountOut: amountOut / unit,
    priceImpactWad: computePriceImpactWad(withoutFee, mulDivUp(2n * balance, sharesIn, pool.totalSupply)),
    feeWad: withoutFee === 0n ? 0n : mulDivUp(withoutFee - amountOut, WAD, withoutFee),
  }
}

/** `WeightedMath._calcBptOutGivenExactTokensIn` for one token at weight ½, the fee on the half that is swapped inside. */
function computeJoinShares(
  pool: HalfWeightedPool,
  balance: bigint,
  amountIn: bigint,
  feeWad: bigint,
): bigint {
  const ratioWithFeesWad = mulDivDown(balance + amountIn, WAD, balance)
  // The other token's ratio stays 1, so both weighted halves add up to this.
  const invariantWithFeesWad = ratioWithFeesWad / 2n + WAD / 2n
  const untaxed = mulDivDown(balance, invariantWithFeesWad - WAD, WAD)
  const joined = untaxed + mulDivDown(amountIn - untaxed, WAD - feeWad, WAD)
  const rootWad = computeSqrtDown(mulDivDown(balance + joined, WAD, balance) * WAD)
  const invariantRatioWad = mulDivDown(rootWad - computePowMargin(rootWad), WAD - computePowMargin(WAD), WAD)
  return invariantRatioWad <= WAD ? 0n : mulDivDown(pool.totalSupply, invariantRatioWad - WAD, WAD)
}

/**
 * How far the pool's power function may be from the exact power on its own side: it is within 1e-14 of
 * the truth (`FixedPoint.MAX_POW_RELATIVE_ERROR`) and then moved by as much again. Taking both keeps
 * the quote at or beneath the pool's outcome, by a few parts in 1e14 of the pool.
 */
function computePowMargin(powerWad: bigint): bigint {
  return 2n * (mulDivUp(powerWad, 10_000n, WAD) + 2n)
}

/** Balancer computes every token in 18 decimals (`BasePool._upscale`). */
function scaleTo18(pool: HalfWeightedPool, index: TokenIndex, amount: bigint): bigint {
  return amount * computeUnit(18 - pool.decimals[index])
}
