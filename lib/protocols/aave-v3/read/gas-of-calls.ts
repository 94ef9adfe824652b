import type { GasOfCalls } from '../../batch/batch'

/** What does more than look things up: sources of shares ask further ones, and an account's data asks for each of its assets. */
export const GAS_OF_CALLS: GasOfCalls = {
  'getAssetPrice(address)': 60_000,
  'latestRoundData()': 30_000,
  'getReserveData(address)': 40_000,
  'getUserAccountData(address)': 1_500_000,
}
