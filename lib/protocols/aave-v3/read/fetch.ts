import type { Client } from 'viem'
import { type Address, isSameAddress } from '../../../domain/asset'
import { listCandidates } from '../../../safe/predict'
import { createBatch } from '../../batch/batch'
import { fetchBatch } from '../../batch/fetch-batch'
import type { LendingProtocol } from '../protocols'
import { GAS_OF_CALLS } from './gas-of-calls'
import { findKnownSafes, type KnownSafes, listWanted, noteFound, noteSafes } from './known-safes'
import type { RawSnapshot } from './raw'
import { type Owner, planSnapshot, type SnapshotResult } from './read-snapshot'
import { fetchStructure, type Structure } from './structure'

/** What a protocol consists of is read anew after so long, or as soon as it is seen to have changed. */
const STRUCTURE_MS = 600_000
/** The same, where something of it could not be read. */
const UNSOUND_MS = 60_000

type Kept = { readonly structure: Promise<Structure>; readonly untilMs: number }

const kept = new WeakMap<Client, Map<string, Kept>>()

/** Whose wallet to read, and what they hold: all of it, or what one account or Safe of theirs does. */
export type Asked = { readonly owner: Address; readonly only?: Address }

/**
 * Every reserve, and an owner's wallet and what they and their Safes have where there is one, at one block. Two RPC requests
 * at first, then one; one more where a Safe appears, or the owner is new to what is known. Throws where the node refuses.
 */
export async function fetchSnapshot(
  client: Client,
  protocol: LendingProtocol,
  chainId: number,
  asked: Asked | null,
): Promise<RawSnapshot> {
  const key = keyOf(protocol, chainId)
  const safes =
    asked && asked.only === undefined
      ? findKnownSafes(client, `${key}:${asked.owner.toLowerCase()}`, asked.owner)
      : null
  const read = async () => {
    const structure = await structureOf(client, protocol, chainId, safes)
    return readState(client, structure, asked && ownerOf(asked, safes))
  }
  let result = await read()
  if (result.isChanged) {
    keptOf(client).delete(key)
    result = await read()
  }
  if (!safes || !noteSafes(safes, result.raw)) return result.raw
  const { raw } = await read()
  noteSafes(safes, raw)
  return raw
}

function ownerOf({ owner, only }: Asked, safes: KnownSafes | null): Owner {
  if (safes) {
    return { owner, holders: [owner, ...listWanted(safes)], candidates: safes.candidates }
  }
  const candidates = listCandidates(owner).filter(({ address }) => only && isSameAddress(address, only))
  const isAccount = only !== undefined && isSameAddress(only, owner)
  // anything else is not the owner's
  return { owner, holders: isAccount ? [owner] : candidates.map(({ address }) => address), candidates }
}

async function readState(client: Client, structure: Structure, owner: Owner | null): Promise<SnapshotResult> {
  const batch = createBatch({ blockNumberFrom: structure.blockNumberFrom, gasOf: GAS_OF_CALLS })
  const assemble = planSnapshot(batch, structure, owner)
  const answers = await fetchBatch(client, batch.pages(), 'latest')
  const { raw, isChanged } = assemble(answers)
  return { raw: { ...raw, sentBytes: answers.sentBytes }, isChanged }
}

/** What is known of a protocol at a client's chain, read where it is not; then an owner's Safes are looked for on the way. */
function structureOf(
  client: Client,
  protocol: LendingProtocol,
  chainId: number,
  safes: KnownSafes | null,
): Promise<Structure> {
  const all = keptOf(client)
  const key = keyOf(protocol, chainId)
  const known = all.get(key)
  const now = performance.now()
  if (known && now < known.untilMs) return known.structure
  const candidates = safes && safes.looks.size === 0 ? safes.candidates : []
  const fetched = fetchStructure(
    client,
    protocol,
    chainId,
    candidates.map(({ address }) => address),
  )
  const structure = fetched.then(({ structure, found }) => {
    if (safes) noteFound(safes, found)
    return structure
  })
  all.set(key, { structure, untilMs: now + STRUCTURE_MS })
  structure.then(
    ({ unreadable }) => {
      if (unreadable.length > 0) all.set(key, { structure, untilMs: now + UNSOUND_MS })
    },
    () => all.delete(key),
  )
  return structure
}

function keyOf({ id }: LendingProtocol, chainId: number): string {
  return `${id}:${chainId}`
}

function keptOf(client: Client): Map<string, Kept> {
  const all = kept.get(client) ?? new Map<string, Kept>()
  kept.set(client, all)
  return all
}
