import type { LiquidationTerms } from '../liquidate'
import type { RawEMode, RawReserve } from './raw'

/** What a reserve counts for and may do inside a category, or outside of all where that is null. */
type In = EModeTerms | null

/** What of a category is more than its name. */
export type EModeTerms = Omit<RawEMode, 'label' | 'bonusBps'>

/** Which reserve, and what is set of it. */
export type ReserveTerms = Pick<RawReserve, 'id' | 'config'>

export function findThresholdBps(reserve: ReserveTerms, eMode: In): bigint {
  return eMode && isIn(eMode.collaterals, reserve) ? eMode.thresholdBps : reserve.config.thresholdBps
}

/** What a liquidator gets for it, and the protocol of that. */
export function findLiquidationTerms(reserve: RawReserve, eMode: RawEMode | null): LiquidationTerms {
  const { bonusBps, protocolFeeBps } = reserve.config
  const isInside = eMode !== null && isIn(eMode.collaterals, reserve)
  return { bonusBps: isInside ? eMode.bonusBps : bonusBps, protocolFeeBps }
}

/** How much may be borrowed against it; 0n where nothing new. */
export function findLtvBps(reserve: ReserveTerms, eMode: In): bigint {
  if (!eMode || !isIn(eMode.collaterals, reserve)) return reserve.config.ltvBps
  return isIn(eMode.withoutLtv, reserve) ? 0n : eMode.ltvBps
}

/** A category says by itself what may be borrowed inside, whatever holds outside (`ValidationLogic.validateBorrow`). */
export function isBorrowableIn(reserve: ReserveTerms, eMode: In): boolean {
  return eMode ? isIn(eMode.borrowables, reserve) : reserve.config.isBorrowable
}

export function findPriceE8(reserve: RawReserve, eMode: In): bigint {
  const isOfOne = eMode?.priceE8 != null && reserve.config.eMode === eMode.id
  return isOfOne ? eMode.priceE8 : reserve.priceE8
}

/** Neither stopped nor left to run out. */
export function isUsable({ config }: RawReserve): boolean {
  return config.isActive && !config.isFrozen && !config.isPaused
}

/**
 * The category in which a collateral counts for the most against a debt, null for none; undefined where no position of the two
 * may be. Where nothing may be borrowed against it by now, one is chosen for those who are in it.
 */
export function chooseEMode<EMode extends EModeTerms>(
  eModes: readonly EMode[],
  collateral: ReserveTerms,
  debt: ReserveTerms,
): EMode | null | undefined {
  // what has a ceiling is its owner's only collateral, and not everything is lent against it
  if (collateral.config.debtCeiling > 0n && !debt.config.isBorrowableInIsolation) return undefined
  const allowed = [null, ...eModes].filter(
    (eMode) => findThresholdBps(collateral, eMode) > 0n && isBorrowableIn(debt, eMode),
  )
  const [first, ...others] = allowed
  if (first === undefined) return undefined
  return others.reduce((best, eMode) => (isBetter(collateral, eMode, best) ? eMode : best), first)
}

function isBetter(collateral: ReserveTerms, one: In, other: In): boolean {
  const rank = (eMode: In) => {
    const ltv = findLtvBps(collateral, eMode)
    return [BigInt(ltv > 0n), findThresholdBps(collateral, eMode), ltv] as const
  }
  const [ranks, others] = [rank(one), rank(other)]
  const at = ranks.findIndex((value, i) => value !== others[i])
  return at >= 0 && (ranks[at] ?? 0n) > (others[at] ?? 0n)
}

function isIn(bitmap: bigint, { id }: ReserveTerms): boolean {
  return ((bitmap >> BigInt(id)) & 1n) === 1n
}
