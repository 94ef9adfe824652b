import type { AssetAmount } from '../../../domain/asset'
import type { Call } from '../../../domain/call'
import { mulDivUp, WAD } from '../../../domain/math'
import type { OperationDraft } from '../../protocol'
import type { GearboxState } from '../read/raw'
import { computeRatesAfter } from './rates-after'
import { CREDIT_MANAGER } from './spenders'
import { positionOf, type Working } from './working'

/**
 * The finished draft, of a snapshot with this state. `after` is null where the account is closed by `call`: what is
 * allowed then ends with it. Another account in the same market needs none of it: each plan approves its own amount.
 */
export function finish(state: GearboxState, w: Working, call: Call, isClosed: boolean): OperationDraft {
  const manager = { spender: w.market.creditManager, spenderName: CREDIT_MANAGER }
  return {
    requirements: w.spends.map((spend) => ({ kind: 'allowance', ...spend, ...manager })),
    calls: [{ call, actions: w.actions }],
    released: isClosed ? [manager] : [],
    after: isClosed ? null : positionOf(w),
    ratesAfter: isClosed ? null : computeRatesAfter(state, w),
    walletChanges: addUp(w.walletChanges),
    priceImpactWad: w.tradedE8 === 0n ? 0n : mulDivUp(w.impactE8, WAD, w.tradedE8),
    priceImpactE8: w.impactE8,
    feesE8: w.feesE8,
    chargesE8: w.chargesE8,
    issues: [],
  }
}

/** One line an asset, nothing for what cancels out. */
export function addUp(changes: readonly AssetAmount[]): readonly AssetAmount[] {
  const sums = new Map<string, AssetAmount>()
  for (const { asset, amount } of changes) {
    const key = asset.address.toLowerCase()
    sums.set(key, { asset, amount: (sums.get(key)?.amount ?? 0n) + amount })
  }
  return [...sums.values()].filter(({ amount }) => amount !== 0n)
}
