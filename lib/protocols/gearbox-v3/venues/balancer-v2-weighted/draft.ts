import { encodeFunctionData } from 'viem'
import {
  type HalfWeightedPool,
  quoteHalfWeightedExit,
  quoteHalfWeightedJoin,
  type TokenIndex,
} from '../../../../domain/amm'
import { type Address, isSameAddress } from '../../../../domain/asset'
import { mulDivDown } from '../../../../domain/math'
import { adapterAbi } from '../../draft/calls.generated'
import { tokenOf } from '../../read/assets'
import type { RawMarket } from '../../read/raw'
import { changePool, poolOf } from '../pools'
import type { Passage, Venue } from '../venue'
import { balancerV2WeightedReader } from './read'

const NOBODY: Address = '0x0000000000000000000000000000000000000000'

export const balancerV2Weighted: Venue = {
  ...balancerV2WeightedReader,
  isAtMarket: true,
  describe: (market, passage) => ({
    kind: isJoin(market, passage) ? 'join-pool' : 'exit-pool',
    venue: 'Balancer V2',
  }),
  quote: (market, passage, give) => {
    const pool = halfWeightedPoolOf(market, passage)
    const index = tokenIndexOf(market, passage)
    return isJoin(market, passage)
      ? quoteHalfWeightedJoin(pool, index, give)
      : quoteHalfWeightedExit(pool, index, give)
  },
  move: (market, passage, give, get) => {
    const index = tokenIndexOf(market, passage)
    const [change, minted] = isJoin(market, passage) ? [give, get] : [-get, -give]
    const balancerPools = changePool(market.balancerPools, passage, (pool) => ({
      ...pool,
      balances: pool.balances.map((balance, i) => (i === index ? balance + change : balance)),
      supply: pool.supply + minted,
    }))
    return { ...market, balancerPools }
  },
  encode: (market, passage, { leftover, minRateRay }) => {
    const { adapter, poolId } = poolOf(market.balancerPools, passage)
    const callData = encodeFunctionData({
      abi: adapterAbi,
      functionName: isJoin(market, passage) ? 'joinPoolSingleAssetDiff' : 'exitPoolSingleAssetDiff',
      args: [poolId, tokenOfPool(market, passage), leftover, minRateRay],
    })
    return { target: adapter, callData }
  },
  // the vault checks the deadline of a batch of no swaps, too
  encodeDeadline: ({ balancerPools: [pool] }, deadlineSeconds) => {
    if (!pool) return null
    const funds = { sender: NOBODY, fromInternalBalance: false, recipient: NOBODY, toInternalBalance: false }
    const callData = encodeFunctionData({
      abi: adapterAbi,
      functionName: 'batchSwap',
      args: [0, [], [], funds, [], deadlineSeconds],
    })
    return { target: pool.adapter, callData }
  },
  // at the ratio that it has there and as large as it is here, since one's own shares are part of it
  takePricesOf: (market, other) => ({
    ...market,
    balancerPools: market.balancerPools.map((pool) => {
      const there = other.balancerPools.find(({ poolId }) => poolId === pool.poolId)
      if (!there || there.supply === 0n) return pool
      return { ...pool, balances: there.balances.map((b) => mulDivDown(b, pool.supply, there.supply)) }
    }),
  }),
}

function isJoin(market: RawMarket, passage: Passage): boolean {
  return isSameAddress(passage.to, poolOf(market.balancerPools, passage).pool)
}

/** The one that is put into the pool or taken out of it. */
function tokenOfPool(market: RawMarket, passage: Passage): Address {
  return isJoin(market, passage) ? passage.from : passage.to
}

function tokenIndexOf(market: RawMarket, passage: Passage): TokenIndex {
  const [token0] = poolOf(market.balancerPools, passage).tokens
  return token0 && isSameAddress(token0, tokenOfPool(market, passage)) ? 0 : 1
}

function halfWeightedPoolOf(market: RawMarket, passage: Passage): HalfWeightedPool {
  const { tokens, balances, supply, swapFee } = poolOf(market.balancerPools, passage)
  const [token0, token1] = tokens
  const [balance0, balance1] = balances
  if (!token0 || !token1 || balance0 === undefined || balance1 === undefined)
    throw new Error('A route leads through a pool of less than two tokens')
  return {
    balances: [balance0, balance1],
    decimals: [tokenOf(market, token0).decimals, tokenOf(market, token1).decimals],
    totalSupply: supply,
    swapFeeWad: swapFee,
  }
}
