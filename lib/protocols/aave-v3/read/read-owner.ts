import { type Address, isSameAddress } from '../../../domain/asset'
import type { SafeCandidate } from '../../../safe/predict'
import type { Answers } from '../../batch/answers'
import type { Batch } from '../../batch/batch'
import type { RawReserve, RawSnapshot } from './raw'
import { readHolder } from './read-holder'
import { readSafe } from './read-safe'
import type { Structure } from './structure'

/** Whose wallet to read, and what of whatever may hold positions of theirs. */
export type Owner = {
  readonly owner: Address
  /** What they have is read. */
  readonly holders: readonly Address[]
  /** Safes that are judged. */
  readonly candidates: readonly SafeCandidate[]
  /** Safes that may have been allowed to take of the wallet: those that are there, and the next one. */
  readonly spenders: readonly Address[]
}

/** What of a snapshot is somebody's. */
type Owned = Pick<RawSnapshot, 'nativeBalance' | 'holders' | 'safes' | 'unreadable'>

/** How that is read, beside the markets. */
export type OwnerRead = Pick<Owner, 'owner' | 'spenders'> & {
  readonly plan: (
    batch: Batch,
    structure: Structure,
  ) => (answers: Answers, raw: readonly RawReserve[]) => Owned
}

export function readOwner({ owner, holders, candidates, spenders }: Owner): OwnerRead {
  return {
    owner,
    spenders,
    plan: (batch, structure) => {
      const native = batch.balance(owner)
      const safes = candidates.map((candidate) => readSafe(batch, structure, candidate))
      const held = holders.map((holder, number) => {
        // where Safes would be takes little, and goes with the first
        if (number > 0) batch.section()
        return readHolder(batch, structure, holder, !isSameAddress(holder, owner))
      })
      return (answers, raw) => {
        const ofSafes = safes.map((safe) => safe(answers, owner))
        const ofHolders = held.map((holder) => holder(answers, raw))
        return {
          nativeBalance: answers.word(native, 'balance'),
          holders: ofHolders.flatMap(({ holder }) => holder ?? []),
          safes: ofSafes.map(({ safe }) => safe),
          unreadable: [...ofSafes, ...ofHolders].flatMap(({ unreadable }) => unreadable ?? []),
        }
      }
    },
  }
}
