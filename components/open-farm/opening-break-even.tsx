import { useMemo } from 'react'
import type { AssetAmount } from '../../lib/domain/asset'
import { computeBreakEvenDays, computeEntryCostE8 } from '../../lib/domain/break-even'
import type { Farm } from '../../lib/domain/farm'
import { max } from '../../lib/domain/math'
import type { PricedAsset } from '../../lib/domain/value'
import type { Simulated } from '../../lib/execution/use-simulation'
import { priceCoin } from '../../lib/plan/list-prices'
import type { PlanView } from '../../lib/plan/plan-view'
import { priceExitOfOpening } from '../../lib/plan/price-closing'
import type { MarketSnapshot, ProtocolAdapter } from '../../lib/protocols/protocol'
import { BreakEven } from '../position/break-even'

type Props = {
  readonly farm: Farm
  readonly markets: MarketSnapshot
  readonly adapter: ProtocolAdapter | null
  /** What leaves the wallet. */
  readonly walletChanges: readonly AssetAmount[]
  /** The outcome that the preview shows. */
  readonly after: PlanView
  readonly simulated: Simulated | null
}

/** What opening costs and what closing it again would, against what an untouched position makes. */
export function OpeningBreakEven({ farm, markets, adapter, walletChanges, after, simulated }: Props) {
  const { position, rates, figures } = after
  const closing = useMemo(
    () =>
      adapter && simulated?.result.ok
        ? priceExitOfOpening(adapter, simulated.plan, simulated.result, simulated.plan)
        : null,
    [adapter, simulated],
  )
  const openingE8 = useMemo(
    () => position && computeEntryCostE8(walletChanges, pricesOf(farm, markets), position),
    [walletChanges, farm, markets, position],
  )
  const closingE8 = closing?.costE8 ?? openingE8
  // Closing that gains by a pool's price pays for nothing that is sure.
  const costE8 = openingE8 !== null && closingE8 !== null ? openingE8 + max(0n, closingE8) : null
  const hasFigure = (figures?.yearOutcome?.netWad ?? null) !== null
  const days = useMemo(
    () => (position && rates && costE8 !== null ? computeBreakEvenDays(position, rates, costE8) : null),
    [position, rates, costE8],
  )
  if (!position || !figures) return null
  return (
    <BreakEven
      data={{
        unit: position.unit,
        openingE8,
        closingE8,
        closing,
        days: hasFigure && costE8 !== null ? { days } : null,
      }}
    />
  )
}

function pricesOf(farm: Farm, markets: MarketSnapshot): readonly PricedAsset[] {
  const prices = [...farm.depositAssets, { asset: farm.debtAsset, priceE8: farm.debtPriceE8 }]
  return [...prices, ...priceCoin(prices, markets)]
}
