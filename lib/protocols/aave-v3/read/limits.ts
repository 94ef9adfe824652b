import { max, min } from '../../../domain/math'
import { computeUnit } from '../../../domain/value'
import type { Line } from '../line'
import type { RawReserve } from './raw'

/** Decimals of what is owed against an isolated collateral (`ReserveConfiguration.DEBT_CEILING_DECIMALS`). */
const CEILING_DECIMALS = 2n

/**
 * The most of a debt's asset that may be borrowed now, in its smallest unit, whatever the collateral is worth: what lies there,
 * as far as its cap leaves room, and the ceiling of a collateral that has one. One unit more is refused.
 */
export function computeBorrowable(line: Line, collateral: RawReserve, debt: RawReserve): bigint {
  const room = min(computeCapRoom(line, debt), computeCeilingRoom(collateral, debt))
  return max(0n, min(debt.available, room))
}

/** What its cap leaves (`ValidationLogic.validateBorrow`), below 0 where it is exceeded; all that lies there where it has none. */
export function computeCapRoom(
  line: Line,
  { config, scaledDebt, debtIndexRay, available }: RawReserve,
): bigint {
  if (config.borrowCap === 0n) return available
  const cap = config.borrowCap * computeUnit(config.decimals)
  let room = cap - line.toDebt(scaledDebt, debtIndexRay)
  // the older line adds the amount itself to what is owed
  if (line.name === 'nearest') return room
  // the newer adds it scaled, and rounds up before and after: a few units, as many as the index is high
  const owedAfter = (amount: bigint) =>
    line.toDebt(scaledDebt + line.scaleBorrowed(amount, debtIndexRay), debtIndexRay)
  while (room > 0n && owedAfter(room) > cap) room--
  return room
}

/** What is owed is counted in hundredths of a dollar's token, the rest of each loan left off. */
export function computeCeilingRoom({ config, isolatedDebt }: RawReserve, debt: RawReserve): bigint {
  if (config.debtCeiling === 0n) return debt.available
  const left = config.debtCeiling - isolatedDebt
  if (left < 0n) return 0n
  const step = 10n ** max(0n, BigInt(debt.config.decimals) - CEILING_DECIMALS)
  return (left + 1n) * step - 1n
}

/**
 * How much more may be supplied, to the unit (`ValidationLogic.validateSupply`); null where there is no cap. The newer line
 * counts an amount by what it is scaled to, the older by itself.
 */
export function computeSupplyRoom(line: Line, reserve: RawReserve): bigint | null {
  const { config, scaledSupply, scaledForTreasury, supplyIndexRay } = reserve
  if (config.supplyCap === 0n) return null
  const cap = config.supplyCap * computeUnit(config.decimals)
  const scaled = scaledSupply + scaledForTreasury
  const room = cap - line.toSupply(scaled, supplyIndexRay)
  if (line.name === 'nearest' || room < 0n) return max(0n, room)
  const fits = (amount: bigint) =>
    line.toSupply(scaled + line.scaleSupplied(amount, supplyIndexRay), supplyIndexRay) <= cap
  let most = room
  while (fits(most + 1n)) most++
  return most
}
