import type { Client } from 'viem'
import type { Address } from '../../../domain/asset'
import type { Hex } from '../../../domain/call'
import { addressOf, readAnswers } from '../../batch/answers'
import { createBatch } from '../../batch/batch'
import type { BlockTag } from '../../batch/call-code'
import { fetchBatch } from '../../batch/fetch-batch'
import type { Scope } from '../../protocol'
import { GAS_OF_CALLS } from './gas-of-calls'
import type { RawSnapshot } from './raw'
import { type FoundAccount, type Owner, planSnapshot, type SnapshotResult } from './read-snapshot'
import { narrow } from './scope'
import { fetchStructure, isSound, type Structure } from './structure'

/** What Gearbox consists of is read anew after so long, or as soon as a market is seen to have changed. */
const STRUCTURE_MS = 600_000
/** The same, where something of it could not be read; and how often what changes least is compared with it. */
const CHECK_MS = 60_000

type Kept = {
  readonly structure: Promise<Structure>
  readonly untilMs: number
  readonly readAtMs: number
  /** By scope: what changes least of all else is not looked at. */
  readonly checkedAtMs: ReadonlyMap<string, number>
}

const kept = new WeakMap<Client, Map<number, Kept>>()

export type SnapshotOptions = {
  readonly block?: BlockTag
  /** Told what is there while more is under way: the first markets, all of one block, the first time that there are many. */
  readonly onPart?: (raw: RawSnapshot) => void
  /** The accounts to read, where they are known; otherwise all of the owner's are found. */
  readonly accounts?: readonly FoundAccount[]
  /** What of it is wanted; all where there is none. */
  readonly scope?: Scope
}

/**
 * Every market, or a scope's, and an owner's wallet and positions in them where there is one, at one block. Two RPC requests at first, besides one
 * for whose accounts there are, then one; more where there are dozens of markets, or the owner's accounts are new. Throws
 * where the node refuses or Gearbox is not there.
 */
export async function fetchSnapshot(
  client: Client,
  chainId: number,
  owner: Address | null,
  options: SnapshotOptions = {},
): Promise<RawSnapshot> {
  const { block = 'latest', accounts, scope } = options
  // Asked beside the structure, which it does not need.
  const finder = owner && !accounts ? await import('./find-accounts') : null
  const openings = owner && finder ? finder.fetchOpenings(client, chainId, owner) : null
  const isKept = keptOf(client).has(chainId)
  const read = async (structure: Structure, isThorough: boolean): Promise<SnapshotResult> => {
    const found =
      accounts ??
      (owner && finder
        ? await finder.findAccounts(client, chainId, structure, owner, (await openings) ?? null)
        : [])
    return fetchState(client, structure, owner && { owner, accounts: found }, { ...options, isThorough })
  }
  const structure = await structureOf(
    client,
    chainId,
    (part) => void (isKept || showPart(client, part, options)),
  )
  const isThorough = isCheckDue(client, chainId, scope)
  let result = await read(structure, isThorough)
  if (result.isChanged && block === 'latest') {
    keptOf(client).delete(chainId)
    result = await read(await structureOf(client, chainId), false)
  } else if (result.isChanged) {
    // as it was then, which nobody else wants
    result = await read(await readStructure(client, chainId, block), false)
  }
  if (owner && finder) finder.noteAccounts(client, chainId, result.raw, owner, scope === undefined)
  return result.raw
}

async function fetchState(
  client: Client,
  structure: Structure,
  owner: Owner | null,
  { block = 'latest', scope, isThorough }: SnapshotOptions & { readonly isThorough?: boolean },
): Promise<SnapshotResult> {
  const { pages, assemble } = planOnce(structure, owner, scope, isThorough)
  const answers = await fetchBatch(client, pages, block)
  const { raw, isChanged } = assemble(answers)
  return { raw: { ...raw, sentBytes: answers.sentBytes }, isChanged }
}

type Plan = { readonly pages: readonly Hex[]; readonly assemble: ReturnType<typeof planSnapshot> }

const plans = new WeakMap<Structure, Map<string, Plan>>()

/** The same calls as before, where the same is asked of the same structure. */
function planOnce(
  structure: Structure,
  owner: Owner | null,
  scope: Scope | undefined,
  isThorough = false,
): Plan {
  const ofStructure = plans.get(structure) ?? new Map<string, Plan>()
  plans.set(structure, ofStructure)
  const accounts = owner?.accounts.map(({ account, creditManager }) => [account, creditManager])
  const key = JSON.stringify([owner?.owner, accounts, scope, isThorough])
  const known = ofStructure.get(key)
  if (known) return known
  const batch = createBatch({ blockNumberFrom: structure.blockNumberFrom, gasOf: GAS_OF_CALLS })
  const assemble = planSnapshot(batch, narrow(structure, scope, owner?.accounts ?? []), owner, isThorough)
  const plan = { pages: batch.pages(), assemble }
  ofStructure.set(key, plan)
  return plan
}

/** The first markets while the others are being found. What cannot be shown yet is shown later. */
async function showPart(client: Client, structure: Structure, options: SnapshotOptions): Promise<void> {
  if (!options.onPart || structure.isWhole) return
  try {
    const { raw } = await fetchState(client, structure, null, { block: options.block })
    options.onPart(raw)
  } catch {
    // the whole of it will say what is wrong
  }
}

/** What is known of Gearbox at a client's chain, read where it is not. */
async function structureOf(
  client: Client,
  chainId: number,
  onPart?: (structure: Structure) => void,
): Promise<Structure> {
  const all = keptOf(client)
  const known = all.get(chainId)
  const now = performance.now()
  if (known && now < known.untilMs) return known.structure
  const structure = readStructure(client, chainId, 'latest', onPart)
  const read = { structure, readAtMs: now, checkedAtMs: new Map() }
  all.set(chainId, { ...read, untilMs: now + STRUCTURE_MS })
  structure.then(
    (found) => {
      if (!isSound(found)) all.set(chainId, { ...read, untilMs: now + CHECK_MS })
    },
    () => all.delete(chainId),
  )
  return structure
}

/** Once for each time that it is due. */
function isCheckDue(client: Client, chainId: number, scope: Scope | undefined): boolean {
  const known = keptOf(client).get(chainId)
  const now = performance.now()
  const key = JSON.stringify(scope ?? null)
  if (!known || now < (known.checkedAtMs.get(key) ?? known.readAtMs) + CHECK_MS) return false
  keptOf(client).set(chainId, { ...known, checkedAtMs: new Map([...known.checkedAtMs, [key, now]]) })
  return true
}

async function readStructure(
  client: Client,
  chainId: number,
  block: BlockTag,
  onPart: (structure: Structure) => void = () => {},
): Promise<Structure> {
  let parts = 0
  for await (const structure of fetchStructure(client, chainId, block)) {
    if (structure.isWhole) return structure
    if (parts++ === 0) onPart(structure)
  }
  throw new Error('No structure')
}

function keptOf(client: Client): Map<number, Kept> {
  const all = kept.get(client) ?? new Map<number, Kept>()
  kept.set(client, all)
  return all
}

/** Who owns a credit account; null where it is not an open account of the chain's markets. One RPC request, two at first. */
export async function fetchOwner(client: Client, chainId: number, account: Address): Promise<Address | null> {
  const { markets, blockNumberFrom } = await structureOf(client, chainId)
  const batch = createBatch({ blockNumberFrom })
  const reads = markets.map(({ creditManager }) => {
    batch.section()
    return batch.call(creditManager, 'getBorrowerOrRevert(address)', [account])
  })
  const { answers } = await fetchBatch(client, batch.pages(), 'latest')
  const { word, attempt } = readAnswers(answers)
  const owners = reads.flatMap((read) => attempt(() => word(read, 'getBorrowerOrRevert')) ?? [])
  return owners[0] === undefined ? null : addressOf(owners[0])
}
