import type { Holder } from '../../lib/domain/holder'
import type { HolderOption } from '../../lib/domain/holder-choice'
import type { WalletAbilities } from '../../lib/execution/executor'
import { formatAddress } from '../../lib/format/address'
import { formatSafeChanges } from '../../lib/format/safe-change'

/** What is offered of one who can hold a position. `abilities` are the wallet's; null where it has not said. */
export function describeHolder(
  holder: Holder,
  abilities: WalletAbilities | null,
): { readonly label: string; readonly hint: string } {
  const isAtomic = abilities?.isAtomic ?? false
  if (holder.kind === 'account') {
    return isAtomic
      ? {
          label: 'Your own account – one signature in your wallet',
          hint: 'If it takes so many steps at once, a dozen or more: many take ten. Else a signature for each.',
        }
      : {
          label: 'Your own account – a signature for each step',
          hint: 'A trade at a time, each planned anew. You may stop after any: the health factor is kept at 1.1 or more in between, which allows less leverage than a Safe.',
        }
  }
  const isThere = holder.state.kind !== 'absent'
  const count = isThere ? 'up to two signatures' : 'up to three signatures'
  return {
    label: `A Safe of yours – ${isAtomic ? 'one signature in your wallet' : count}`,
    hint: isThere
      ? `${formatAddress(holder.address)} is there, empty, and yours alone.`
      : 'An account of its own for this position, created first. You alone own it, and any interface for Safes opens it without us.',
  }
}

/** Why one cannot hold a position; null where it can. */
export function describeUnusable({ holder, unusable }: HolderOption): string | null {
  if (!unusable) return null
  const name = holder.kind === 'account' ? 'Your own account' : `Your Safe ${formatAddress(holder.address)}`
  switch (unusable.kind) {
    case 'in-use':
      return `${name} holds a position here already: the two would be liquidated together.`
    case 'changed':
      return `${name} was changed elsewhere, and is left alone: ${formatSafeChanges(unusable.changes)}.`
    case 'unreadable':
      return `${name} could not be read, and is left alone.`
  }
}
