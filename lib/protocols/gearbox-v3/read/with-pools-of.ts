import { isSameAddress } from '../../../domain/asset'
import { mulDivDown } from '../../../domain/math'
import type { AccountSnapshot, MarketSnapshot } from '../../protocol'
import { stateOf } from './convert'
import type { GearboxState, RawMarket } from './raw'

/**
 * The account on the pools of another snapshot: pairs as they are there, weighted pools at the ratio that they have
 * there and as large as they are here, since one's own shares are part of them.
 */
export function withPoolsOf(account: AccountSnapshot, markets: MarketSnapshot): AccountSnapshot {
  const state = stateOf(account.markets)
  const others = stateOf(markets).raw.markets
  const raw = {
    ...state.raw,
    markets: state.raw.markets.map((market) => {
      const other = others.find(({ creditManager }) => isSameAddress(creditManager, market.creditManager))
      return other ? movePools(market, other) : market
    }),
  }
  return { ...account, markets: { ...account.markets, state: { ...state, raw } satisfies GearboxState } }
}

function movePools(market: RawMarket, other: RawMarket): RawMarket {
  return {
    ...market,
    uniswapPools: market.uniswapPools.map((pool) => {
      const there = other.uniswapPools.find(
        ({ token0, token1 }) => isSameAddress(token0, pool.token0) && isSameAddress(token1, pool.token1),
      )
      return there ? { ...pool, reserve0: there.reserve0, reserve1: there.reserve1 } : pool
    }),
    balancerPools: market.balancerPools.map((pool) => {
      const there = other.balancerPools.find(({ poolId }) => poolId === pool.poolId)
      if (!there || there.supply === 0n) return pool
      return { ...pool, balances: there.balances.map((b) => mulDivDown(b, pool.supply, there.supply)) }
    }),
  }
}
