import type { GasOfCalls } from '../../batch/batch'

/** What does more than look things up. Feeds of shares ask further feeds. */
export const GAS_OF_CALLS: GasOfCalls = {
  'latestRoundData()': 50_000,
  'calcDebtAndCollateral(address,uint8)': 400_000,
}
