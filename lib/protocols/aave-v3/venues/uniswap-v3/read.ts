import type { Address } from '../../../../domain/asset'
import type { ConcentratedPool } from '../../../../domain/concentrated-swap'

/** As much of a pool as was read, at one block. */
export type UniswapV3Pool = ConcentratedPool & {
  readonly address: Address
  readonly token0: Address
  readonly token1: Address
}
