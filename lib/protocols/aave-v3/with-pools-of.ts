import { isSameAddress } from '../../domain/asset'
import type { AccountSnapshot, MarketSnapshot } from '../protocol'
import { type AaveState, stateOf } from './read/state'

/** The account where pools are as another snapshot has them; what that has not read stays. Nobody's positions are in the pools. */
export function withPoolsOf(account: AccountSnapshot, markets: MarketSnapshot): AccountSnapshot {
  const state = stateOf(account.markets)
  const others = stateOf(markets).raw.pools
  const pools = state.raw.pools.map(
    (pool) => others.find(({ address }) => isSameAddress(address, pool.address)) ?? pool,
  )
  const moved: AaveState = { ...state, raw: { ...state.raw, pools } }
  return { ...account, markets: { ...account.markets, state: moved } }
}
