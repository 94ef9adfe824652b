import { mapSelectors } from '../../batch/testing/batch-wire'

/** The calls whose answers matter to a figure, or to whether anything was read. */
export const KNOWN_CALLS = mapSelectors([
  'creditFacade()',
  'creditConfigurator()',
  'priceOracle()',
  'poolQuotaKeeper()',
  'collateralTokensCount()',
  'degenNFT()',
  'expirable()',
  'paused()',
  'forbiddenTokenMask()',
  'priceFeedParams(address)',
  'reservePriceFeedParams(address)',
  'latestRoundData()',
  'collateralTokenByMask(uint256)',
  'getReserves()',
  'creditAccountInfo(address)',
  'calcDebtAndCollateral(address,uint8)',
])
