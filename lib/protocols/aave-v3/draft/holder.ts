import { type Address, isSameAddress } from '../../../domain/asset'
import type { OpenIntent } from '../../../domain/intent'
import { listCandidates } from '../../../safe/predict'
import type { MarketSnapshot } from '../../protocol'
import { chooseHolder, isFreeSafe } from '../choose-holder'
import type { RawHolder, RawSafe, RawSnapshot } from '../read/raw'
import { stateOf } from '../read/state'
import { refuse } from './refusal'
import { refuseChangedSafe } from './words'
import { refuseStranger, refuseTaken, refuseWithoutFreeSafe } from './words-of-trades'
import type { Refusal } from './working'

/** Who a new position is held by. */
export type FoundHolder = {
  readonly holder: RawHolder
  /** Whether its category is known; else it may be any. */
  readonly isModeKnown: boolean
}

/**
 * The account that an intent names, which must be its owner's and free, or the owner's first Safe that is. Where nobody's Safes
 * were read, nothing is held in any.
 */
export function findHolder(raw: RawSnapshot, intent: OpenIntent): FoundHolder | Refusal {
  const { owner, holder } = intent
  if (holder) return isSameAddress(holder, owner) ? takeOwn(raw, owner) : takeSafe(raw, owner, holder)
  const free = chooseHolder(raw, intent)
  return free ? describe(raw, free, findSafe(raw, free)) : refuse(refuseWithoutFreeSafe())
}

/** The owner's own account; as one that has nothing where it was not read. */
export function findOwnHolder(markets: MarketSnapshot, owner: Address): RawHolder {
  return describe(stateOf(markets).raw, owner, undefined).holder
}

function takeOwn(raw: RawSnapshot, owner: Address): FoundHolder | Refusal {
  const found = describe(raw, owner, undefined)
  return found.holder.configuration === 0n ? found : refuse(refuseTaken())
}

function takeSafe(raw: RawSnapshot, owner: Address, address: Address): FoundHolder | Refusal {
  const candidate = listCandidates(owner).find((one) => isSameAddress(one.address, address))
  if (!candidate) return refuse(refuseStranger())
  const safe = findSafe(raw, address)
  if (safe && safe.configuration !== 0n) return refuse(refuseTaken())
  return safe && !isFreeSafe(safe) ? refuse(refuseChangedSafe()) : describe(raw, candidate.address, safe)
}

function findSafe({ safes }: RawSnapshot, address: Address): RawSafe | undefined {
  return safes.find((one) => isSameAddress(one.address, address))
}

function describe(raw: RawSnapshot, account: Address, safe: RawSafe | undefined): FoundHolder {
  const read = raw.holders.find((one) => isSameAddress(one.account, account))
  if (read) return { holder: read, isModeKnown: true }
  const holder: RawHolder = {
    account,
    configuration: 0n,
    eMode: 0,
    scaledSupplies: [],
    scaledDebts: [],
    healthFactorWad: null,
    rewards: [],
  }
  // of one that was used before and is empty by now no more is read
  return { holder, isModeKnown: safe?.state.kind !== 'own' || !safe.state.isUsed }
}
