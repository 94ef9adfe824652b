import { type Client, concatHex, type Hex, numberToHex } from 'viem'
import type { Address } from '../../../domain/asset'
import { selectorOf } from '../../../domain/signature'
import { type BlockNumberFrom, findBlockNumberFrom } from '../../batch/block-number'
import { type BlockTag, callCode } from '../../batch/call-code'
import { requireEntry } from '../addresses'
import { structureCode } from './lens.generated'
import { readPage, type StructureMarket, type StructureToken } from './structure-page'

/** Its name and arguments, as `encodeLoad` writes them. */
export const LOAD = 'load(address,uint256,address[],uint256,bool)'

export type { StructureMarket, StructureToken }

/** What Gearbox consists of on a chain: see `structure.sol`. */
export type Structure = {
  readonly chainId: number
  readonly blockNumberFrom: BlockNumberFrom
  readonly markets: readonly StructureMarket[]
  /** By address in lower case. */
  readonly tokens: ReadonlyMap<string, StructureToken>
  readonly brokenConfigurators: readonly Address[]
  /** Whether that is all, or more pages are under way. */
  readonly isWhole: boolean
}

/** Under the 2^24 gas of a transaction, which some nodes hold calls to. A market takes up to a few millions more. */
const PAGE_GAS = 9_000_000n

/** Tokens that a request names as known, the newest: what is described twice is the same. */
const MAX_KNOWN = 500

export function emptyStructure(chainId: number, blockNumberFrom: BlockNumberFrom = 'evm'): Structure {
  return {
    chainId,
    blockNumberFrom,
    markets: [],
    tokens: new Map(),
    brokenConfigurators: [],
    isWhole: true,
  }
}

/**
 * All that is known after each page, of about a dozen markets of 30 tokens: one RPC request a page, at the block of the first.
 * Throws where the node refuses or Gearbox is not there.
 */
export async function* fetchStructure(
  client: Client,
  chainId: number,
  block: BlockTag,
): AsyncGenerator<Structure> {
  const entry = requireEntry(chainId)
  const blockNumberFrom = findBlockNumberFrom(client)
  let structure = emptyStructure(chainId, blockNumberFrom)
  let at = block
  for (let next = 0n; ; ) {
    const known = [...structure.tokens.values()].map(({ token }) => token)
    const data = encodeLoad(entry, next, known.slice(-MAX_KNOWN), blockNumberFrom === 'arbsys')
    const page = readPage(await callCode(client, structureCode, data, at))
    structure = {
      ...structure,
      markets: [...structure.markets, ...page.markets],
      tokens: new Map([...structure.tokens, ...page.tokens.map(byAddress)]),
      brokenConfigurators: page.brokenConfigurators,
      isWhole: page.next >= page.count,
    }
    yield structure
    if (structure.isWhole) return
    next = page.next
    at = page.blockNumber
  }
}

/** Word by word: every page carries this, and viem's coder of any arguments would be a kilobyte more. */
function encodeLoad(entry: Address, first: bigint, known: readonly Address[], isOnTop: boolean): Hex {
  const listAt = 5n * 32n
  const list = [BigInt(known.length), ...known.map(BigInt)]
  const words = [BigInt(entry), first, listAt, PAGE_GAS, BigInt(isOnTop), ...list]
  return concatHex([selectorOf(LOAD), ...words.map((word) => numberToHex(word, { size: 32 }))])
}

const byAddress = (token: StructureToken) => [token.token.toLowerCase(), token] as const

/** Without an answer to each of these there is no market. */
const VITAL = [
  'creditFacade()',
  'creditConfigurator()',
  'pool()',
  'underlying()',
  'priceOracle()',
  'poolQuotaKeeper()',
  'getTokenByMask(uint256)',
] as const

/** The call without whose answer there is no market; null where all of them were answered. */
export function failedCallOf({ failed }: StructureMarket): string | null {
  if (BigInt(failed) === 0n) return null
  return VITAL.find((call) => failed.startsWith(selectorOf(call))) ?? failed
}

/** Whether everything of it was answered. */
export function isSound({ markets, tokens, brokenConfigurators }: Structure): boolean {
  return (
    brokenConfigurators.length === 0 &&
    markets.every((market) => failedCallOf(market) === null && market.broken.length === 0) &&
    [...tokens.values()].every(({ isReadable }) => isReadable)
  )
}
