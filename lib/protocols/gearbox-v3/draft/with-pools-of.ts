import { isSameAddress } from '../../../domain/asset'
import type { AccountSnapshot, MarketSnapshot } from '../../protocol'
import { stateOf } from '../read/convert'
import type { GearboxState, RawMarket } from '../read/raw'
import { venues } from '../venues/list'

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
  return venues.reduce((moved, venue) => venue.takePricesOf?.(moved, other) ?? moved, market)
}
