import { type Address, isSameAddress } from './asset'
import type { Holder, SafeState } from './holder'

/** Why somebody cannot hold a new position. */
type Unusable =
  /** Another position of the same protocol lives there: the one could pull the other down. */
  { readonly kind: 'in-use' } | Extract<SafeState, { kind: 'changed' | 'unreadable' }>

/** Somebody who could hold a new position, and what stands against it; null where nothing does. */
export type HolderOption = { readonly holder: Holder; readonly unusable: Unusable | null }

type Known = {
  readonly holders: readonly Holder[]
  readonly positions: readonly { readonly account: Address }[]
}

/**
 * Who a person may choose to hold a new position: their account, the first Safe that is free, and whatever other Safe of theirs
 * is there and empty. A Safe that was changed, or could not be read, is listed for its owner to know; one that is in use is not.
 */
export function listHolderOptions({ holders, positions }: Known): readonly HolderOption[] {
  const isInUse = (address: Address) => positions.some(({ account }) => isSameAddress(account, address))
  const options = holders.map((holder) => ({ holder, unusable: judge(holder, isInUse) }))
  const first = options.find(({ holder, unusable }) => holder.kind === 'safe' && !unusable)
  return options.filter(({ holder, unusable }) => {
    if (holder.kind === 'account') return true
    if (unusable) return unusable.kind !== 'in-use'
    return holder.index === safeOf(first)?.index || holder.state.kind === 'own'
  })
}

/**
 * Who holds a new position: whom the person chose, where that can be; else the first free Safe, which takes no more signatures than
 * the account where a wallet batches, and fewer where it does not; else their own account. Null where nobody can.
 */
export function chooseHolder(options: readonly HolderOption[], chosen: string | null): Holder | null {
  const usable = options.flatMap(({ holder, unusable }) => (unusable ? [] : [holder]))
  const asked = usable.find(({ address }) => address.toLowerCase() === chosen?.toLowerCase())
  if (asked) return asked
  return usable.find(({ kind }) => kind === 'safe') ?? usable[0] ?? null
}

function judge(holder: Holder, isInUse: (address: Address) => boolean): Unusable | null {
  if (holder.kind === 'account') return isInUse(holder.address) ? { kind: 'in-use' } : null
  const { state, isFree } = holder
  if (state.kind === 'changed' || state.kind === 'unreadable') return state
  return isFree ? null : { kind: 'in-use' }
}

function safeOf(option: HolderOption | undefined) {
  return option?.holder.kind === 'safe' ? option.holder : null
}
