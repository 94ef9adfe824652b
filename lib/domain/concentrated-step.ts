import { ceilDiv, min, mulDivDown, mulDivUp } from './math'
import { Q96 } from './ticks'

/** Fees are in millionths of what is put in. */
const FEE_UNIT = 1_000_000n
const UINT256 = 2n ** 256n

/** Between two prices with the same liquidity: where a swap gets to, and what it takes and gives. */
export type Step = {
  readonly sqrtPriceX96: bigint
  readonly amountIn: bigint
  readonly amountOut: bigint
  readonly fee: bigint
}

export type StepTerms = {
  readonly sqrtPriceX96: bigint
  /** Not beyond this one: below the price where token 0 is put in, above where token 1 is. */
  readonly targetX96: bigint
  readonly liquidity: bigint
  /** What is left to put in, fee included, or to take out. */
  readonly exact: 'in' | 'out'
  readonly amount: bigint
  readonly feePips: bigint
}

/** `SwapMath.computeSwapStep` of Uniswap V3, to the unit. Null where the pool would revert: more is asked for than there is. */
export function computeSwapStep(terms: StepTerms): Step | null {
  const { sqrtPriceX96: from, targetX96: target, liquidity, exact, amount, feePips } = terms
  const isDown = from >= target
  const takes = isDown ? computeAmount0 : computeAmount1
  const gives = isDown ? computeAmount1 : computeAmount0
  const spent = exact === 'in' ? mulDivDown(amount, FEE_UNIT - feePips, FEE_UNIT) : amount
  const whole =
    exact === 'in' ? takes(from, target, liquidity, mulDivUp) : gives(from, target, liquidity, mulDivDown)
  const reached = spent >= whole ? target : findNextPrice(from, liquidity, exact, spent, isDown)
  if (reached === null) return null
  const amountIn = takes(from, reached, liquidity, mulDivUp)
  const amountOut = gives(from, reached, liquidity, mulDivDown)
  return {
    sqrtPriceX96: reached,
    amountIn,
    // Roundings may let the price give a unit more than was asked for.
    amountOut: exact === 'out' ? min(amountOut, amount) : amountOut,
    // Where what was put in is used up before the target, all that it was not is the fee.
    fee:
      exact === 'in' && reached !== target
        ? amount - amountIn
        : mulDivUp(amountIn, feePips, FEE_UNIT - feePips),
  }
}

type MulDiv = typeof mulDivDown

/** liquidity × (1/√low − 1/√high) of token 0; rounded twice, as the pool does. */
function computeAmount0(one: bigint, other: bigint, liquidity: bigint, mulDiv: MulDiv): bigint {
  const [low, high] = one < other ? [one, other] : [other, one]
  return mulDiv(mulDiv(liquidity * Q96, high - low, high), 1n, low)
}

/** liquidity × (√high − √low) of token 1. */
function computeAmount1(one: bigint, other: bigint, liquidity: bigint, mulDiv: MulDiv): bigint {
  const [low, high] = one < other ? [one, other] : [other, one]
  return mulDiv(liquidity, high - low, Q96)
}

/** Rounded so that the price moves no less than what is taken out needs, and no more than what is put in pays. */
function findNextPrice(
  from: bigint,
  liquidity: bigint,
  exact: 'in' | 'out',
  amount: bigint,
  isDown: boolean,
): bigint | null {
  if (exact === 'in') return isDown ? addToken0(from, liquidity, amount) : addToken1(from, liquidity, amount)
  return isDown ? takeToken1(from, liquidity, amount) : takeToken0(from, liquidity, amount)
}

function addToken0(from: bigint, liquidity: bigint, amount: bigint): bigint {
  if (amount === 0n) return from
  const scaled = liquidity * Q96
  const product = amount * from
  // Where a word would overflow, the pool goes a way that is less exact.
  if (product < UINT256 && scaled + product < UINT256) return mulDivUp(scaled, from, scaled + product)
  return ceilDiv(scaled, scaled / from + amount)
}

function takeToken0(from: bigint, liquidity: bigint, amount: bigint): bigint | null {
  const scaled = liquidity * Q96
  const product = amount * from
  return product >= UINT256 || scaled <= product ? null : mulDivUp(scaled, from, scaled - product)
}

function addToken1(from: bigint, liquidity: bigint, amount: bigint): bigint {
  return from + (amount * Q96) / liquidity
}

function takeToken1(from: bigint, liquidity: bigint, amount: bigint): bigint | null {
  const moved = ceilDiv(amount * Q96, liquidity)
  return from > moved ? from - moved : null
}
