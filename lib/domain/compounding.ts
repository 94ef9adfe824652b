import { floorDiv, max, WAD } from './math'

/**
 * Net APY assumes that what a position earns is put back twelve times a year: about what a person does
 * by hand. Continuous compounding would promise more than anybody reaches.
 */
export const COMPOUNDING_PERIODS_PER_YEAR = 12n

/** From here on (100,000 % a year) an APY is no figure but an overflow: simple rates are all that can be said. */
const MAX_CONTINUOUS_APR_WAD = 1_000n * WAD

/** Inside precision: 36 decimals keep the roundings of every step far beneath the 18 that come out. */
const PRECISION = 10n ** 36n

/** (1 + apr/n)^n − 1, 1e18 = 100 %, signed, rounded down; never below −100 %, when everything is gone. */
export function computeApyWad(aprWad: bigint, periodsPerYear: bigint = COMPOUNDING_PERIODS_PER_YEAR): bigint {
  if (periodsPerYear < 1n) throw new RangeError('Compounding needs at least one period a year')
  const scale = PRECISION / WAD
  let base = max(0n, PRECISION + floorDiv(aprWad * scale, periodsPerYear))
  let growth = PRECISION
  for (let exponent = periodsPerYear; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) growth = (growth * base) / PRECISION
    base = (base * base) / PRECISION
  }
  return floorDiv(growth - PRECISION, scale)
}

/** e^apr − 1, 1e18 = 100 %, signed, rounded down (Taylor series); null for an APR beyond 100,000 %. */
export function computeContinuousApyWad(aprWad: bigint): bigint | null {
  if (aprWad > MAX_CONTINUOUS_APR_WAD) return null
  if (aprWad < -MAX_CONTINUOUS_APR_WAD) return -WAD
  const scale = PRECISION / WAD
  if (aprWad >= 0n) return floorDiv(computeExp(aprWad * scale).below - PRECISION, scale)
  return (PRECISION * PRECISION) / computeExp(-aprWad * scale).above / scale - WAD
}

/** e^x for x ≥ 0 in `PRECISION`, enclosed. Every term is cut off, and so is the rest of the series. */
function computeExp(x: bigint): { readonly below: bigint; readonly above: bigint } {
  let below = 0n
  let terms = 0n
  for (let term = PRECISION; term > 0n; term = (term * x) / (PRECISION * terms)) {
    below += term
    terms += 1n
  }
  // Each cut loses less than 1, which later terms multiply by e^x at the most.
  return { below, above: below + (terms + 1n) * (below / PRECISION + 1n) }
}
