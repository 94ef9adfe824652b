import { bothWays } from '../both-ways'
import type { VenueReader } from '../venue'

export const uniswapV2Reader: VenueReader = {
  id: 'uniswap-v2',
  listPassages: ({ uniswapPools }) =>
    uniswapPools.flatMap(({ token0, token1, reserve0, reserve1 }, index) =>
      reserve0 === 0n || reserve1 === 0n ? [] : bothWays(token0, token1, index),
    ),
  listPriceSources: ({ uniswapPools }) =>
    uniswapPools.map(({ token0, token1, reserve0, reserve1 }) => [
      { token: token0, balance: reserve0, weight: 1n },
      { token: token1, balance: reserve1, weight: 1n },
    ]),
}
