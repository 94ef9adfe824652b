import type { AssetAmount } from '../../../domain/asset'
import { mulDivUp, WAD } from '../../../domain/math'
import type { Drafted } from '../../protocol'
import { convertPosition } from '../read/convert-position'
import { hasPosition } from '../read/has-position'
import { toHolder } from './account'
import { carry } from './carry'
import { settleCoin } from './coin'
import { computeRatesAfter } from './rates-after'
import type { Working } from './working'

/** The finished draft, refused where there are refusals among its issues. The pool takes nothing but interest. */
export function finish(worked: Working, issues: Drafted['issues']): Drafted {
  const w = settleCoin(worked)
  const carried = carry(w)
  if ('issues' in carried) return carried
  const after = toHolder(w.raw, w.holder, w.account)
  const rates = hasPosition(after) ? computeRatesAfter(w) : null
  const { tradedE8, feesE8, impactE8 } = w.traded
  return {
    ...carried,
    after: rates && positionOf(w, after, rates),
    ratesAfter: rates,
    walletChanges: sumByAsset(w.walletChanges),
    priceImpactWad: tradedE8 > 0n ? mulDivUp(impactE8, WAD, tradedE8) : 0n,
    priceImpactE8: impactE8,
    feesE8,
    chargesE8: 0n,
    issues,
    ...(w.legs && { legs: w.legs }),
  }
}

/** An asset once, in the order in which they first move. */
function sumByAsset(changes: readonly AssetAmount[]): readonly AssetAmount[] {
  const sums = new Map<string, AssetAmount>()
  for (const { asset, amount } of changes) {
    const before = sums.get(asset.address)?.amount ?? 0n
    sums.set(asset.address, { asset, amount: before + amount })
  }
  return [...sums.values()].filter(({ amount }) => amount !== 0n)
}

function positionOf(
  { markets, owner }: Working,
  after: Parameters<typeof convertPosition>[1],
  rates: Parameters<typeof convertPosition>[3],
) {
  const { collaterals, debts, judge } = convertPosition(markets, after, owner, rates)
  return { collaterals, debts, judge }
}
