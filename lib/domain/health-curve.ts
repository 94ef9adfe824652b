import type { Asset } from './asset'
import { computeHealthFactorWad } from './health'
import { max, mulDivDown, WAD } from './math'
import type { Position } from './position'
import { applyPrices, findBasePriceE8 } from './scenario'

export type HealthPoint = { readonly priceE8: bigint; readonly healthFactorWad: bigint | null }

/** Health factor at `points` evenly spaced prices of a base asset, from `fromWad` to `toWad` times its price now. */
export function computeHealthCurve(
  position: Position,
  baseAsset: Asset,
  fromWad: bigint,
  toWad: bigint,
  points: number,
): readonly HealthPoint[] {
  const nowE8 = findBasePriceE8(position, baseAsset.address)
  if (nowE8 === null || points < 1) return []
  const last = BigInt(max(1n, BigInt(points) - 1n))
  return Array.from({ length: points }, (_, index) => {
    const ratioWad = fromWad + ((toWad - fromWad) * BigInt(index)) / last
    const priceE8 = mulDivDown(nowE8, ratioWad, WAD)
    return {
      priceE8,
      healthFactorWad: computeHealthFactorWad(applyPrices(position, [{ asset: baseAsset, priceE8 }])),
    }
  })
}
