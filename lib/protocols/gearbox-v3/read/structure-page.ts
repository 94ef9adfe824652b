import { type Hex, numberToHex } from 'viem'
import type { Address } from '../../../domain/asset'
import { NoCodeError } from '../../../domain/no-code-error'
import { addressOf } from '../../batch/answers'
import { textOf } from '../../batch/text-of'

/** Something at an address that belongs to a market, and that its adapter leads to. */
type ByAdapter<Names extends string> = { readonly [Name in Names | 'adapter']: Address }

/** A market as `structure.sol` finds it. */
export type StructureMarket = {
  readonly creditManager: Address
  /** The selector of the call without whose answer there is no market, and zeros; all of it zeros where there is one. */
  readonly failed: Hex
  readonly creditFacade: Address
  readonly configurator: Address
  readonly pool: Address
  readonly quotaKeeper: Address
  readonly oracle: Address
  readonly underlying: Address
  /** Whose holders alone may open; zero where everybody may. */
  readonly degenNFT: Address
  readonly isExpirable: boolean
  /** The hash of what the configurator answers to `allowedAdapters`: another one means another structure. */
  readonly adaptersHash: bigint
  readonly name: string
  readonly poolName: string
  readonly tokens: readonly Address[]
  /** By token, as `reserveFeeds`: where the oracle takes its price from. */
  readonly feeds: readonly Address[]
  readonly reserveFeeds: readonly Address[]
  /** The pair is zero where it was allowed and never made. */
  readonly uniswapPools: readonly ByAdapter<'token0' | 'token1' | 'pair'>[]
  readonly balancerPools: readonly (ByAdapter<'vault' | 'pool'> & { readonly poolId: Hex })[]
  readonly stakings: readonly ByAdapter<'target' | 'stakingToken' | 'rewardsToken' | 'phantomToken'>[]
  readonly vaults: readonly ByAdapter<'vault' | 'asset'>[]
  /** What an adapter lists that its operators may add to: another hash means another structure. */
  readonly listings: readonly {
    readonly adapter: Address
    readonly isOfPairs: boolean
    readonly hash: bigint
  }[]
  /** Adapters of kinds that are known, of which something could not be read. */
  readonly broken: readonly Address[]
}

export type StructureToken = {
  readonly token: Address
  /** False where it does not tell its decimals, without which no amount of it means anything. */
  readonly isReadable: boolean
  readonly decimals: number
  /** Stands for a balance that lies elsewhere: only its adapter can give it out. */
  readonly isPhantom: boolean
  readonly symbol: string
  readonly name: string
}

export type StructurePage = {
  readonly blockNumber: bigint
  /** How many markets there are, and which of them comes next: as many as there are where this is all. */
  readonly count: bigint
  readonly next: bigint
  readonly markets: readonly StructureMarket[]
  readonly tokens: readonly StructureToken[]
  /** Where markets are listed, but could not be read. */
  readonly brokenConfigurators: readonly Address[]
}

/** The kinds of `structure.sol`, each with how many words it has. */
export const PIECES = {
  page: [0, 3],
  market: [1, 17],
  collateral: [2, 3],
  uniswapPool: [3, 4],
  balancerPool: [4, 3],
  staking: [5, 5],
  vault: [6, 3],
  pairs: [7, 2],
  poolIds: [8, 2],
  brokenAdapter: [9, 1],
  token: [10, 10],
  brokenConfigurator: [11, 1],
} as const satisfies Record<string, readonly [kind: number, words: number]>

type Name = keyof typeof PIECES
type Piece = { readonly name: Name; readonly words: readonly bigint[] }

/** What the words say. Throws where they are no such thing, or no code has answered. */
export function readPage(data: Hex): StructurePage {
  const pieces = readPieces(data)
  const starts = pieces.flatMap(({ name }, at) => (name === 'market' ? [at] : []))
  const [page] = of(pieces, 'page', ([blockNumber = 0n, count = 0n, next = 0n]) => ({
    blockNumber,
    count,
    next,
  }))
  if (!page) throw new RangeError('The answer ends too early')
  return {
    ...page,
    markets: starts.map((start, number) => readMarket(pieces.slice(start, starts[number + 1]))),
    tokens: of(pieces, 'token', ([token, isReadable, decimals, isPhantom, ...texts]) => ({
      token: at(token),
      isReadable: isReadable !== 0n,
      decimals: Number(decimals),
      isPhantom: isPhantom !== 0n,
      symbol: readText(texts),
      name: readText(texts.slice(TEXT)),
    })),
    brokenConfigurators: of(pieces, 'brokenConfigurator', ([configurator]) => at(configurator)),
  }
}

/** Its own piece, and those behind it. */
function readMarket(pieces: readonly Piece[]): StructureMarket {
  const [manager, failed = 0n, facade, configurator, pool, keeper, oracle, underlying, nft, ...rest] =
    pieces[0]?.words ?? []
  const [isExpirable, adaptersHash = 0n, ...texts] = rest
  const inMarket = <Part>(name: Name, read: (words: readonly bigint[]) => Part) => of(pieces, name, read)
  const listing = (isOfPairs: boolean) => (words: readonly bigint[]) => ({
    adapter: at(words[0]),
    isOfPairs,
    hash: words[1] ?? 0n,
  })
  return {
    creditManager: at(manager),
    failed: bytesOf(failed),
    creditFacade: at(facade),
    configurator: at(configurator),
    pool: at(pool),
    quotaKeeper: at(keeper),
    oracle: at(oracle),
    underlying: at(underlying),
    degenNFT: at(nft),
    isExpirable: isExpirable !== 0n,
    adaptersHash,
    name: readText(texts),
    poolName: readText(texts.slice(TEXT)),
    tokens: inMarket('collateral', ([token]) => at(token)),
    feeds: inMarket('collateral', ([, feed]) => at(feed)),
    reserveFeeds: inMarket('collateral', ([, , feed]) => at(feed)),
    uniswapPools: inMarket('uniswapPool', ([adapter, token0, token1, pair]) => ({
      adapter: at(adapter),
      token0: at(token0),
      token1: at(token1),
      pair: at(pair),
    })),
    balancerPools: inMarket('balancerPool', ([adapter, vault, id = 0n]) => ({
      adapter: at(adapter),
      vault: at(vault),
      poolId: bytesOf(id),
      // a pool's id begins with its address
      pool: at(id >> 96n),
    })),
    stakings: inMarket('staking', ([adapter, target, stakingToken, rewardsToken, phantomToken]) => ({
      adapter: at(adapter),
      target: at(target),
      stakingToken: at(stakingToken),
      rewardsToken: at(rewardsToken),
      phantomToken: at(phantomToken),
    })),
    vaults: inMarket('vault', ([adapter, vault, asset]) => ({
      adapter: at(adapter),
      vault: at(vault),
      asset: at(asset),
    })),
    listings: [...inMarket('pairs', listing(true)), ...inMarket('poolIds', listing(false))],
    broken: inMarket('brokenAdapter', ([adapter]) => at(adapter)),
  }
}

function readPieces(data: Hex): readonly Piece[] {
  if (data === '0x') throw new NoCodeError()
  const words = data.match(/[0-9a-f]{64}/gi)?.map((word) => BigInt(`0x${word}`)) ?? []
  const names = Object.keys(PIECES) as Name[]
  const pieces: Piece[] = []
  for (let at = 0; at < words.length; ) {
    const name = names.find((one) => BigInt(PIECES[one][0]) === words[at])
    const end = at + 1 + (name ? PIECES[name][1] : words.length)
    if (!name || end > words.length) throw new RangeError('The answer is not what our own code answers')
    pieces.push({ name, words: words.slice(at + 1, end) })
    at = end
  }
  return pieces
}

function of<Part>(
  pieces: readonly Piece[],
  wanted: Name,
  read: (words: readonly bigint[]) => Part,
): readonly Part[] {
  return pieces.flatMap(({ name, words }) => (name === wanted ? [read(words)] : []))
}

const at = (word = 0n): Address => addressOf(word)

const bytesOf = (word: bigint): Hex => numberToHex(word, { size: 32 })

/** How many words a text takes: its length in bytes, and 64 of them. */
const TEXT = 3

/** As if it were a string that was answered. */
const readText = (words: readonly bigint[]): string => textOf([32n, ...words.slice(0, TEXT)])
