import type { Asset, AssetAmount } from '../../lib/domain/asset'
import type { Farm } from '../../lib/domain/farm'
import { min, WAD } from '../../lib/domain/math'
import { computeAmountOfValue, computeValueE8 } from '../../lib/domain/value'
import type { MarketSnapshot } from '../../lib/protocols/protocol'
import type { ProtocolDriver } from './driver'

/** Every farm of every kind; otherwise one of each kind, where a protocol has many that are alike. */
const takesAll = process.env.CONFORMANCE === 'all'

/** Of those that take new positions. */
export function pickFarms(
  driver: Pick<ProtocolDriver, 'kindOf'>,
  { farms }: Pick<MarketSnapshot, 'farms'>,
  kindOf = driver.kindOf,
): readonly Farm[] {
  const open = farms.filter(({ isOpen }) => isOpen)
  const kinds = new Set<string>()
  const isNew = (farm: Farm) => kinds.size < kinds.add(kindOf(farm)).size
  return takesAll ? open : open.filter((farm) => isNew(farm))
}

/** As high as is asked for, or what is well within the most that a farm takes. */
export function leverageFor({ maxLeverageWad }: Farm, wantedWad = 3n * WAD): bigint {
  return min(wantedWad, WAD + ((maxLeverageWad - WAD) * 7n) / 10n)
}

const DEPOSIT_E8 = 10_000n * 10n ** 8n

/** Worth 10,000, or so little that what is borrowed is well within what the market lends. */
export function depositFor(farm: Farm, asset: Asset | undefined = farm.depositAssets[0]?.asset): AssetAmount {
  const deposit = farm.depositAssets.find((one) => one.asset.address === asset?.address)
  if (!deposit) throw new Error(`${farm.name} takes no ${asset?.symbol}`)
  const lentE8 = computeValueE8(farm.availableLiquidity, farm.debtPriceE8, farm.debtAsset.decimals)
  const valueE8 = min(DEPOSIT_E8, lentE8 / 4n)
  const { decimals } = deposit.asset
  return { asset: deposit.asset, amount: computeAmountOfValue(valueE8, deposit.priceE8, decimals, 'down') }
}
