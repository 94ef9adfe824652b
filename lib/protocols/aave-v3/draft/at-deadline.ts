import { max, mulDivUp, SECONDS_PER_YEAR, WAD } from '../../../domain/math'
import { accrueDebtIndex, accrueSupplyIndex, computeTreasuryGrowth } from '../line'
import type { RawReserve } from '../read/raw'
import type { LoopAccount, LoopReserve } from './loop-account'
import type { Working } from './working'

/** Rates move on the way, as others borrow and repay: twice those of now are reckoned with. */
const RATE_FACTOR = 2n

type Terms = Pick<Working, 'terms' | 'markets' | 'raw' | 'state'>

/**
 * A reserve as full and as indebted as it will be by the deadline: what is near to a cap grows into it by interest alone, and what
 * fits now would be refused by the block that mines it.
 */
export function reserveAtDeadline(w: Terms, reserve: RawReserve): RawReserve {
  const { line } = w.raw.structure.protocol
  const { debtIndexRay: before, scaledDebt, scaledForTreasury, config } = reserve
  const { supplyIndexRay, debtIndexRay } = growIndices(w, reserve)
  const indices = { before, after: debtIndexRay, supply: supplyIndexRay }
  const set = computeTreasuryGrowth(line, scaledDebt, indices, config.reserveFactorBps)
  return { ...reserve, supplyIndexRay, debtIndexRay, scaledForTreasury: scaledForTreasury + set }
}

/**
 * An account as much in debt as it will be by the deadline, and with no more than it has now. A share that is owed is worth more by
 * then, as far as its growth was measured.
 */
export function accountAtDeadline(w: Terms, account: LoopAccount): LoopAccount {
  const reserves = account.reserves.map((one, i) => {
    const reserve = w.raw.reserves[i]
    if (!reserve) return one
    const { debtIndexRay } = growIndices(w, reserve)
    return { ...one, debtIndexRay, priceE8: isCounted(one) ? one.priceE8 : growPrice(w, one) }
  })
  return { ...account, reserves }
}

/** For the account: then it would be worth more, too. */
function isCounted({ scaledSupply, isCollateral }: LoopReserve): boolean {
  return isCollateral && scaledSupply > 0n
}

function growPrice(w: Terms, { asset, priceE8 }: LoopReserve): bigint {
  const aprWad = max(0n, w.state.growth[asset.address.toLowerCase()]?.aprWad ?? 0n)
  return priceE8 + mulDivUp(priceE8, RATE_FACTOR * aprWad * secondsLeft(w), WAD * SECONDS_PER_YEAR)
}

function secondsLeft({ terms, markets }: Terms): bigint {
  return max(0n, terms.deadlineSeconds - markets.block.timestamp)
}

function growIndices(w: Terms, reserve: RawReserve) {
  const { line } = w.raw.structure.protocol
  const seconds = secondsLeft(w)
  const { supplyIndexRay, debtIndexRay, supplyRateRay, debtRateRay } = reserve
  return {
    supplyIndexRay: accrueSupplyIndex(supplyIndexRay, RATE_FACTOR * supplyRateRay, seconds),
    debtIndexRay: accrueDebtIndex(line, debtIndexRay, RATE_FACTOR * debtRateRay, seconds),
  }
}
