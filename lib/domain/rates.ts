import { type Address, isSameAddress } from './asset'
import type { Farm } from './farm'
import { computeCollateralValueE8, computeDebtValueE8, computeQuotaValueE8 } from './health'
import { computeEquityE8 } from './leverage'
import { ceilDiv, floorDiv, WAD } from './math'
import type { Position, PositionRates, YieldSource } from './position'
import { computeQuotaRatioWad } from './quota'

/**
 * What a year brings and costs, as ratios of equity, 1e18 = 100 %, signed. Every part is rounded
 * towards −∞ and the net is their sum, so that a table of the parts adds up and never flatters.
 */
export type AprBreakdown = {
  readonly yields: readonly { readonly source: YieldSource; readonly aprWad: bigint }[]
  /** Not above 0n. */
  readonly borrowAprWad: bigint
  /** Not above 0n. */
  readonly quotaAprWad: bigint
  readonly netAprWad: bigint
}

/**
 * A farm at a leverage: yields × leverage − borrow rate × (leverage − 1) − quota rate × quota.
 * `quotaRatioWad` is the quota as a ratio of the collateral's value: by default what opening
 * the farm asks for. Without debt (1x) there is no quota to pay for.
 */
export function computeFarmAprBreakdown(
  farm: Pick<Farm, 'yields' | 'borrowAprWad' | 'quotaAprWad' | 'liquidationThresholdBps'>,
  leverageWad: bigint,
  quotaRatioWad: bigint = computeQuotaRatioWad(farm.liquidationThresholdBps),
): AprBreakdown {
  if (leverageWad < WAD) throw new RangeError('Leverage starts at 1x')
  const quotaPerEquity = leverageWad > WAD ? leverageWad * quotaRatioWad : 0n
  return addUp(
    farm.yields.map((source) => ({ source, aprWad: floorDiv(source.aprWad * leverageWad, WAD) })),
    -ceilDiv(farm.borrowAprWad * (leverageWad - WAD), WAD),
    -ceilDiv(farm.quotaAprWad * quotaPerEquity, WAD * WAD),
  )
}

/** The net of `computeFarmAprBreakdown`: 1e18 = 100 % a year on equity, signed, rounded towards −∞. */
export function computeFarmNetAprWad(
  farm: Pick<Farm, 'yields' | 'borrowAprWad' | 'quotaAprWad' | 'liquidationThresholdBps'>,
  leverageWad: bigint,
  quotaRatioWad?: bigint,
): bigint {
  return computeFarmAprBreakdown(farm, leverageWad, quotaRatioWad).netAprWad
}

/** The same for a position as it stands, at today's rates; null where no equity is left to relate them to. */
export function computePositionAprBreakdown(position: Position, rates: PositionRates): AprBreakdown | null {
  const equityE8 = computeEquityE8(position)
  if (equityE8 <= 0n) return null
  const yields = position.collaterals.flatMap((collateral) => {
    const valueE8 = computeCollateralValueE8(collateral)
    const sources = findByAddress(rates.yieldsByCollateral, collateral.asset.address) ?? []
    return valueE8 === 0n
      ? []
      : sources.map((source) => ({ source, aprWad: floorDiv(source.aprWad * valueE8, equityE8) }))
  })
  const quotaCostPerYear = position.collaterals.reduce((sum, collateral) => {
    const quotaAprWad = findByAddress(rates.quotaAprWadByCollateral, collateral.asset.address) ?? 0n
    return sum + quotaAprWad * computeQuotaValueE8(collateral.quota ?? 0n, position.debt)
  }, 0n)
  const borrowCostPerYear = rates.borrowAprWad * computeDebtValueE8(position.debt)
  return addUp(yields, -ceilDiv(borrowCostPerYear, equityE8), -ceilDiv(quotaCostPerYear, equityE8))
}

/** The net of `computePositionAprBreakdown`; null where no equity is left. */
export function computeNetAprWad(position: Position, rates: PositionRates): bigint | null {
  return computePositionAprBreakdown(position, rates)?.netAprWad ?? null
}

/** A value kept by token address, whatever the checksum casing of the key. */
export function findByAddress<T>(record: Readonly<Record<Address, T>>, address: Address): T | undefined {
  const key = (Object.keys(record) as Address[]).find((candidate) => isSameAddress(candidate, address))
  return key === undefined ? undefined : record[key]
}

function addUp(yields: AprBreakdown['yields'], borrowAprWad: bigint, quotaAprWad: bigint): AprBreakdown {
  const earned = yields.reduce((sum, part) => sum + part.aprWad, 0n)
  return { yields, borrowAprWad, quotaAprWad, netAprWad: earned + borrowAprWad + quotaAprWad }
}

/** A farm's rates now, as a position in it would have them. */
export function ratesOfFarm(
  farm: Pick<Farm, 'asset' | 'borrowAprWad' | 'quotaAprWad' | 'yields'>,
): PositionRates {
  return {
    borrowAprWad: farm.borrowAprWad,
    quotaAprWadByCollateral: { [farm.asset.address]: farm.quotaAprWad },
    yieldsByCollateral: { [farm.asset.address]: farm.yields },
  }
}
