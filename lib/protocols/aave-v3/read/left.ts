import type { AssetAmount } from '../../../domain/asset'
import { computeValueE8 } from '../../../domain/value'
import type { RawHolder, RawReserve } from './raw'

/** A cent: less is not worth the fee of any network. */
const LEAST_E8 = 10n ** 6n

/** What lies in a Safe beside the pool, without what is worth nearly nothing. What has no price may be worth anything. */
export function listLeft(reserves: readonly RawReserve[], { left = [] }: RawHolder): readonly AssetAmount[] {
  return reserves.flatMap(({ underlying, symbol, name, config, priceE8 }, i) => {
    const amount = left[i] ?? 0n
    const isWorth = priceE8 <= 0n || computeValueE8(amount, priceE8, config.decimals) >= LEAST_E8
    const asset = { address: underlying, symbol, name, decimals: config.decimals }
    return amount > 0n && isWorth ? [{ asset, amount }] : []
  })
}
