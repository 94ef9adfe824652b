import type { Asset, AssetAmount } from '../../lib/domain/asset'
import type { LiquidationFigure } from '../../lib/domain/figures'
import { formatSymbol } from '../../lib/format/symbol'
import type { PlanView } from '../../lib/plan/plan-view'
import {
  describeCollateralValue,
  describeDebtAmount,
  describeDebtValue,
  describeDistance,
  describeEquity,
  describeHealthFactor,
  describeLeverage,
  describeLiquidationPrice,
  describeLtv,
  describeNetApy,
  describeNoLiquidation,
  describeWalletBalance,
  type FigureText,
} from './figure-texts'

/** What a column shows of one side of a before → after. */
export type FigureColumn = Pick<PlanView, 'figures' | 'debts' | 'wallet'>

export type PreviewRow = {
  readonly key: string
  readonly label: string
  /** What the figure means, where a newcomer may not know. */
  readonly meaning?: string
  readonly before: FigureText
  readonly after: FigureText | null
}

/** The rows of a before → after table, in the order in which they matter. */
export function listPreviewRows(before: FigureColumn, after: FigureColumn | null): readonly PreviewRow[] {
  const row = (
    label: string,
    textOf: (column: FigureColumn) => FigureText,
    meaning?: string,
  ): PreviewRow => ({
    key: label,
    label,
    meaning,
    before: textOf(before),
    after: after && textOf(after),
  })
  return [
    row('Health factor', (c) => describeHealthFactor(c.figures), MEANINGS.healthFactor),
    ...listLiquidations(before, after).map(({ asset, side }) =>
      row(
        `Liquidation ${side === 'below' ? 'under' : 'over'} ${formatSymbol(asset)}`,
        (c) => describeSide(c, asset, side),
        MEANINGS.liquidationPrice,
      ),
    ),
    row('Distance to liquidation', (c) => describeDistance(c.figures), MEANINGS.distance),
    row('Leverage', (c) => describeLeverage(c.figures), MEANINGS.leverage),
    row('Loan-to-value', (c) => describeLtv(c.figures)),
    row('Collateral', (c) => describeCollateralValue(c.figures)),
    row('Debt', (c) => describeDebtValue(c.figures)),
    ...listOwed(before, after).map((asset) =>
      row(`Debt in ${formatSymbol(asset)}`, (c) =>
        describeDebtAmount(findAmount(c.debts, asset), 'in-label'),
      ),
    ),
    row('Equity', (c) => describeEquity(c.figures), MEANINGS.equity),
    row('Net APY', (c) => describeNetApy(c.figures), MEANINGS.netApy),
    ...before.wallet.map(({ asset }) =>
      row(`${formatSymbol(asset)} in wallet`, (c) => describeWalletBalance(findAmount(c.wallet, asset))),
    ),
  ]
}

const MEANINGS = {
  healthFactor:
    'How well the debt is covered: collateral, each counted at its liquidation threshold, divided by the debt. Under 1 anybody may liquidate the position.',
  liquidationPrice: 'The price of this asset at which the health factor is 1, everything else unchanged.',
  distance: 'How far the nearest liquidation price is from the price now.',
  leverage: 'Collateral divided by equity. At 3x a fall of 10 % costs 30 % of your equity.',
  equity: 'What would be yours: collateral minus debt, at oracle prices, before the costs of closing.',
  netApy:
    'What it makes in a year that nobody touches it, on your equity, at today’s prices and rates: what the collateral earns, rewards included, minus what the debt costs. Nothing is put back on the way.',
} as const

function listLiquidations(before: FigureColumn, after: FigureColumn | null): readonly LiquidationFigure[] {
  const found = new Map<string, LiquidationFigure>()
  for (const column of [after, before]) {
    for (const liquidation of listKnown(column?.figures ?? null)) {
      const key = `${liquidation.asset.address}:${liquidation.side}`
      if (!found.has(key)) found.set(key, liquidation)
    }
  }
  return [...found.values()]
}

function describeSide(column: FigureColumn, asset: Asset, side: LiquidationFigure['side']): FigureText {
  const liquidation = listKnown(column.figures).find(
    (l) => l.asset.address === asset.address && l.side === side,
  )
  return liquidation
    ? describeLiquidationPrice(liquidation)
    : describeNoLiquidation(asset, side, column.figures)
}

/** Prices that were found while another was missing are none. */
function listKnown(figures: FigureColumn['figures']): readonly LiquidationFigure[] {
  return figures?.isPriced ? figures.liquidations : []
}

/** What is owed on either side; where nothing is, what would be. */
function listOwed(before: FigureColumn, after: FigureColumn | null): readonly Asset[] {
  const debts = [...(after?.debts ?? []), ...before.debts]
  const owed = debts.filter(({ amount }) => amount > 0n)
  const assets = (owed.length > 0 ? owed : debts.slice(0, 1)).map(({ asset }) => asset)
  return assets.filter((asset, i) => assets.findIndex((a) => a.address === asset.address) === i)
}

function findAmount(amounts: readonly AssetAmount[], asset: Asset): AssetAmount {
  return amounts.find((a) => a.asset.address === asset.address) ?? { asset, amount: 0n }
}
