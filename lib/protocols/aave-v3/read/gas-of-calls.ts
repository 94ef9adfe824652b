import type { GasOfCalls } from '../../batch/batch'

/**
 * What does more than look things up: prices of shares rest on further feeds, those of most assets on one, and an account's data
 * on all that it has.
 */
export const GAS_OF_CALLS: GasOfCalls = {
  'getAssetPrice(address)': 30_000,
  // the price has just asked the same source
  'latestRoundData()': 15_000,
  'getReserveData(address)': 35_000,
  'getUserAccountData(address)': 1_500_000,
}
