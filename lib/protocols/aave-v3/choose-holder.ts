import type { Address } from '../../domain/asset'
import type { OpenIntent } from '../../domain/intent'
import { listCandidates } from '../../safe/predict'
import type { RawSafe, RawSnapshot } from './read/raw'

/** Whether a new position may be put into it: nothing counts for it or against it, and nobody else has a say in it. */
export function isFreeSafe({ state, configuration }: RawSafe): boolean {
  return (state.kind === 'absent' || state.kind === 'own') && configuration === 0n
}

/**
 * Who is to hold what an intent opens: the account that it names, or the owner's first free Safe; the first of all where theirs were
 * not read. Null where none is free.
 */
export function chooseHolder(
  { safes }: RawSnapshot,
  { owner, holder }: Pick<OpenIntent, 'owner' | 'holder'>,
): Address | null {
  if (holder) return holder
  const [first] = safes.length > 0 ? safes.filter(isFreeSafe) : listCandidates(owner)
  return first?.address ?? null
}
