import { type Asset, isSameAddress } from './asset'
import { computeCollateralValueE8, computeHealthFactorWad, isLiquidatable } from './health'
import { abs, BPS, compare, max, mulDivDown, WAD } from './math'
import type { Collateral, Holdings, Position, PriceExposure } from './position'
import { bisect, findFirstHealthy, findLastHealthy, findLowest } from './price-search'
import { applyPrices, type BaseAsset, type BasePrice, findBaseAssets, findBasePriceE8 } from './scenario'

/** How far up a liquidation price is looked for: beyond a thousandfold no figure helps anybody. */
export const SEARCH_CEILING_MULTIPLE = 1_000n

/** How far down: to a millionth of the price now. Beneath it, values are so few units that rounding decides. */
export const SEARCH_FLOOR_DIVISOR = 1_000_000n

export type LiquidationPrice = {
  /** The last price that is still healthy, USD with 8 decimals: one unit further is liquidated. */
  readonly priceE8: bigint
  /** |price − now| / now, 1e18 = 100 %, rounded down; 0n where liquidation is possible already. */
  readonly distanceWad: bigint
}

/** Where one base asset's price, everything else unchanged, gets a position liquidated. */
export type LiquidationPrices = {
  readonly asset: Asset
  readonly priceNowE8: bigint
  /** Liquidatable at the price now: `below` and `above` then say from which price on it would be healthy again. */
  readonly isLiquidatable: boolean
  /** A fall under this price liquidates; null where no fall does. */
  readonly below: LiquidationPrice | null
  /** A rise over this price liquidates; null where no rise does. */
  readonly above: LiquidationPrice | null
}

/**
 * The prices of `baseAsset` around which the health factor crosses 1, found on integer prices with the
 * chain's own health formula. Between the prices at which caps begin to count, weighted value / debt is
 * a sum of powers of the price, so it has at most one minimum there: each such piece is bisected, after
 * its minimum was found where its terms pull both ways. With several debts it is what is left over, weighted
 * value − debts, that turns once at most, as long as elasticities are 0, ½ or 1: it is then searched instead.
 */
export function computeLiquidationPrices(position: Position, baseAsset: Asset): LiquidationPrices {
  const nowE8 = findBasePriceE8(position, baseAsset.address)
  const liquidatable = isLiquidatable(position)
  if (nowE8 === null || nowE8 === 0n) {
    return {
      asset: baseAsset,
      priceNowE8: nowE8 ?? 0n,
      isLiquidatable: liquidatable,
      below: null,
      above: null,
    }
  }
  const at = (priceE8: bigint) => applyPrices(position, [{ asset: baseAsset, priceE8 }])
  const isHealthy = (priceE8: bigint) => !isLiquidatable(at(priceE8))
  const healthAt = hasSeveralDebts(position)
    ? (priceE8: bigint) => computeMargin(at(priceE8))
    : (priceE8: bigint) => computeHealthFactorWad(at(priceE8)) ?? 0n
  const lowest = pullsBothWays(position, baseAsset)
    ? (start: bigint, end: bigint) => findLowest(start, end, healthAt)
    : null
  const highest = hasSeveralDebts(position)
    ? (start: bigint, end: bigint) => findLowest(start, end, (priceE8) => -healthAt(priceE8))
    : null
  const floor = max(1n, nowE8 / SEARCH_FLOOR_DIVISOR)
  const ceiling = nowE8 * SEARCH_CEILING_MULTIPLE
  const kinks = findCapKinks(position, at, floor, ceiling)
  const down = [nowE8, ...kinks.filter((k) => k < nowE8).reverse(), floor]
  const up = [nowE8, ...kinks.filter((k) => k > nowE8), ceiling]
  const report = (priceE8: bigint | null): LiquidationPrice | null =>
    priceE8 === null
      ? null
      : { priceE8, distanceWad: liquidatable ? 0n : mulDivDown(abs(priceE8 - nowE8), WAD, nowE8) }
  const find = (stops: readonly bigint[]) =>
    liquidatable ? findFirstHealthy(stops, isHealthy, highest) : findLastHealthy(stops, isHealthy, lowest)
  const falling = find(down)
  const rising = find(up)
  return {
    asset: baseAsset,
    priceNowE8: nowE8,
    isLiquidatable: liquidatable,
    // A liquidatable position that a rise would heal is one that a fall got into trouble.
    below: report(liquidatable ? rising : falling),
    above: report(liquidatable ? falling : rising),
  }
}

/**
 * The liquidation prices worth showing: of the assets that are no dollars and whose price does liquidate, since a person
 * watches what moves against the dollar, and a dollar that falls is a different emergency.
 * Where there are none, those of the largest collateral's dollars, whose depeg is then the danger; and
 * where nothing liquidates, the volatile ones all the same, their sides null.
 */
export function computeRiskPrices(position: Position): readonly LiquidationPrices[] {
  const counted = position.collaterals.filter((c) => c.amount > 0n && c.liquidationThresholdBps > 0n)
  const debts = position.debts.filter((debt) => debt.amount > 0n)
  const bases = findMovingBases(position, [...counted, ...debts])
  const volatile = bases
    .filter(({ isDollar }) => !isDollar)
    .map((base) => computeLiquidationPrices(position, base.asset))
  const dangerous = volatile.filter(hasPrice)
  if (dangerous.length > 0) return dangerous
  const [largest] = [...counted].sort((a, b) =>
    compare(computeCollateralValueE8(b), computeCollateralValueE8(a)),
  )
  const dollars = findMovingBases(position, largest ? [largest] : [])
    .filter(({ isDollar }) => isDollar)
    .map((base) => computeLiquidationPrices(position, base.asset))
  return volatile.length > 0 && !dollars.some(hasPrice) ? volatile : dollars
}

/** The base assets of `computeRiskPrices`, with their prices now. */
export function computeRiskAssets(position: Position): readonly BasePrice[] {
  return computeRiskPrices(position).map(({ asset, priceNowE8 }) => ({ asset, priceE8: priceNowE8 }))
}

function findMovingBases(
  position: Position,
  priced: readonly { readonly exposures: readonly PriceExposure[] }[],
): readonly BaseAsset[] {
  const moving = priced.flatMap(({ exposures }) => exposures.filter((e) => e.elasticityWad > 0n))
  return findBaseAssets(position).filter((base) =>
    moving.some((exposure) => isSameAddress(exposure.asset.address, base.asset.address)),
  )
}

function hasSeveralDebts({ debts }: Holdings): boolean {
  return debts.filter(({ amount }) => amount > 0n).length > 1
}

/** What counts for a position less what counts against it, in its unit of account with 8 decimals. */
function computeMargin(position: Position): bigint {
  const { weightedE8, owedE8 } = position.judge(position)
  return weightedE8 - owedE8
}

function hasPrice({ below, above }: LiquidationPrices): boolean {
  return below !== null || above !== null
}

/** Prices between floor and ceiling at which a collateral's cap begins or ends to count, ascending. */
function findCapKinks(
  position: Position,
  at: (priceE8: bigint) => Position,
  floor: bigint,
  ceiling: bigint,
): readonly bigint[] {
  const kinks = position.collaterals.flatMap((collateral, index) => {
    if (collateral.cap === null) return []
    const isCappedAt = (priceE8: bigint) => isCapped(at(priceE8), index)
    const isCappedAtFloor = isCappedAt(floor)
    if (isCappedAt(ceiling) === isCappedAtFloor) return []
    return [bisect(floor, ceiling, (priceE8) => isCappedAt(priceE8) === isCappedAtFloor)]
  })
  return [...new Set(kinks)].sort(compare)
}

function isCapped(position: Position, index: number): boolean {
  const collateral = position.collaterals[index]
  const cap = collateral?.cap
  const debt = cap && position.debts.find(({ asset }) => isSameAddress(asset.address, cap.asset.address))
  if (!debt) return false
  // Cross-multiplied rather than through USD values, whose rounding would blur where small amounts cap.
  const value = collateral.amount * collateral.priceE8 * collateral.liquidationThresholdBps
  const most = cap.amount * debt.priceE8 * BPS
  return value * 10n ** BigInt(debt.asset.decimals) > most * 10n ** BigInt(collateral.asset.decimals)
}

/**
 * Whether some collateral gains on a debt while the price rises and another while it falls: only then
 * can the health factor have its minimum between two healthy prices.
 */
function pullsBothWays(position: Position, baseAsset: Asset): boolean {
  const elasticityOf = ({ exposures }: { readonly exposures: readonly PriceExposure[] }) =>
    exposures.find((e) => isSameAddress(e.asset.address, baseAsset.address))?.elasticityWad ?? 0n
  const ofDebts = position.debts.filter((debt) => debt.amount > 0n).map(elasticityOf)
  const counted = position.collaterals.filter((c) => c.amount > 0n && c.liquidationThresholdBps > 0n)
  const gains = (c: Collateral) => ofDebts.some((ofDebt) => elasticityOf(c) > ofDebt)
  const loses = (c: Collateral) => ofDebts.some((ofDebt) => elasticityOf(c) < ofDebt)
  return counted.some(gains) && counted.some(loses)
}
