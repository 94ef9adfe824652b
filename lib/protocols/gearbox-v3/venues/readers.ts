import { balancerV2WeightedReader } from './balancer-v2-weighted/read'
import { erc4626Reader } from './erc4626/read'
import { stakingRewardsReader } from './staking-rewards/read'
import { uniswapV2Reader } from './uniswap-v2/read'
import type { VenueReader } from './venue'

/** The part of every venue in `list.ts` that each page loads. Of routes that are equally long the first listed is taken. */
export const venueReaders: readonly VenueReader[] = [
  uniswapV2Reader,
  balancerV2WeightedReader,
  stakingRewardsReader,
  erc4626Reader,
]
