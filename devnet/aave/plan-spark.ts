import type { Tokens } from '../deploy-tokens'
import type { FarmTokens, FeedToken } from '../farm-tokens'
import {
  dollarRates,
  etherRates,
  type LendingMarketPlan,
  noCollateral,
  stakedRates,
  uncapped,
} from './reserves'

/** SparkLend: fewer reserves, each in at most one e-mode. */
export function planSpark(tokens: Tokens, farm: FarmTokens): LendingMarketPlan {
  const { WETH, USDC, USDT, SYND } = tokens
  const savings: FeedToken = { ...tokens.savings, symbol: 'sSYND', decimals: 18 }
  return {
    liquidationProtocolFee: 1_000,
    reserves: [
      {
        ...uncapped,
        token: WETH,
        collateral: [8_200, 8_300, 10_500],
        rates: etherRates,
        reserveFactor: 500,
        isBorrowable: true,
        supplied: '25000',
        borrowed: '18000',
      },
      {
        ...uncapped,
        token: farm.wstETH,
        collateral: [7_900, 8_000, 10_700],
        rates: stakedRates,
        reserveFactor: 3_000,
        isBorrowable: true,
        supplied: '15000',
        borrowed: '400',
      },
      {
        ...uncapped,
        token: SYND,
        collateral: noCollateral,
        rates: [9_500, 500, 100, 2_000],
        reserveFactor: 1_000,
        isBorrowable: true,
        isBorrowableInIsolation: true,
        supplied: '30000000',
        borrowed: '22000000',
      },
      {
        ...uncapped,
        token: savings,
        collateral: [7_900, 8_000, 10_500],
        rates: dollarRates,
        reserveFactor: 1_000,
        isBorrowable: false,
        supplied: '4000000',
        borrowed: '0',
      },
      {
        ...uncapped,
        token: USDC,
        collateral: noCollateral,
        rates: dollarRates,
        reserveFactor: 500,
        isBorrowable: true,
        isBorrowableInIsolation: true,
        supplied: '10000000',
        borrowed: '7000000',
      },
      {
        ...uncapped,
        token: USDT,
        collateral: noCollateral,
        rates: dollarRates,
        reserveFactor: 500,
        isBorrowable: true,
        isBorrowableInIsolation: true,
        supplied: '8000000',
        borrowed: '6000000',
      },
      {
        ...uncapped,
        token: farm.cbBTC,
        collateral: [7_400, 7_500, 10_800],
        rates: [6_000, 0, 200, 30_000],
        reserveFactor: 2_000,
        isBorrowable: true,
        borrowCap: 300,
        supplied: '500',
        borrowed: '60',
      },
    ],
    eModes: [
      {
        id: 1,
        label: 'ETH',
        terms: [9_200, 9_300, 10_100],
        collaterals: [WETH, farm.wstETH],
        borrowables: [WETH, farm.wstETH],
      },
    ],
  }
}
