import { type Client, zeroAddress } from 'viem'
import type { Address } from '../../../domain/asset'
import { type Answers, addressOf, readAnswers } from '../../batch/answers'
import { type Batch, createBatch } from '../../batch/batch'
import { type BlockNumberFrom, findBlockNumberFrom } from '../../batch/block-number'
import { fetchBatch } from '../../batch/fetch-batch'
import type { LendingProtocol } from '../protocols'
import type { FoundPool, MappedPool, Pair } from '../venues/uniswap-v3/read'
import { listFarmPairs } from './farm-pairs'
import { GAS_OF_CALLS } from './gas-of-calls'
import type { RawUnreadable } from './raw'
import { readIsThere } from './read-is-there'
import { planEMode, type StructureEMode } from './structure-e-mode'
import { planReserve, type StructureIncentive, type StructureReserve } from './structure-reserve'

/** What a protocol consists of on a chain. */
export type Structure = {
  readonly protocol: LendingProtocol
  readonly chainId: number
  readonly blockNumberFrom: BlockNumberFrom
  readonly pool: Address
  readonly oracle: Address
  /** Forbids borrowing after a chain's outage; the zero address where nothing does. */
  readonly sentinel: Address
  /** The hash of the pool's list of reserves. */
  readonly listHash: bigint
  readonly reserves: readonly StructureReserve[]
  readonly eModes: readonly StructureEMode[]
  readonly incentives: readonly StructureIncentive[]
  /** The pools of its pairs, by then: none as long as nobody looked. */
  readonly pools: readonly FoundPool[]
  /** Those with the ticks around their prices: what is read of pools is read of these. */
  readonly maps: readonly MappedPool[]
  /** What it consists of besides, and does not tell. */
  readonly unreadable: readonly RawUnreadable[]
}

/** As many as fit into a bitmap of two bits each. */
const MAX_RESERVES = 128
const MAX_E_MODES = 255

/** What values are told in, in dollars with 8 decimals. */
const DOLLAR_UNIT = 10n ** 8n

export type FetchedStructure = {
  readonly structure: Structure
  /** What may be looped into and owed for it, by then, each two once. */
  readonly pairs: readonly Pair[]
  /** Which of the Safes that were asked about are there. */
  readonly found: readonly Address[]
}

/**
 * One RPC request, which may ask on its way which of an owner's Safes are there. Which reserves and categories there are is not known beforehand, so each that there may be is asked for:
 * those that are not there cost a few bytes. Throws what the client throws.
 */
export async function fetchStructure(
  client: Client,
  protocol: LendingProtocol,
  chainId: number,
  safes: readonly Address[] = [],
): Promise<FetchedStructure> {
  const blockNumberFrom = findBlockNumberFrom(client)
  const batch = createBatch({ isOnePage: true, blockNumberFrom, gasOf: GAS_OF_CALLS })
  const assemble = planStructure(batch, protocol, chainId)
  const asked = safes.map((safe) => ({ safe, isThere: readIsThere(batch, safe) }))
  const answers = readAnswers((await fetchBatch(client, batch.pages(), 'latest')).answers)
  const { pairs, ...structure } = assemble(answers)
  return {
    structure: { protocol, chainId, blockNumberFrom, ...structure, pools: [], maps: [] },
    pairs,
    found: asked.flatMap(({ safe, isThere }) => (isThere(answers) ? [safe] : [])),
  }
}

function planStructure(batch: Batch, protocol: LendingProtocol, chainId: number) {
  const entry = protocol.entries[chainId]
  if (!entry) throw new Error(`${protocol.name} is not on chain ${chainId}`)
  const ofEntry = (signature: string) => batch.call(entry, signature)
  const [pool, oracle] = [batch.slot(entry, 'getPool()'), batch.slot(entry, 'getPriceOracle()')]
  const addresses = {
    pool: ofEntry('getPool()'),
    oracle: ofEntry('getPriceOracle()'),
    sentinel: ofEntry('getPriceOracleSentinel()'),
  }
  const list = batch.hash(pool, 'getReservesList()')
  const unit = batch.call(oracle, 'BASE_CURRENCY_UNIT()')
  const context = { batch, entry, pool, oracle, line: protocol.line }
  const reserves = Array.from({ length: MAX_RESERVES }, (_, id) => planReserve(context, id))
  const eModes = Array.from({ length: MAX_E_MODES }, (_, index) =>
    planEMode(batch, protocol.line, pool, index + 1),
  )

  return (answers: Answers) => {
    const { word, attempt } = answers
    const address = (of: keyof typeof addresses) =>
      attempt(() => addressOf(word(addresses[of], of))) ?? zeroAddress
    const found = {
      pool: address('pool'),
      oracle: address('oracle'),
      sentinel: address('sentinel'),
      listHash: attempt(() => word(list, 'getReservesList()')) ?? 0n,
    }
    const fault = findFault(
      found,
      attempt(() => word(unit, 'BASE_CURRENCY_UNIT()')),
    )
    if (fault !== null) {
      const unreadable = [{ kind: 'market' as const, name: protocol.name, reason: fault }]
      return { ...found, reserves: [], eModes: [], incentives: [], pairs: [], unreadable }
    }
    const results = reserves.flatMap((read) => read(answers) ?? [])
    const terms = results.flatMap(({ reserve, config }) =>
      reserve && config ? [{ ...reserve, config }] : [],
    )
    const categories = eModes.flatMap((read) => read(answers, terms) ?? [])
    return {
      ...found,
      reserves: results.flatMap(({ reserve }) => reserve ?? []),
      eModes: categories.map(({ eMode }) => eMode),
      pairs: listFarmPairs(
        terms,
        categories.map(({ terms }) => terms),
      ),
      incentives: results.flatMap(({ incentives }) => incentives),
      unreadable: results.flatMap(({ unreadable }) => unreadable ?? []),
    }
  }
}

/** Why nothing of it can be told; null where all that it rests on is there. */
function findFault(
  { pool, oracle, listHash }: Pick<Structure, 'pool' | 'oracle' | 'listHash'>,
  unit: bigint | undefined,
): string | null {
  if (pool === zeroAddress || listHash === 0n) return 'it does not say which reserves there are'
  if (oracle === zeroAddress || unit === undefined) return 'it has no oracle'
  return unit === DOLLAR_UNIT ? null : 'its oracle does not count in dollars with 8 decimals'
}
