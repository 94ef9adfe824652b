import { mulDivDown, mulDivUp, RAY, SECONDS_PER_YEAR } from '../../domain/math'
import { percentMul, rayDiv, rayMul } from './ray'

/**
 * What differs between the two lines of Aave V3's code that are deployed. What somebody holds is kept scaled, and is
 * worth scaled × index; indices have 27 decimals and grow by the second.
 */
export type Line = {
  readonly name: 'rounding' | 'nearest'
  /** What a debt of 1 has become after so long at a yearly rate, both with 27 decimals. */
  readonly compound: (rateRay: bigint, seconds: bigint) => bigint
  readonly toSupply: (scaled: bigint, indexRay: bigint) => bigint
  readonly toDebt: (scaled: bigint, indexRay: bigint) => bigint
  /** How much scaled supply is added for an amount, and taken away. */
  readonly scaleSupplied: (amount: bigint, indexRay: bigint) => bigint
  readonly scaleWithdrawn: (amount: bigint, indexRay: bigint) => bigint
  readonly scaleBorrowed: (amount: bigint, indexRay: bigint) => bigint
  readonly scaleRepaid: (amount: bigint, indexRay: bigint) => bigint
}

/** Since V3.5: each amount is rounded for the protocol (`TokenMath`), interest by `MathUtils` of V3.6. */
export const roundingLine: Line = {
  name: 'rounding',
  compound: (rateRay, seconds) => {
    if (seconds === 0n) return RAY
    const x = (rateRay * seconds) / SECONDS_PER_YEAR
    return RAY + x + rayMul(x, x / 2n + rayMul(x, x / 6n))
  },
  toSupply: (scaled, indexRay) => mulDivDown(scaled, indexRay, RAY),
  toDebt: (scaled, indexRay) => mulDivUp(scaled, indexRay, RAY),
  scaleSupplied: (amount, indexRay) => mulDivDown(amount, RAY, indexRay),
  scaleWithdrawn: (amount, indexRay) => mulDivUp(amount, RAY, indexRay),
  scaleBorrowed: (amount, indexRay) => mulDivUp(amount, RAY, indexRay),
  scaleRepaid: (amount, indexRay) => mulDivDown(amount, RAY, indexRay),
}

/** Up to V3.4, and SparkLend: everything to the nearest, interest by `MathUtils` of V3.0. */
export const nearestLine: Line = {
  name: 'nearest',
  compound: (rateRay, seconds) => {
    if (seconds === 0n) return RAY
    const square = rayMul(rateRay, rateRay) / (SECONDS_PER_YEAR * SECONDS_PER_YEAR)
    const cube = rayMul(square, rateRay) / SECONDS_PER_YEAR
    const pairs = seconds * (seconds - 1n)
    const triples = pairs * (seconds > 2n ? seconds - 2n : 0n)
    return RAY + (rateRay * seconds) / SECONDS_PER_YEAR + (pairs * square) / 2n + (triples * cube) / 6n
  },
  toSupply: rayMul,
  toDebt: rayMul,
  scaleSupplied: rayDiv,
  scaleWithdrawn: rayDiv,
  scaleBorrowed: rayDiv,
  scaleRepaid: rayDiv,
}

/** What a supply of 1 has become: simple interest since the reserve was last touched (`calculateLinearInterest`). */
export function accrueSupplyIndex(indexRay: bigint, rateRay: bigint, seconds: bigint): bigint {
  return rayMul(RAY + (rateRay * seconds) / SECONDS_PER_YEAR, indexRay)
}

export function accrueDebtIndex(line: Line, indexRay: bigint, rateRay: bigint, seconds: bigint): bigint {
  return rayMul(line.compound(rateRay, seconds), indexRay)
}

/** What is set aside for the treasury of what debts have grown by, scaled (`ReserveLogic._accrueToTreasury`). */
export function computeTreasuryGrowth(
  line: Line,
  scaledDebt: bigint,
  indices: { readonly before: bigint; readonly after: bigint; readonly supply: bigint },
  reserveFactorBps: bigint,
): bigint {
  const { before, after, supply } = indices
  const grown =
    line.name === 'rounding'
      ? mulDivDown(scaledDebt, after - before, RAY)
      : rayMul(scaledDebt, after) - rayMul(scaledDebt, before)
  return line.scaleSupplied(percentMul(grown, reserveFactorBps), supply)
}
