import type { Client } from 'viem'
import { type Address, isSameAddress } from '../../../domain/asset'
import { listCandidates } from '../../../safe/predict'
import { createBatch } from '../../batch/batch'
import { fetchBatch } from '../../batch/fetch-batch'
import type { Scope } from '../../protocol'
import type { LendingProtocol } from '../protocols'
import { GAS_OF_CALLS } from './gas-of-calls'
import { forgetStructure, type KeptStructure, keepStructure } from './keep-structure'
import {
  findKnownSafes,
  type KnownSafes,
  listSpenders,
  listWanted,
  noteFound,
  noteSafes,
} from './known-safes'
import { loadAccountCode } from './load-account-code'
import type { RawSnapshot } from './raw'
import type { Owner, OwnerRead } from './read-owner'
import { planSnapshot, type SnapshotResult } from './read-snapshot'
import { type Assets, findHeld, findHoldings, narrow, noteHoldings } from './scope'
import type { Structure } from './structure'

/** Whose wallet to read, and what they hold: all of it, or what one account or Safe of theirs does. */
export type Asked = { readonly owner: Address; readonly only?: Address }

export type SnapshotOptions = {
  /** Which pools are wanted; all where there is none. */
  readonly scope?: Scope
  /** Told what all but the pools says, while these are still looked at, the first time. */
  readonly onPart?: (raw: RawSnapshot) => void
}

/**
 * Every reserve, the pools of a scope, and an owner's wallet and what they and their Safes have where there is one, at one block.
 * Four RPC requests at first: what there is; which pools there are, with the first figures; where their liquidity changes; and
 * all that it says. Two where no pool is wanted. Then one; one more where a Safe appears, the owner is new to what is known, or a holder has something
 * new. Throws where the node refuses, or the code for accounts does not come.
 */
export async function fetchSnapshot(
  client: Client,
  protocol: LendingProtocol,
  chainId: number,
  asked: Asked | null,
  { scope, onPart }: SnapshotOptions = {},
): Promise<RawSnapshot> {
  const key = `${protocol.id}:${chainId}`
  const safes =
    asked && asked.only === undefined
      ? findKnownSafes(client, `${key}:${asked.owner.toLowerCase()}`, asked.owner)
      : null
  const known = findHoldings(client, key)
  const read = async () => {
    // on its way while it is asked what there is
    const code = asked && loadAccountCode()
    const kept = keepStructure(client, protocol, chainId, {
      safes: safes && safes.looks.size === 0 ? safes.candidates.map(({ address }) => address) : [],
      onFound: (found) => void (safes && noteFound(safes, found)),
      isAwaited: onPart !== undefined,
      isTraded: !(scope && 'pools' in scope),
    })
    if (onPart) void showPart(client, kept, onPart)
    const [whole, account] = await Promise.all([kept.structure, code])
    const owner = asked && ownerOf(asked, safes)
    const structure = narrow(whole, scope, owner ? findHeld(known, owner.holders) : findNobodys(scope))
    return { whole, ...(await readState(client, structure, owner && (account?.readOwner(owner) ?? null))) }
  }
  const isLacking = ({ raw, whole }: Awaited<ReturnType<typeof read>>) =>
    [safes !== null && noteSafes(safes, raw), noteHoldings(known, raw, whole, scope)].includes(true)
  let result = await read()
  if (result.isChanged) {
    forgetStructure(client, protocol, chainId)
    result = await read()
  }
  if (!isLacking(result)) return result.raw
  result = await read()
  isLacking(result)
  return result.raw
}

/** Positions of nobody's are none, while any position may hold anything. */
function findNobodys(scope: Scope | undefined): Assets | null {
  return scope && 'positions' in scope ? new Set() : null
}

function ownerOf({ owner, only }: Asked, safes: KnownSafes | null): Owner {
  if (safes) {
    const { candidates } = safes
    return { owner, holders: [owner, ...listWanted(safes)], candidates, spenders: listSpenders(safes) }
  }
  const candidates = listCandidates(owner).filter(({ address }) => only && isSameAddress(address, only))
  const isAccount = only !== undefined && isSameAddress(only, owner)
  // anything else is not the owner's
  const spenders = candidates.map(({ address }) => address)
  return { owner, holders: isAccount ? [owner] : spenders, candidates, spenders }
}

async function readState(
  client: Client,
  structure: Structure,
  owner: OwnerRead | null,
): Promise<SnapshotResult> {
  const batch = createBatch({ blockNumberFrom: structure.blockNumberFrom, gasOf: GAS_OF_CALLS })
  const assemble = planSnapshot(batch, structure, owner)
  const answers = await fetchBatch(client, batch.pages(), 'latest')
  const { raw, isChanged } = assemble(answers)
  return { raw: { ...raw, sentBytes: answers.sentBytes }, isChanged }
}

/** The first figures, while the pools are being looked at. What cannot be shown yet is shown later. */
async function showPart(
  client: Client,
  { underWay }: KeptStructure,
  onPart: (raw: RawSnapshot) => void,
): Promise<void> {
  if (!underWay) return
  try {
    const { structure, first } = await underWay
    onPart(first ?? (await readState(client, structure, null)).raw)
  } catch {
    // the whole of it will say what is wrong
  }
}
