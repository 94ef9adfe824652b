import type { Asset } from '../domain/asset'
import { FEE_RESERVE_WEI, isCoin } from '../domain/coin'
import { formatTokenAmount } from './amount'

/** What of the chain's coin stays for network fees, in a sentence; null of any other asset. */
export function tellFeeReserve(asset: Asset): string | null {
  if (!isCoin(asset)) return null
  return `${formatTokenAmount({ asset, amount: FEE_RESERVE_WEI })} stays in your wallet for network fees.`
}
