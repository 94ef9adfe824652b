import type { Address, AssetAmount } from './asset'

/**
 * Who can hold a position of an owner's where a protocol has no accounts of its own: the owner's account itself, or a Safe of
 * theirs, which is one of a few addresses that are known before anything is there.
 */
export type Holder =
  | { readonly kind: 'account'; readonly address: Address; readonly earned?: Earned }
  | {
      readonly kind: 'safe'
      readonly address: Address
      readonly index: number
      readonly state: SafeState
      /** The protocol counts nothing for it and nothing against it. What is lent and counts for nothing may be there. */
      readonly isFree: boolean
      /** What lies in it outside of any position, and is worth sending; left out where nothing is, or it was not looked at. */
      readonly left?: readonly AssetAmount[]
      readonly earned?: Earned
    }

/** What a position earned that is closed by now, and is worth claiming: it is claimed as that position's. Left out where nothing is. */
export type Earned = { readonly positionId: string; readonly rewards: readonly AssetAmount[] }

/** What lies in a Safe outside of any position, all of it to its owner's wallet. */
export type SweepIntent = {
  readonly kind: 'sweep'
  readonly owner: Address
  /** The Safe. */
  readonly account: Address
}

/** What lies at an address where an account's Safe would be. Only what is `absent` or `own` is ever planned with. */
export type SafeState =
  | { readonly kind: 'absent' }
  /** As it was created: its owner's alone. `isUsed` where anything was done in it. */
  | { readonly kind: 'own'; readonly nonce: bigint; readonly isUsed: boolean }
  /** Its owner has made something else of it, elsewhere: said, and left alone. */
  | { readonly kind: 'changed'; readonly changes: readonly SafeChange[] }
  | { readonly kind: 'unreadable' }

export type SafeChange =
  | { readonly kind: 'singleton'; readonly singleton: Address }
  | { readonly kind: 'owners'; readonly owners: readonly Address[] }
  | { readonly kind: 'threshold'; readonly threshold: bigint }
  /** They act in it without its owner's signature; the first of them, where there are many. */
  | { readonly kind: 'modules'; readonly modules: readonly Address[] }
  /** Is asked before each transaction, and may refuse it. */
  | { readonly kind: 'guard'; readonly guard: Address }
  /** Answers in the Safe's name whatever the Safe does not know. */
  | { readonly kind: 'fallback-handler'; readonly handler: Address }
