import type { LendingPool } from '../../../domain/lending'
import { min } from '../../../domain/math'
import { makePoolId } from '../ids'
import { accrueDebtIndex, accrueSupplyIndex, computeTreasuryGrowth } from '../line'
import type { LendingProtocol } from '../protocols'
import { computeSupplyRoom } from './limits'
import type { Part } from './parts'
import type { RawReserve, RawSnapshot } from './raw'

const RAY_PER_WAD = 10n ** 9n
/** A supply waits for its block as long as this, and meanwhile interest fills the pool at twice the rates of now. */
const SUPPLY_WAIT_SECONDS = 1_800n
const RATE_FACTOR = 2n

/**
 * Each reserve that is in use, as a pool of its own: what it takes no more of can still be withdrawn. A share is a unit of the
 * asset. What is set aside for the treasury, and comes to lenders no more, is in the total until it is collected.
 */
export function convertPools(raw: RawSnapshot, parts: readonly Part[]): readonly LendingPool[] {
  return parts.filter(({ reserve }) => reserve.config.isActive).map((part) => convertPool(raw, part))
}

function convertPool({ structure }: RawSnapshot, { reserve, asset, yields }: Part): LendingPool {
  const { protocol, chainId, pool } = structure
  const { config, available, supplyRateRay, supplyToken, name, priceE8 } = reserve
  const totalAssets = available + protocol.line.toDebt(reserve.scaledDebt, reserve.debtIndexRay)
  const supplyRoom = findRoom(protocol, reserve)
  const rewards = yields.filter(({ kind }) => kind === 'reward')
  return {
    id: makePoolId(protocol.id, chainId, pool, asset.address),
    protocol: protocol.id,
    chainId,
    address: supplyToken,
    name,
    asset,
    priceE8,
    totalAssets,
    totalShares: totalAssets,
    availableLiquidity: available,
    supplyAprWad: supplyRateRay / RAY_PER_WAD,
    withdrawFeeBps: 0n,
    isPaused: config.isPaused,
    ...(supplyRoom !== null && { supplyRoom }),
    ...(rewards.length > 0 && { rewards }),
  }
}

/** What its cap leaves from now until a supply is mined; null where there is none. What is frozen takes nothing. */
function findRoom({ line }: LendingProtocol, reserve: RawReserve): bigint | null {
  const { config, scaledDebt, debtIndexRay: before } = reserve
  if (config.isFrozen || config.isPaused) return 0n
  const supplyIndexRay = accrueSupplyIndex(
    reserve.supplyIndexRay,
    RATE_FACTOR * reserve.supplyRateRay,
    SUPPLY_WAIT_SECONDS,
  )
  const after = accrueDebtIndex(line, before, RATE_FACTOR * reserve.debtRateRay, SUPPLY_WAIT_SECONDS)
  const indices = { before, after, supply: supplyIndexRay }
  const set = computeTreasuryGrowth(line, scaledDebt, indices, config.reserveFactorBps)
  const scaledForTreasury = reserve.scaledForTreasury + set
  const now = computeSupplyRoom(line, reserve)
  const later = computeSupplyRoom(line, {
    ...reserve,
    supplyIndexRay,
    debtIndexRay: after,
    scaledForTreasury,
  })
  // of what is scaled a higher index may round a unit less
  return now === null || later === null ? null : min(now, later)
}
