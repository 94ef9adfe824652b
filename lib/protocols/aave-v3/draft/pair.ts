import { type Address, isSameAddress } from '../../../domain/asset'
import type { OwnedPosition } from '../../../domain/position'
import type { Pair } from './follow-loops'
import { refuse } from './refusal'
import { refuseNothingElse } from './words-of-trades'
import { findPart, type Refusal, type Working } from './working'

/** What a position loops: its largest collateral that counts, and a debt: its largest, or what it might owe, where none is named. */
export function findPair(
  w: Working,
  { collaterals, debts }: OwnedPosition,
  owed: Address = debts[0].asset.address,
): Pair | Refusal {
  const others = collaterals.filter(({ asset }) => !isSameAddress(asset.address, owed))
  const held = others.find(({ liquidationThresholdBps }) => liquidationThresholdBps > 0n) ?? others[0]
  const [collateral, debt] = [held && findPart(w, held.asset.address), findPart(w, owed)]
  if (collateral && debt) return { collateral, debt }
  return debt && collaterals.length > 0 ? refuse(refuseNothingElse(debt.asset)) : refuse('no-equity')
}
