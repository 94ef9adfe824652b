import { type Address, isSameAddress } from './asset'
import type { Holder } from './holder'

/** Where a position lives, where that was its owner's choice. */
export type HolderKind = Holder['kind']

/**
 * Whether a position lives in a Safe of its owner's or in their own account; null where its protocol gives each position an
 * account of its own, which nobody chooses.
 */
export function findHolderKind(
  { account, owner }: { readonly account: Address; readonly owner: Address },
  { holders }: { readonly holders?: readonly Holder[] },
): HolderKind | null {
  if (!holders) return null
  return isSameAddress(account, owner) ? 'account' : 'safe'
}

/** Whether anything is an owner's outside of any position: it lies in a Safe of theirs, or was earned and not claimed. */
export function isLeftLying({ holders = [] }: { readonly holders?: readonly Holder[] }): boolean {
  return holders.some((holder) => holder.earned || (holder.kind === 'safe' && holder.left))
}
