import { encodeFunctionData } from 'viem'
import { computeReservesAfter, type PairReserves, quotePairSwap } from '../../../../domain/amm'
import { isSameAddress } from '../../../../domain/asset'
import { adapterAbi } from '../../draft/calls.generated'
import type { RawMarket } from '../../read/raw'
import { changePool, poolOf } from '../pools'
import type { Passage, Venue } from '../venue'
import { uniswapV2Reader } from './read'

export const uniswapV2: Venue = {
  ...uniswapV2Reader,
  isAtMarket: true,
  describe: () => ({ kind: 'swap', venue: 'Uniswap V2' }),
  quote: (market, passage, give) => quotePairSwap(reservesOf(market, passage), give),
  move: (market, passage, give) => {
    const { reserveIn, reserveOut } = computeReservesAfter(reservesOf(market, passage), give)
    const uniswapPools = changePool(market.uniswapPools, passage, (pool) =>
      isSameAddress(pool.token0, passage.from)
        ? { ...pool, reserve0: reserveIn, reserve1: reserveOut }
        : { ...pool, reserve0: reserveOut, reserve1: reserveIn },
    )
    return { ...market, uniswapPools }
  },
  encode: (market, passage, { leftover, minRateRay, deadlineSeconds }) => ({
    target: poolOf(market.uniswapPools, passage).adapter,
    callData: encodeFunctionData({
      abi: adapterAbi,
      functionName: 'swapDiffTokensForTokens',
      args: [leftover, minRateRay, [passage.from, passage.to], deadlineSeconds],
    }),
  }),
  takePricesOf: (market, other) => ({
    ...market,
    uniswapPools: market.uniswapPools.map((pool) => {
      const there = other.uniswapPools.find(
        ({ token0, token1 }) => isSameAddress(token0, pool.token0) && isSameAddress(token1, pool.token1),
      )
      return there ? { ...pool, reserve0: there.reserve0, reserve1: there.reserve1 } : pool
    }),
  }),
}

function reservesOf(market: RawMarket, passage: Passage): PairReserves {
  const { token0, reserve0, reserve1 } = poolOf(market.uniswapPools, passage)
  return isSameAddress(token0, passage.from)
    ? { reserveIn: reserve0, reserveOut: reserve1 }
    : { reserveIn: reserve1, reserveOut: reserve0 }
}
