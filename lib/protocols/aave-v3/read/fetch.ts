import type { Client } from 'viem'
import { createBatch } from '../../batch/batch'
import { fetchBatch } from '../../batch/fetch-batch'
import type { LendingProtocol } from '../protocols'
import { GAS_OF_CALLS } from './gas-of-calls'
import type { RawSnapshot } from './raw'
import { type Owner, planSnapshot, type SnapshotResult } from './read-snapshot'
import { fetchStructure, type Structure } from './structure'

/** What a protocol consists of is read anew after so long, or as soon as it is seen to have changed. */
const STRUCTURE_MS = 600_000
/** The same, where something of it could not be read. */
const UNSOUND_MS = 60_000

type Kept = { readonly structure: Promise<Structure>; readonly untilMs: number }

const kept = new WeakMap<Client, Map<string, Kept>>()

/**
 * Every reserve, and an owner's wallet and what their holders have where there is one, at one block. Two RPC requests at
 * first, then one. Throws where the node refuses.
 */
export async function fetchSnapshot(
  client: Client,
  protocol: LendingProtocol,
  chainId: number,
  owner: Owner | null,
): Promise<RawSnapshot> {
  const result = await readState(client, await structureOf(client, protocol, chainId), owner)
  if (!result.isChanged) return result.raw
  keptOf(client).delete(keyOf(protocol, chainId))
  return (await readState(client, await structureOf(client, protocol, chainId), owner)).raw
}

async function readState(client: Client, structure: Structure, owner: Owner | null): Promise<SnapshotResult> {
  const batch = createBatch({ blockNumberFrom: structure.blockNumberFrom, gasOf: GAS_OF_CALLS })
  const assemble = planSnapshot(batch, structure, owner)
  const answers = await fetchBatch(client, batch.pages(), 'latest')
  const { raw, isChanged } = assemble(answers)
  return { raw: { ...raw, sentBytes: answers.sentBytes }, isChanged }
}

/** What is known of a protocol at a client's chain, read where it is not. */
function structureOf(client: Client, protocol: LendingProtocol, chainId: number): Promise<Structure> {
  const all = keptOf(client)
  const key = keyOf(protocol, chainId)
  const known = all.get(key)
  const now = performance.now()
  if (known && now < known.untilMs) return known.structure
  const structure = fetchStructure(client, protocol, chainId)
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
