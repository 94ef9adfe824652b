import { accrueDebtIndex, type Line } from '../line'
import type { RawReserve } from '../read/raw'

/**
 * The most that a scaled debt is after so many seconds at twice the rate now, since others move it on the way: at least a unit
 * more than now, for the chain compounds from another second.
 */
export function computeGrownDebt(
  line: Line,
  { debtIndexRay, debtRateRay }: Pick<RawReserve, 'debtIndexRay' | 'debtRateRay'>,
  scaledDebt: bigint,
  seconds: bigint,
): bigint {
  const passed = seconds > 0n ? seconds : 0n
  return line.toDebt(scaledDebt, accrueDebtIndex(line, debtIndexRay, 2n * debtRateRay, passed)) + 1n
}
