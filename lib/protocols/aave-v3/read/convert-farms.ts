import type { Direction, Farm, FarmForm } from '../../../domain/farm'
import { HEALTH_FACTOR_REFUSAL_WAD } from '../../../domain/guards'
import { computeMaxLeverageWad } from '../../../domain/leverage'
import { min, WAD } from '../../../domain/math'
import { makeFarmId } from '../ids'
import { judgeOf } from '../judge'
import { isPoolOf } from '../venues/uniswap-v3/read'
import { computeBorrowable } from './limits'
import { computeBorrowAprWad, type Part } from './parts'
import type { RawEMode, RawSnapshot } from './raw'
import { chooseEMode, findLtvBps, findPriceE8, findThresholdBps, isUsable } from './terms'

/** A debt has no upper end of its own: as much as the pool can count. */
const NO_MAXIMUM = 2n ** 128n - 1n

/** A farm with the category that a position in it is in; null for none. */
export type FarmInEMode = { readonly farm: Farm; readonly eMode: RawEMode | null }

/**
 * Each collateral with each debt that may be owed against it, and traded for it in one pool. Also where one of them is stopped or runs out by now: whoever is in
 * it must still be able to manage it.
 */
export function convertFarms(raw: RawSnapshot, parts: readonly Part[]): readonly FarmInEMode[] {
  return parts.flatMap((collateral) =>
    parts.flatMap((debt) => {
      if (debt === collateral) return []
      const eMode = chooseEMode(raw.eModes, collateral.reserve, debt.reserve)
      const isFarm = eMode !== undefined && isJoined(raw, collateral, debt)
      return isFarm ? [{ farm: convertFarm(raw, collateral, debt, eMode), eMode }] : []
    }),
  )
}

function isJoined({ structure }: RawSnapshot, collateral: Part, debt: Part): boolean {
  return structure.pools.some((pool) => isPoolOf(pool, [collateral.asset.address, debt.asset.address]))
}

function convertFarm(raw: RawSnapshot, collateral: Part, debt: Part, eMode: RawEMode | null): Farm {
  const { protocol, chainId } = raw.structure
  const { reserve } = collateral
  const thresholdBps = findThresholdBps(reserve, eMode)
  const ltvBps = findLtvBps(reserve, eMode)
  const [priceE8, debtPriceE8] = [findPriceE8(reserve, eMode), findPriceE8(debt.reserve, eMode)]
  return {
    id: makeFarmId(protocol.id, chainId, debt.asset.address, collateral.asset.address),
    protocol: protocol.id,
    chainId,
    market: debt.asset.address,
    name: `${collateral.asset.symbol} against ${debt.asset.symbol}`,
    forms: findForms(collateral),
    ...findDirection(collateral, debt),
    asset: collateral.asset,
    priceE8,
    exposures: collateral.exposures,
    debtAsset: debt.asset,
    debtPriceE8,
    debtExposures: debt.exposures,
    oracles: uniqueOracles([collateral, debt]),
    // what needs no way into the farm but the debt's own; dollars first, so that what moves is the farm and not the deposit
    depositAssets: [collateral, debt]
      .toSorted((a, b) => Number(b.isDollar) - Number(a.isDollar))
      .map(({ asset }) => ({ asset, priceE8: asset === debt.asset ? debtPriceE8 : priceE8 })),
    liquidationThresholdBps: thresholdBps,
    yields: collateral.yields,
    leavesRewards: true,
    borrowAprWad: computeBorrowAprWad(debt.reserve),
    debtCompounds: true,
    ...(debt.growth && { debtGrowth: debt.growth }),
    cap: null,
    judge: judgeOf(protocol.line),
    minDebt: 0n,
    maxDebt: NO_MAXIMUM,
    availableLiquidity: raw.isBorrowAllowed ? computeBorrowable(protocol.line, reserve, debt.reserve) : 0n,
    isOpen: ltvBps > 0n && isUsable(reserve) && isUsable(debt.reserve),
    maxLeverageWad: min(
      computeMaxLeverageWad({ farmLtBps: ltvBps, healthFactorFloorWad: WAD }),
      computeMaxLeverageWad({ farmLtBps: thresholdBps, healthFactorFloorWad: HEALTH_FACTOR_REFUSAL_WAD }),
    ),
  }
}

/** Once each, in the order given. */
export function uniqueOracles(parts: readonly Part[]): Farm['oracles'] {
  const byAsset = new Map(
    parts.flatMap(({ oracles }) => oracles).map((oracle) => [oracle.asset.address, oracle]),
  )
  return [...byAsset.values()]
}

function findForms({ share, yields }: Part): readonly FarmForm[] {
  const forms: readonly FarmForm[] = [
    ...(share ? [share.kind === 'vault' ? ('synthetic' as const) : ('staking' as const)] : []),
    ...(yields.some(({ kind, aprWad }) => kind === 'reward' && aprWad !== 0n)
      ? ['liquidity-mining' as const]
      : []),
  ]
  return forms.length > 0 ? forms : ['spot']
}

/**
 * Owing what moves against the dollar is short of it, unless what is held follows the very same; holding it for dollars owed is
 * long; the rest is neutral.
 */
function findDirection(
  collateral: Part,
  debt: Part,
): { readonly direction: Direction; readonly directionAsset: Farm['directionAsset'] } {
  const [held, owed] = [collateral.exposures[0], debt.exposures[0]]
  if (collateral.base === debt.base || !held || !owed) {
    return { direction: 'neutral', directionAsset: held?.asset ?? collateral.asset }
  }
  if (!owed.isDollar) return { direction: 'short', directionAsset: owed.asset }
  return { direction: held.isDollar ? 'neutral' : 'long', directionAsset: held.asset }
}
