import { balancerV2Weighted } from './balancer-v2-weighted/draft'
import { erc4626 } from './erc4626/draft'
import { stakingRewards } from './staking-rewards/draft'
import { uniswapV2 } from './uniswap-v2/draft'
import type { Venue } from './venue'

/** Every kind of pool that accounts trade with. Adding one is a folder, a line here and one in `readers.ts`. */
export const venues: readonly Venue[] = [uniswapV2, balancerV2Weighted, stakingRewards, erc4626]
