import type { GasOfCalls } from '../../batch/batch'

/**
 * What does more than look things up: prices of shares rest on further feeds, those of most assets on one, an account's data on
 * all that it has, and a tick is four words. What was called before costs less.
 */
export const GAS_OF_CALLS: GasOfCalls = {
  'getAssetPrice(address)': 30_000,
  // the price has just asked the same source
  'latestRoundData()': 15_000,
  'getReserveData(address)': 35_000,
  // where the same was asked something else just before
  'getVirtualUnderlyingBalance(address)': 5_000,
  'getReserveDeficit(address)': 5_000,
  'allowance(address,address)': 5_000,
  // twice, and the second time it is known; then the same pool says what never changes
  'getPool(address,address,uint24)': 4_000,
  'tickSpacing()': 3_000,
  'ticks(int24)': 14_000,
  'getUserAccountData(address)': 1_500_000,
}
