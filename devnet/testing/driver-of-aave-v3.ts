import type { Address } from '../../lib/domain/asset'
import type { Farm } from '../../lib/domain/farm'
import { Q96 } from '../../lib/domain/ticks'
import type { PricedAsset } from '../../lib/domain/value'
import { isDollar } from '../../lib/protocols/aave-v3/addresses'
import { aaveV3, type LendingProtocol, spark } from '../../lib/protocols/aave-v3/protocols'
import { stateOf } from '../../lib/protocols/aave-v3/read/state'
import type { UniswapV3Pool } from '../../lib/protocols/aave-v3/venues/uniswap-v3/read'
import type { MarketSnapshot } from '../../lib/protocols/protocol'
import { owner as payer, practiceAave, practiceSpark, practiceUniswapV3 } from '../accounts'
import { DISTURBANCES, disturbLending } from './disturb-lending'
import type { Exchange, ProtocolDriver } from './driver'
import { isAaveReasonTrue } from './reasons-of-aave-v3'

export const aaveV3Driver = makeDriver(aaveV3, practiceAave, {
  directions: ['long', 'short', 'neutral'],
  paysRewards: true,
  paysBorrowers: ({ debts }) => debts.some(({ asset, amount }) => amount > 0n && asset.symbol === 'USDT'),
  fewestFarms: 10,
  deposits: ['WETH', 'USDC', 'wstETH'],
})
/** Its dollars are no collateral: nobody is short there. */
export const sparkDriver = makeDriver(spark, practiceSpark, {
  directions: ['long', 'neutral'],
  paysRewards: false,
  paysBorrowers: () => false,
  fewestFarms: 4,
  deposits: ['WETH', 'wstETH'],
})

function makeDriver(
  { id }: LendingProtocol,
  provider: Address,
  found: Pick<ProtocolDriver, 'directions' | 'paysRewards' | 'paysBorrowers' | 'fewestFarms' | 'deposits'>,
): ProtocolDriver {
  return {
    protocol: id,
    isDollar,
    listPriced,
    // rewards are paid out of the stock of whoever promised them
    listVaults: (markets) => [...rawOf(markets).reserves.map(({ supplyToken }) => supplyToken), payer],
    listExchanges: (markets) => {
      const priced = listPriced(markets)
      return rawOf(markets).pools.flatMap((pool) => convertExchange(pool, priced) ?? [])
    },
    listPassages: (markets) => [rawOf(markets).structure.pool, practiceUniswapV3.router],
    listSpenders: (markets) => [rawOf(markets).structure.pool, practiceUniswapV3.router],
    listClaims: (markets) =>
      rawOf(markets).reserves.flatMap(({ supplyToken, debtToken }) => [supplyToken, debtToken]),
    // a Safe is swept, and an account's own tokens are its owner's
    keptUnits: 0n,
    modelSteps: 150,
    // the account and three Safes, or the first that is free; any debt, and every price that can be set
    choices: { lends: true, holders: 5, debts: 8, prices: 8, disturbances: DISTURBANCES },
    disturb: (chain, account, disturbance) => disturbLending(chain, provider, account, disturbance),
    isReasonTrue: isAaveReasonTrue,
    kindOf,
    limitedAs,
    judgesEachCall: true,
    // what there is, its pools, where their liquidity changes, what it says, and growth
    firstRequests: 5,
    ...found,
  }
}

const rawOf = (markets: MarketSnapshot) => stateOf(markets).raw

function listPriced(markets: MarketSnapshot): readonly PricedAsset[] {
  return stateOf(markets).parts.map(({ asset, reserve }) => ({ asset, priceE8: reserve.priceE8 }))
}

/** What liquidity comes to around the price, as a pool over all prices would hold it: worth alike at that price. */
function convertExchange(
  { address, token0, token1, sqrtPriceX96, liquidity }: UniswapV3Pool,
  priced: readonly PricedAsset[],
): Exchange | null {
  const [one, other] = [token0, token1].map((token) => priced.find(({ asset }) => asset.address === token))
  if (!one || !other) return null
  return {
    sides: [
      { priced: one, amount: (liquidity * Q96) / sqrtPriceX96 },
      { priced: other, amount: (liquidity * sqrtPriceX96) / Q96 },
    ],
    heldAt: address,
  }
}

/** By what it is, and by whether what is borrowed is a dollar: the pool treats assets alike. */
function kindOf(farm: Farm): string {
  return [farm.forms, limitedAs(farm)].join()
}

function limitedAs({ chainId, direction, debtAsset }: Farm): string {
  return [direction, isDollar(chainId, debtAsset.address)].join()
}
