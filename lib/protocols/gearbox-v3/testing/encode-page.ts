import { concatHex, type Hex, numberToHex, padHex, size, stringToHex } from 'viem'
import { PIECES, type StructureMarket, type StructurePage } from '../read/structure-page'

type Word = bigint | number | boolean | Hex

/** The words that `structure.sol` answers for a page. Texts must be of 64 bytes at most. */
export function encodePage({
  blockNumber,
  count,
  next,
  markets,
  tokens,
  brokenConfigurators,
}: StructurePage): Hex {
  return concatHex([
    ...brokenConfigurators.map((configurator) => piece('brokenConfigurator', [configurator])),
    ...markets.flatMap(encodeMarket),
    ...tokens.map(({ token, isReadable, decimals, isPhantom, symbol, name }) =>
      piece('token', [token, isReadable, decimals, isPhantom, ...text(symbol), ...text(name)]),
    ),
    piece('page', [blockNumber, count, next]),
  ])
}

function encodeMarket(market: StructureMarket): readonly Hex[] {
  const { creditManager, failed, creditFacade, configurator, pool, quotaKeeper, oracle, underlying } = market
  const { degenNFT, isExpirable, adaptersHash, name, poolName, tokens, feeds, reserveFeeds } = market
  const contracts = [creditManager, failed, creditFacade, configurator, pool, quotaKeeper, oracle, underlying]
  return [
    piece('market', [...contracts, degenNFT, isExpirable, adaptersHash, ...text(name), ...text(poolName)]),
    ...tokens.map((token, i) => piece('collateral', [token, feeds[i] ?? 0n, reserveFeeds[i] ?? 0n])),
    ...market.uniswapPools.map(({ adapter, token0, token1, pair }) =>
      piece('uniswapPool', [adapter, token0, token1, pair]),
    ),
    ...market.balancerPools.map(({ adapter, vault, poolId }) =>
      piece('balancerPool', [adapter, vault, poolId]),
    ),
    ...market.stakings.map(({ adapter, target, stakingToken, rewardsToken, phantomToken }) =>
      piece('staking', [adapter, target, stakingToken, rewardsToken, phantomToken]),
    ),
    ...market.vaults.map(({ adapter, vault, asset }) => piece('vault', [adapter, vault, asset])),
    ...market.listings.map(({ adapter, isOfPairs, hash }) =>
      piece(isOfPairs ? 'pairs' : 'poolIds', [adapter, hash]),
    ),
    ...market.broken.map((adapter) => piece('brokenAdapter', [adapter])),
  ]
}

function piece(name: keyof typeof PIECES, words: readonly Word[]): Hex {
  const [kind, count] = PIECES[name]
  if (words.length !== count) throw new RangeError(`A piece of kind ${name} has ${count} words`)
  return concatHex([kind, ...words].map((word) => numberToHex(BigInt(word), { size: 32 })))
}

function text(value: string): readonly Word[] {
  const bytes = stringToHex(value)
  const padded = padHex(bytes, { size: 64, dir: 'right' })
  return [size(bytes), padded.slice(0, 66) as Hex, `0x${padded.slice(66)}`]
}
