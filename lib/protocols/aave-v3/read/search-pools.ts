import type { Client } from 'viem'
import { readAnswers } from '../../batch/answers'
import { createBatch } from '../../batch/batch'
import { fetchBatch } from '../../batch/fetch-batch'
import { findExchangeContracts } from '../addresses'
import { findPools, mapPools, type UnreadablePool } from '../venues/uniswap-v3/read'
import { GAS_OF_CALLS } from './gas-of-calls'
import type { RawSnapshot } from './raw'
import { describePools } from './read-mapped'
import { planSnapshot } from './read-snapshot'
import type { FetchedStructure, Structure } from './structure'

/** What was found, with the pools of its pairs. `first` is what all says by then, where that was wanted. */
export type Searched = { readonly structure: Structure; readonly first: RawSnapshot | null }

/**
 * Looks which pools there are, and with them what everything says where somebody waits for the first figures. One RPC request,
 * more where there are dozens of reserves; none where no exchange is known.
 */
export async function searchPools(
  client: Client,
  { structure, pairs }: FetchedStructure,
  isAwaited: boolean,
): Promise<Searched> {
  const contracts = findExchangeContracts(structure.chainId)
  if (!contracts || pairs.length === 0) return { structure, first: null }
  const batch = createBatch({ blockNumberFrom: structure.blockNumberFrom, gasOf: GAS_OF_CALLS })
  const assemble = isAwaited ? planSnapshot(batch, structure, null) : null
  const find = findPools(batch, contracts.factory, pairs)
  const answers = await fetchBatch(client, batch.pages(), 'latest')
  const found = find(readAnswers(answers.answers))
  const searched = withUnreadable({ ...structure, pools: found.pools }, found.unreadable)
  return { structure: searched, first: assemble && { ...assemble(answers).raw, structure: searched } }
}

/** Looks where in the pools liquidity changes. One RPC request, none where there is no pool. */
export async function fetchMaps(client: Client, structure: Structure): Promise<Structure> {
  const { pools, blockNumberFrom } = structure
  if (pools.length === 0) return structure
  const batch = createBatch({ blockNumberFrom, gasOf: GAS_OF_CALLS })
  const map = mapPools(batch, pools)
  const { answers } = await fetchBatch(client, batch.pages(), 'latest')
  const mapped = map(readAnswers(answers))
  return withUnreadable({ ...structure, maps: mapped.pools }, mapped.unreadable)
}

function withUnreadable(structure: Structure, unreadable: readonly UnreadablePool[]): Structure {
  return { ...structure, unreadable: [...structure.unreadable, ...describePools(structure, unreadable)] }
}
