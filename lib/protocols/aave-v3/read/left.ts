import { type Address, type AssetAmount, isSameAddress } from '../../../domain/asset'
import type { Earned } from '../../../domain/holder'
import { computeValueE8, type PricedAsset } from '../../../domain/value'
import { makePositionId } from '../ids'
import { hasPosition } from './has-position'
import type { RawHolder, RawSnapshot } from './raw'

/** A cent: less is not worth the fee of any network. */
const LEAST_E8 = 10n ** 6n

type Known = Pick<RawSnapshot, 'reserves' | 'rewards'>

/** What lies in a Safe beside the pool, without what is worth nearly nothing. What has no price may be worth anything. */
export function listLeft(known: Known, { left = [] }: RawHolder): readonly AssetAmount[] {
  return left.flatMap(({ token, amount }) => listWorthwhile(known, token, amount))
}

/** What somebody without a position has earned by one that is closed, and not claimed; null where that is nearly nothing. */
export function findEarned(raw: Known & Pick<RawSnapshot, 'structure'>, holder: RawHolder): Earned | null {
  if (hasPosition(holder)) return null
  const rewards = holder.rewards.flatMap(({ reward, amount }) => listWorthwhile(raw, reward, amount))
  const { protocol, chainId } = raw.structure
  return rewards.length > 0
    ? { positionId: makePositionId(protocol.id, chainId, holder.account), rewards }
    : null
}

function listWorthwhile(known: Known, token: Address, amount: bigint): readonly AssetAmount[] {
  const priced = findPriced(known, token)
  if (!priced || amount === 0n) return []
  const { asset, priceE8 } = priced
  const isWorth = priceE8 <= 0n || computeValueE8(amount, priceE8, asset.decimals) >= LEAST_E8
  return isWorth ? [{ asset, amount }] : []
}

/** What of the pool's own is priced by the pool; null where it tells nothing of the token. */
function findPriced({ reserves, rewards }: Known, address: Address): PricedAsset | null {
  const reserve = reserves.find(({ underlying }) => isSameAddress(underlying, address))
  if (reserve) {
    const { symbol, name, config, priceE8 } = reserve
    return { asset: { address, symbol, name, decimals: config.decimals }, priceE8 }
  }
  const paid = rewards.find(({ reward }) => isSameAddress(reward, address))
  if (!paid) return null
  const { symbol, name, decimals, priceE8 } = paid
  return { asset: { address, symbol, name, decimals }, priceE8 }
}
