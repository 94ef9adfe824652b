import { computeValueE8 } from '../../lib/domain/value'
import { listWalletChanges } from '../../lib/plan/plan-view'
import type { AccountSnapshot } from '../../lib/protocols/protocol'
import type { ProtocolDriver } from './driver'

/**
 * What has come into the wallet less what has gone, at the prices before, with 8 decimals: of everything, since what swaps bring
 * beyond their minimum and rewards arrive as what they are. Throws where something of it has no price.
 */
export function valueArrivalsE8(
  { listPriced }: Pick<ProtocolDriver, 'listPriced'>,
  before: AccountSnapshot,
  after: AccountSnapshot,
): bigint {
  const prices = [...listPriced(before.markets), ...before.positions.flatMap(({ rewards }) => rewards)]
  const assets = before.wallet.map(({ asset }) => asset)
  return listWalletChanges(before, after, assets).reduce((sum, { asset, amount }) => {
    const priceE8 = prices.find((priced) => priced.asset.address === asset.address)?.priceE8
    if (amount !== 0n && priceE8 === undefined) throw new Error(`${asset.symbol} has no price`)
    return sum + computeValueE8(amount, priceE8 ?? 0n, asset.decimals)
  }, 0n)
}
