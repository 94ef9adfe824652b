import { type Address, type Asset, isSameAddress } from '../../../domain/asset'
import { BPS, ceilDiv, max, min, mulDivDown, mulDivUp, WAD } from '../../../domain/math'
import { computeUnit, computeValueE8 } from '../../../domain/value'
import type { Line } from '../line'

/** A reserve as it counts for one account, at the second in which the calls are planned to run. */
export type LoopReserve = {
  readonly asset: Asset
  /** The protocol's own, with 8 decimals. */
  readonly priceE8: bigint
  /** Whether what is supplied of it counts for the account. */
  readonly isCollateral: boolean
  /** Its own, or those of the account's e-mode where that has it. */
  readonly ltvBps: bigint
  readonly thresholdBps: bigint
  readonly supplyIndexRay: bigint
  readonly debtIndexRay: bigint
  readonly scaledSupply: bigint
  readonly scaledDebt: bigint
}

/** All reserves that an account holds or owes, and those that it is about to. */
export type LoopAccount = {
  readonly line: Line
  readonly reserves: readonly LoopReserve[]
  /** The health factor that is kept between two calls, 1e18 = 1; what the protocol asks for where they are one transaction. */
  readonly floorWad?: bigint
}

/**
 * So much of what the protocol allows is used, since prices and interest move on before the calls run: a thousandth is left,
 * which is more interest than any deadline lets grow.
 */
const USABLE = 999n
const USABLE_UNIT = 1000n

/** Throws where the account was not given that reserve. */
export function reserveOf({ reserves }: LoopAccount, asset: Address): LoopReserve {
  const found = reserves.find((reserve) => isSameAddress(reserve.asset.address, asset))
  if (!found) throw new Error('A loop leads through a reserve that was not given')
  return found
}

export function suppliedOf({ line }: LoopAccount, reserve: LoopReserve): bigint {
  return line.toSupply(reserve.scaledSupply, reserve.supplyIndexRay)
}

export function owedOf({ line }: LoopAccount, reserve: LoopReserve): bigint {
  return line.toDebt(reserve.scaledDebt, reserve.debtIndexRay)
}

type Change = 'supply' | 'withdraw' | 'borrow' | 'repay'

/** The account after one call of the pool, to the unit; what is repaid or withdrawn is not more than there is. */
export function changeAccount(
  account: LoopAccount,
  change: Change,
  asset: Address,
  amount: bigint,
): LoopAccount {
  const changed = (reserve: LoopReserve): LoopReserve => {
    if (!isSameAddress(reserve.asset.address, asset)) return reserve
    const { line } = account
    const { scaledSupply, scaledDebt, supplyIndexRay, debtIndexRay } = reserve
    switch (change) {
      case 'supply':
        return { ...reserve, scaledSupply: scaledSupply + line.scaleSupplied(amount, supplyIndexRay) }
      case 'withdraw':
        return { ...reserve, scaledSupply: scaledSupply - line.scaleWithdrawn(amount, supplyIndexRay) }
      case 'borrow':
        return { ...reserve, scaledDebt: scaledDebt + line.scaleBorrowed(amount, debtIndexRay) }
      case 'repay':
        return { ...reserve, scaledDebt: max(0n, scaledDebt - line.scaleRepaid(amount, debtIndexRay)) }
    }
  }
  return { ...account, reserves: account.reserves.map(changed) }
}

/** What the protocol counts, in its unit of account with 8 decimals; weighted by basis points where it says so. */
export type Measure = {
  readonly collateralE8: bigint
  readonly countedE8: bigint
  readonly ltvWeight: bigint
  readonly thresholdWeight: bigint
  /** Each debt rounded up, as the newer line does: the older rounds it down, which is no more. */
  readonly owedE8: bigint
}

export function measureAccount(account: LoopAccount): Measure {
  let [collateralE8, countedE8, ltvWeight, thresholdWeight, owedE8] = [0n, 0n, 0n, 0n, 0n]
  for (const reserve of account.reserves) {
    const { priceE8, asset, isCollateral, ltvBps, thresholdBps } = reserve
    const valueE8 = computeValueE8(suppliedOf(account, reserve), priceE8, asset.decimals)
    collateralE8 += valueE8
    owedE8 += mulDivUp(owedOf(account, reserve), priceE8, computeUnit(asset.decimals))
    if (!isCollateral) continue
    countedE8 += valueE8
    ltvWeight += valueE8 * ltvBps
    thresholdWeight += valueE8 * thresholdBps
  }
  return { collateralE8, countedE8, ltvWeight, thresholdWeight, owedE8 }
}

/** Collateral value / equity, 1e18 = 1x, rounded up; null where no equity is left. */
export function computeLoopLeverageWad({ collateralE8, owedE8 }: Measure): bigint | null {
  const equityE8 = collateralE8 - owedE8
  return equityE8 <= 0n ? null : ceilDiv(collateralE8 * WAD, equityE8)
}

/**
 * The most that may be owed, of which 99.9 % are used: the mean loan-to-value is rounded down to a basis point, as the pool
 * does, and the floor is kept where there is one.
 */
function computeDebtLimitE8(account: LoopAccount, measure: Measure): bigint {
  const { countedE8, ltvWeight } = measure
  const meanLtvBps = countedE8 === 0n ? 0n : ltvWeight / countedE8
  const limitE8 = (countedE8 * meanLtvBps * USABLE) / (BPS * USABLE_UNIT)
  const { floorWad } = account
  if (floorWad === undefined) return limitE8
  const weight = weighThresholds(account, measure)
  return min(limitE8, (weight * USABLE * WAD) / (BPS * USABLE_UNIT * floorWad))
}

/** What counts against liquidation: the older line rounds the mean threshold down to a basis point where there are several. */
function weighThresholds(account: LoopAccount, { countedE8, thresholdWeight }: Measure): bigint {
  const isMean = account.line.name === 'nearest' && account.reserves.filter(isHeld).length > 1
  return isMean ? thresholdWeight - countedE8 : thresholdWeight
}

/** Weighted value / what is owed, 1e18 = 1, rounded down; null where nothing is. */
export function computeLoopHealthWad(account: LoopAccount): bigint | null {
  const measure = measureAccount(account)
  const { owedE8 } = measure
  return owedE8 === 0n ? null : (weighThresholds(account, measure) * WAD) / (owedE8 * BPS)
}

/** How much more of an asset can be borrowed now. */
export function computeBorrowRoom(account: LoopAccount, asset: Address): bigint {
  const measure = measureAccount(account)
  // A unit of value for the rounding of the debt before, and one for that after.
  const roomE8 = computeDebtLimitE8(account, measure) - measure.owedE8 - 2n
  const { priceE8, asset: borrowed } = reserveOf(account, asset)
  return roomE8 <= 0n ? 0n : mulDivDown(roomE8, computeUnit(borrowed.decimals), priceE8)
}

/** How much of a collateral can be withdrawn now, with 99.9 % of what is left counting against the debt, and the floor kept. */
export function computeWithdrawRoom(account: LoopAccount, asset: Address): bigint {
  const reserve = reserveOf(account, asset)
  const supplied = suppliedOf(account, reserve)
  const measure = measureAccount(account)
  const { owedE8 } = measure
  if (owedE8 === 0n || !reserve.isCollateral || reserve.thresholdBps === 0n) return supplied
  const { floorWad = WAD } = account
  const needed = mulDivUp(owedE8 * BPS, USABLE_UNIT * floorWad, USABLE * WAD)
  const freeE8 = (weighThresholds(account, measure) - needed) / reserve.thresholdBps - 1n
  if (freeE8 <= 0n) return 0n
  return min(supplied, mulDivDown(freeE8, computeUnit(reserve.asset.decimals), reserve.priceE8))
}

function isHeld({ isCollateral, scaledSupply }: LoopReserve): boolean {
  return isCollateral && scaledSupply > 0n
}

/**
 * Leverage that no number of loops goes beyond, 1e18 = 1x, rounded down, at the protocol's prices and before what trades
 * cost: where (L − 1) · equity is all that may be owed on what is held now and L · equity less that of the asset looped into.
 */
export function computeHighestLeverageWad(account: LoopAccount, collateral: Address): bigint | null {
  const measure = measureAccount(account)
  const { collateralE8, owedE8, ltvWeight, thresholdWeight } = measure
  if (collateralE8 <= owedE8) return null
  const { ltvBps, thresholdBps, isCollateral } = reserveOf(account, collateral)
  const [ltv, threshold] = isCollateral ? [ltvBps, thresholdBps] : [0n, 0n]
  const byLoan = findHighest(measure, { weight: ltvWeight, bps: ltv, usable: USABLE, unit: USABLE_UNIT })
  const { floorWad } = account
  if (floorWad === undefined) return byLoan
  const kept = { usable: USABLE * WAD, unit: USABLE_UNIT * floorWad }
  return min(byLoan, findHighest(measure, { weight: thresholdWeight, bps: threshold, ...kept }))
}

/** Of what is weighted by so many basis points, usable / unit may be owed. */
type Weighing = {
  readonly weight: bigint
  readonly bps: bigint
  readonly usable: bigint
  readonly unit: bigint
}

function findHighest({ collateralE8, owedE8 }: Measure, { weight, bps, usable, unit }: Weighing): bigint {
  const equityE8 = collateralE8 - owedE8
  const whole = BPS * unit
  const numerator = equityE8 * whole + usable * (weight - collateralE8 * bps)
  return numerator <= 0n ? 0n : mulDivDown(numerator, WAD, equityE8 * (whole - usable * bps))
}
