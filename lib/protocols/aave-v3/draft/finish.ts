import type { Ask } from '../../../domain/question'
import type { Drafted } from '../../protocol'
import { convertPosition, hasPosition } from '../read/convert-position'
import { toHolder } from './account'
import { carry } from './carry'
import { computeRatesAfter } from './rates-after'
import type { Working } from './working'

/** The finished draft, refused where there are refusals among its issues. The pool takes nothing but interest, and nothing is traded. */
export function finish(w: Working, ask: Ask, issues: Drafted['issues']): Drafted {
  const carried = carry(w, ask)
  if ('issues' in carried) return carried
  const after = toHolder(w.raw, w.holder, w.account)
  const rates = hasPosition(after) ? computeRatesAfter(w) : null
  return {
    ...carried,
    after: rates && positionOf(w, after, rates),
    ratesAfter: rates,
    walletChanges: w.walletChanges.filter(({ amount }) => amount !== 0n),
    priceImpactWad: 0n,
    priceImpactE8: 0n,
    feesE8: 0n,
    chargesE8: 0n,
    issues,
  }
}

function positionOf(
  { markets, owner }: Working,
  after: Parameters<typeof convertPosition>[1],
  rates: Parameters<typeof convertPosition>[3],
) {
  const { collaterals, debts, judge } = convertPosition(markets, after, owner, rates)
  return { collaterals, debts, judge }
}
