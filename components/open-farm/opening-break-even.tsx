import { useMemo } from 'react'
import type { AssetAmount } from '../../lib/domain/asset'
import { computeBreakEvenDays, computeEntryCostE8, computeExitCostE8 } from '../../lib/domain/break-even'
import type { Farm } from '../../lib/domain/farm'
import type { PricedAsset } from '../../lib/domain/value'
import type { Simulated } from '../../lib/execution/use-simulation'
import { planManage } from '../../lib/plan/plan-manage'
import { findPositionAfter, type PlanView } from '../../lib/plan/plan-view'
import type { ProtocolAdapter } from '../../lib/protocols/protocol'
import { BreakEven } from '../position/break-even'

type Props = {
  readonly farm: Farm
  readonly adapter: ProtocolAdapter | null
  /** What leaves the wallet. */
  readonly walletChanges: readonly AssetAmount[]
  /** The outcome that the preview shows. */
  readonly after: PlanView
  readonly simulated: Simulated | null
}

/** What opening costs and what closing it again would, against what it earns. */
export function OpeningBreakEven({ farm, adapter, walletChanges, after, simulated }: Props) {
  const { position, rates, figures } = after
  const exitE8 = useMemo(
    () => adapter && simulated && computeExit(adapter, farm, simulated),
    [adapter, farm, simulated],
  )
  if (!position || !rates || !figures || (figures.yearOutcome?.netWad ?? null) === null) return null
  const entryE8 = computeEntryCostE8(walletChanges, pricesOf(farm), position)
  const exit =
    exitE8 === null
      ? { costE8: entryE8, note: 'taken to be as much as opening' }
      : { costE8: exitE8, note: 'right after opening, into what you deposited' }
  const days =
    entryE8 === null || exit.costE8 === null
      ? null
      : computeBreakEvenDays(position, rates, entryE8 + exit.costE8)
  return (
    <BreakEven
      data={{
        opening: { costE8: entryE8, note: 'swap fees, price impact, distance from the oracle’s prices' },
        closing: exit,
        days,
      }}
    />
  )
}

/** Drafted on the pools as the simulated opening leaves them; null where that cannot be planned. */
function computeExit(
  adapter: ProtocolAdapter,
  farm: Farm,
  { plan: opened, result: opening }: Simulated,
): bigint | null {
  if (!opening.ok || opened.intent.kind !== 'open') return null
  const position = findPositionAfter(opened.intent, opening.before, opening.after)
  if (!position) return null
  const intent = {
    kind: 'close',
    positionId: position.id,
    owner: position.owner,
    receive: opened.intent.deposit.asset,
  } as const
  const result = planManage(adapter, opening.after, intent, opened)
  const draft = result.ok ? result.plan : result.estimate
  return draft && computeExitCostE8(position, draft.walletChanges, pricesOf(farm))
}

function pricesOf(farm: Farm): readonly PricedAsset[] {
  return [...farm.depositAssets, { asset: farm.debtAsset, priceE8: farm.debtPriceE8 }]
}
