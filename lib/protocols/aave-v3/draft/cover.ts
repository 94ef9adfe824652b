import type { Address } from '../../../domain/asset'
import { BPS, ceilDiv, WAD } from '../../../domain/math'
import { computeUnit, computeValueE8 } from '../../../domain/value'
import { type LoopAccount, measureAccount, owedOf, reserveOf } from './loop-account'

/** Whether the pool still counts enough for what is owed: it checks so where collateral leaves. */
export function isHealthy(account: LoopAccount): boolean {
  const health = computeHealthWad(account)
  return health === null || health >= WAD
}

/**
 * Whether the pool lends an amount, by its loan-to-value and its health factor. The newer line judges the account after it,
 * each debt's value rounded up; the older the one before, and the amount's value beside it, all rounded down.
 */
export function isCovered(before: LoopAccount, after: LoopAccount, debt: Address, amount: bigint): boolean {
  const isNewer = before.line.name === 'rounding'
  const judged = isNewer ? after : before
  const { countedE8, ltvWeight } = measureAccount(judged)
  const ltvBps = countedE8 === 0n ? 0n : ltvWeight / countedE8
  if (ltvBps === 0n) return false
  if (isNewer) return isHealthy(after) && ceilDiv(sumOwedE8(after) * BPS, ltvBps) <= countedE8
  const health = computeHealthWad(before)
  const { priceE8, asset } = reserveOf(before, debt)
  const owedE8 = sumOwedE8(before) + computeValueE8(amount, priceE8, asset.decimals)
  return (health === null || health > WAD) && (owedE8 * BPS + ltvBps / 2n) / ltvBps <= countedE8
}

/** `GenericLogic.calculateUserAccountData` of either line, to the wei; null where nothing is owed. */
function computeHealthWad(account: LoopAccount): bigint | null {
  const owedE8 = sumOwedE8(account)
  if (owedE8 === 0n) return null
  const { countedE8, thresholdWeight } = measureAccount(account)
  if (account.line.name === 'rounding') return (thresholdWeight * WAD + owedE8 / 2n) / owedE8 / BPS
  const meanBps = countedE8 === 0n ? 0n : thresholdWeight / countedE8
  const weightedE8 = (countedE8 * meanBps + BPS / 2n) / BPS
  return (weightedE8 * WAD + owedE8 / 2n) / owedE8
}

function sumOwedE8(account: LoopAccount): bigint {
  if (account.line.name === 'rounding') return measureAccount(account).owedE8
  return account.reserves.reduce(
    (sum, reserve) =>
      sum + (owedOf(account, reserve) * reserve.priceE8) / computeUnit(reserve.asset.decimals),
    0n,
  )
}
