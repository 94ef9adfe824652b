import { computeBreakEvenDays, computeExitCostE8 } from '../../lib/domain/break-even'
import { computeFigures } from '../../lib/domain/figures'
import { mulDivUp, WAD } from '../../lib/domain/math'
import type { OwnedPosition } from '../../lib/domain/position'
import type { PricedAsset } from '../../lib/domain/value'
import { formatPercent } from '../../lib/format/percent'
import { formatUsd } from '../../lib/format/usd'
import type { MarketSnapshot, OperationDraft } from '../../lib/protocols/protocol'
import { describePayback } from '../position/break-even'

type Props = {
  readonly position: OwnedPosition
  readonly markets: MarketSnapshot
  readonly walletChanges: OperationDraft['walletChanges']
}

/** What closing now costs, and how long the farm takes to earn as much. */
export function ClosingCost({ position, markets, walletChanges }: Props) {
  const costE8 = computeExitCostE8(position, walletChanges, listPrices(position, markets))
  const { equityE8, yearOutcome } = computeFigures(position, position.rates)
  if (costE8 === null || equityE8 <= 0n) return null
  const days = yearOutcome?.netWad == null ? null : computeBreakEvenDays(position, position.rates, costE8)
  const share = formatPercent(mulDivUp(costE8, WAD, equityE8), { rounding: 'up', decimals: 3 })
  return (
    <p className="text-sm">
      Closing now costs about {formatUsd(costE8, { rounding: 'up' })}, {share} of your equity: swap fees,
      price impact, and what the pools’ prices are off the oracle’s.{' '}
      <span className="text-muted">The farm earns as much {describePayback(days)} at today’s rates.</span>
    </p>
  )
}

/** Whatever can reach a wallet from here, at the oracle's price. */
function listPrices(position: OwnedPosition, markets: MarketSnapshot): readonly PricedAsset[] {
  return [
    position.debt,
    ...position.collaterals,
    ...markets.farms.flatMap((farm) => [farm, ...farm.depositAssets]),
  ].map(({ asset, priceE8 }) => ({ asset, priceE8 }))
}
