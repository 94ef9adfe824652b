import { accrueDebtIndex, type Line } from '../line'
import type { Part } from '../read/parts'
import type { RawReserve } from '../read/raw'
import { reserveOf } from './loop-account'
import type { Working } from './working'

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

/** What is owed by the deadline at the most. */
export function growDebt({ account, terms, markets }: Working, { asset, reserve }: Part): bigint {
  const seconds = terms.deadlineSeconds - markets.block.timestamp
  return computeGrownDebt(account.line, reserve, reserveOf(account, asset.address).scaledDebt, seconds)
}
