/** 18-decimal fixed point: 1e18 is 1, or 100 %. */
export const WAD = 10n ** 18n
/** 27-decimal fixed point, as lending pools keep their interest indices. */
export const RAY = 10n ** 27n
/** One in basis points. */
export const BPS = 10_000n
/** 365 days, as most lending protocols count a year. */
export const SECONDS_PER_YEAR = 31_536_000n

export type Rounding = 'down' | 'up'

/** a × b / denominator for values that are not negative, rounded down. Throws where the denominator is not positive. */
export function mulDivDown(a: bigint, b: bigint, denominator: bigint): bigint {
  return floorDiv(a * b, denominator)
}

/** a × b / denominator, rounded up. Throws where the denominator is not positive. */
export function mulDivUp(a: bigint, b: bigint, denominator: bigint): bigint {
  return ceilDiv(a * b, denominator)
}

/** Quotient rounded towards −∞, where bigint's `/` rounds towards 0: a loss never looks smaller than it is. */
export function floorDiv(numerator: bigint, denominator: bigint): bigint {
  if (denominator <= 0n) throw new RangeError('The denominator must be positive')
  const quotient = numerator / denominator
  return numerator < 0n && quotient * denominator !== numerator ? quotient - 1n : quotient
}

/** Quotient rounded towards +∞. */
export function ceilDiv(numerator: bigint, denominator: bigint): bigint {
  return -floorDiv(-numerator, denominator)
}

/** `mulDivDown` or `mulDivUp`, by name. */
export function mulDiv(a: bigint, b: bigint, denominator: bigint, rounding: Rounding): bigint {
  return rounding === 'down' ? mulDivDown(a, b, denominator) : mulDivUp(a, b, denominator)
}

export function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}

export function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b
}

/** For `sort`: ascending. */
export function compare(a: bigint, b: bigint): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

export function abs(value: bigint): bigint {
  return value < 0n ? -value : value
}

/** Largest integer whose square is not above `value` (Newton's method from above). Throws for a negative value. */
export function computeSqrtDown(value: bigint): bigint {
  if (value < 0n) throw new RangeError('No square root of a negative value')
  if (value < 2n) return value
  // A power of two that is certainly not below the root: from there each step falls until it arrives.
  let root = 1n << BigInt(Math.ceil(value.toString(2).length / 2))
  for (;;) {
    const next = (root + value / root) >> 1n
    if (next >= root) return root
    root = next
  }
}

/** Smallest integer whose square is not below `value`. */
export function computeSqrtUp(value: bigint): bigint {
  const root = computeSqrtDown(value)
  return root * root === value ? root : root + 1n
}

/** How many half powers an elasticity is. Throws for one that is negative or no multiple of 0.5: none is known. */
export function countHalfPowers(elasticityWad: bigint): bigint {
  const halves = (elasticityWad * 2n) / WAD
  if (elasticityWad < 0n || halves * WAD !== elasticityWad * 2n) {
    throw new RangeError('An elasticity must be a multiple of 0.5')
  }
  return halves
}
