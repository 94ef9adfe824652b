import type { Client } from 'viem'
import { type Address, isSameAddress } from '../../../domain/asset'
import { listCandidates, type SafeCandidate } from '../../../safe/predict'
import { hasPosition } from './has-position'
import { findEarned, listLeft } from './left'
import type { RawSafe, RawSnapshot } from './raw'

/**
 * A Safe in which there was nothing is read again after so long. Whatever its owner does there moves its nonce, and whatever
 * counts in the pool its configuration: both are seen in the same block. What neither tells is what others lend to it and
 * what counts for nothing, which can wait.
 */
const LOOK_MS = 300_000

/** What is known of a Safe that is there. */
type Look = {
  readonly configuration: bigint | null
  readonly nonce: bigint | null
  /** Something was in it, or it was not read since it changed. */
  readonly isWanted: boolean
  readonly atMs: number
}

/** An owner's Safes, and what the last read of each that is there told, by address. */
export type KnownSafes = {
  readonly candidates: readonly SafeCandidate[]
  readonly looks: Map<Address, Look>
}

const known = new WeakMap<Client, Map<string, KnownSafes>>()

/** What is known under a key, which names the owner. */
export function findKnownSafes(client: Client, key: string, owner: Address): KnownSafes {
  const ofClient = known.get(client) ?? new Map<string, KnownSafes>()
  known.set(client, ofClient)
  const safes = ofClient.get(key) ?? { candidates: listCandidates(owner), looks: new Map() }
  ofClient.set(key, safes)
  return safes
}

/**
 * Those of which everything is to be read, in the order in which they are taken: what was in them stands until the next block says
 * otherwise.
 */
export function listWanted({ candidates, looks }: KnownSafes): readonly Address[] {
  const now = performance.now()
  return candidates.flatMap(({ address }) => {
    const look = looks.get(address)
    return look && (look.isWanted || now >= look.atMs + LOOK_MS) ? [address] : []
  })
}

/** Those that may be allowed to take of the wallet: whatever is there, and the first that is not, which comes next. */
export function listSpenders({ candidates, looks }: KnownSafes): readonly Address[] {
  const next = candidates.find(({ address }) => !looks.has(address))
  return candidates.filter((one) => looks.has(one.address) || one === next).map(({ address }) => address)
}

/** They are there, and nothing else is known of them yet. */
export function noteFound({ looks }: KnownSafes, found: readonly Address[]): void {
  const look = { configuration: null, nonce: null, isWanted: true, atMs: performance.now() }
  for (const safe of found) looks.set(safe, look)
}

/** Notes what a snapshot tells; true where it leaves out what is wanted by now, so that it is to be read again at once. */
export function noteSafes({ looks }: KnownSafes, raw: RawSnapshot): boolean {
  let isLacking = false
  for (const safe of raw.safes) {
    const { address, state, configuration } = safe
    const isWanted = isWantedAfter(raw, safe)
    const nonce = state.kind === 'own' ? state.nonce : null
    const look = { configuration, nonce, atMs: performance.now() }
    const before = looks.get(address)
    if (state.kind === 'absent') looks.delete(address)
    else if (isWanted !== null) looks.set(address, { ...look, isWanted })
    else if (before?.configuration !== configuration || before.nonce !== nonce) {
      looks.set(address, { ...look, isWanted: true })
      isLacking = true
    }
  }
  return isLacking
}

/** Whether there is anything in it, or may be; null where it was not read. */
function isWantedAfter(raw: RawSnapshot, { address }: RawSafe): boolean | null {
  const { holders, unreadable } = raw
  if (unreadable.some(({ kind, name }) => kind === 'position' && name === address)) return true
  const holder = holders.find(({ account }) => isSameAddress(account, address))
  if (!holder) return null
  return hasPosition(holder) || listLeft(raw, holder).length > 0 || findEarned(raw, holder) !== null
}
