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

/** Whether anything lies in an owner's Safes outside of any position. */
export function isLeftLying({ holders = [] }: { readonly holders?: readonly Holder[] }): boolean {
  return holders.some((holder) => holder.kind === 'safe' && holder.left !== undefined)
}
