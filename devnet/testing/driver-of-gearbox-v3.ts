import type { Address } from '../../lib/domain/asset'
import { isDollar } from '../../lib/protocols/gearbox-v3/addresses'
import { PROTOCOL_ID } from '../../lib/protocols/gearbox-v3/ids'
import { convertPriced, tokenOf } from '../../lib/protocols/gearbox-v3/read/assets'
import { stateOf } from '../../lib/protocols/gearbox-v3/read/convert'
import type { RawMarket } from '../../lib/protocols/gearbox-v3/read/raw'
import type { MarketSnapshot } from '../../lib/protocols/protocol'
import type { ExchangeSide, ProtocolDriver } from './driver'

const marketsOf = (markets: MarketSnapshot): readonly RawMarket[] => stateOf(markets).raw.markets

/** Uniswap pairs have no id of their own in a market: their tokens tell them apart. */
function listExchangesOf(market: RawMarket): readonly (readonly [string, readonly ExchangeSide[]])[] {
  const side = (token: Address, amount = 0n): ExchangeSide => ({
    priced: convertPriced(tokenOf(market, token)),
    amount,
  })
  return [
    ...market.uniswapPools.map(
      (p) => [`${p.token0}${p.token1}`, [side(p.token0, p.reserve0), side(p.token1, p.reserve1)]] as const,
    ),
    ...market.balancerPools.map(
      (p) => [p.poolId, p.tokens.map((token, i) => side(token, p.balances[i]))] as const,
    ),
  ]
}

export const gearboxV3Driver: ProtocolDriver = {
  protocol: PROTOCOL_ID,
  isDollar,
  listPriced: (markets) => marketsOf(markets).flatMap(({ tokens }) => tokens.map(convertPriced)),
  listVaults: (markets) =>
    marketsOf(markets).flatMap(({ stakings, vaults, pool }) => [
      ...stakings.map(({ target }) => target),
      ...vaults.map(({ vault }) => vault),
      pool,
    ]),
  listExchanges: (markets) =>
    [...new Map(marketsOf(markets).flatMap(listExchangesOf)).values()].map((sides) => ({
      sides,
      heldAt: null,
    })),
  listPassages: (markets) =>
    marketsOf(markets).flatMap((market) => [
      market.creditManager,
      market.creditFacade,
      ...[market.uniswapPools, market.balancerPools, market.stakings, market.vaults]
        .flat()
        .map(({ adapter }) => adapter),
    ]),
  listSpenders: () => [],
  listClaims: () => [],
  // `CreditManagerV3` and its adapters leave a unit in an account, so that its storage slot stays in use.
  keptUnits: 1n,
  modelSteps: 500,
  // an account of its own with one debt, and the five tokens that its markets know; what its operators do stands by itself
  choices: { lends: true, holders: 1, debts: 1, prices: 5, disturbances: 0 },
  disturb: async () => false,
  isReasonTrue: () => null,
  kindOf: ({ id }) => id,
  limitedAs: ({ id }) => id,
  deposits: ['WETH', 'USDC', 'USDT', 'SYND'],
  directions: ['long', 'short'],
  judgesEachCall: false,
  paysRewards: true,
  paysBorrowers: () => false,
  fewestFarms: 6,
  firstRequests: 3,
}
