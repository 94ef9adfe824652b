import type { Asset, AssetAmount } from '../../lib/domain/asset'
import type { Figures, LiquidationFigure } from '../../lib/domain/figures'
import type { Unit } from '../../lib/domain/unit'
import { formatAmount, formatTokenAmount } from '../../lib/format/amount'
import { formatDecimal } from '../../lib/format/decimal'
import { formatHealthFactor } from '../../lib/format/health-factor'
import { formatMultiple } from '../../lib/format/multiple'
import { formatPercent } from '../../lib/format/percent'
import { formatRatio } from '../../lib/format/ratio'
import { formatSymbol } from '../../lib/format/symbol'
import { formatExactValue, formatPrice, formatValue, type ValueOptions } from '../../lib/format/value'
import { formatYearOutcome, formatYearOutcomeValue } from '../../lib/format/year-outcome'
import type { FigureField } from '../ui/figure'

/** A figure twice: exact for what reads the page, rounded for the eye. */
export type FigureText = {
  readonly field: FigureField
  readonly value: string
  readonly text: string
  readonly asset?: string
}

/** Whether the text names its unit, or stands beside a label that does. */
type UnitPlace = 'shown' | 'in-label'

/** Where a figure has no meaning: no equity to relate it to, no position at all. */
const NOTHING = '–'

/** Where a price is missing: a ratio or a sum of values would be false, so there is none. */
const NOT_KNOWN = { value: '', text: 'Not known' } as const

const isUnknown = (figures: Figures | null): boolean => figures !== null && !figures.isPriced

export function describeHealthFactor(figures: Figures | null): FigureText {
  if (figures?.hasDebt && isUnknown(figures)) return { field: 'health-factor', ...NOT_KNOWN }
  const healthFactorWad = figures?.healthFactorWad ?? null
  return {
    field: 'health-factor',
    value: formatRatio(healthFactorWad),
    text: formatHealthFactor(healthFactorWad),
  }
}

/** Rounded towards the price now: the liquidation never looks further away than it is. */
export function describeLiquidationPrice(liquidation: LiquidationFigure): FigureText {
  return {
    field: 'liquidation-price',
    value: formatExactValue(liquidation.priceE8),
    text: formatPrice(liquidation.priceE8, {
      rounding: liquidation.side === 'below' ? 'up' : 'down',
      unit: liquidation.unit,
    }),
    asset: formatSymbol(liquidation.asset),
  }
}

/** No price on that side liquidates: a fall would have to go to 0, a rise beyond everything. */
export function describeNoLiquidation(
  asset: Asset,
  side: LiquidationFigure['side'],
  figures: Figures | null,
): FigureText {
  if (figures?.hasDebt && isUnknown(figures))
    return { field: 'liquidation-price', ...NOT_KNOWN, asset: formatSymbol(asset) }
  const value = side === 'below' ? '0' : 'Infinity'
  return { field: 'liquidation-price', value, text: 'None', asset: formatSymbol(asset) }
}

export function describeDistance(figures: Figures | null): FigureText {
  if (figures?.hasDebt && isUnknown(figures)) return { field: 'liquidation-distance', ...NOT_KNOWN }
  const distanceWad = figures?.nearestDistanceWad ?? null
  return {
    field: 'liquidation-distance',
    value: formatRatio(distanceWad),
    text: distanceWad === null ? 'None' : formatPercent(distanceWad),
  }
}

export function describeLeverage(figures: Figures | null): FigureText {
  if (!figures) return { field: 'leverage', value: '0', text: NOTHING }
  if (isUnknown(figures)) return { field: 'leverage', ...NOT_KNOWN }
  const { leverageWad } = figures
  return {
    field: 'leverage',
    value: formatRatio(leverageWad),
    text: leverageWad === null ? 'No equity' : formatMultiple(leverageWad),
  }
}

export function describeLtv(figures: Figures | null): FigureText {
  if (isUnknown(figures)) return { field: 'ltv', ...NOT_KNOWN }
  const ltvWad = figures ? figures.ltvWad : 0n
  return {
    field: 'ltv',
    value: formatRatio(ltvWad),
    text: ltvWad === null ? 'No collateral' : formatPercent(ltvWad, { rounding: 'up' }),
  }
}

export function describeCollateralValue(figures: Figures | null): FigureText {
  return describeValue('collateral-value', figures, (known) => known.collateralValueE8, 'down')
}

export function describeDebtValue(figures: Figures | null): FigureText {
  return describeValue('debt-value', figures, (known) => known.debtValueE8, 'up')
}

export function describeEquity(figures: Figures | null): FigureText {
  return describeValue('equity-value', figures, (known) => known.equityE8, 'down')
}

export function describeFees(feesE8: bigint, unit?: Unit): FigureText {
  return describeKnown('fees', feesE8, { rounding: 'up', unit })
}

export function describePriceImpact(priceImpactWad: bigint): FigureText {
  return {
    field: 'price-impact',
    value: formatRatio(priceImpactWad),
    text: formatPercent(priceImpactWad, { rounding: 'up', decimals: 3 }),
  }
}

/** What it makes in a year that nobody touches it. */
export function describeNetApy(figures: Figures | null): FigureText {
  if (!figures) return { field: 'net-apy', value: '0', text: NOTHING }
  if (isUnknown(figures)) return { field: 'net-apy', ...NOT_KNOWN }
  const { yearOutcome } = figures
  if (figures.equityE8 <= 0n) return { field: 'net-apy', value: '', text: 'No equity' }
  return {
    field: 'net-apy',
    value: formatYearOutcomeValue(yearOutcome),
    text: formatYearOutcome(yearOutcome),
  }
}

export function describeDebtAmount(debt: AssetAmount, unit: UnitPlace = 'shown'): FigureText {
  return describeAmount('debt-amount', debt, 'up', unit)
}

/** Of nothing that is owed: no asset is more owed than another. */
export const NO_DEBT: FigureText = { field: 'debt-amount', value: '0', text: 'None' }

/** Without its unit: the label beside it names the asset. */
export function describeWalletBalance(balance: AssetAmount): FigureText {
  return describeAmount('wallet-balance', balance, 'down', 'in-label')
}

function describeValue(
  field: FigureField,
  figures: Figures | null,
  valueE8Of: (figures: Figures) => bigint,
  rounding: 'up' | 'down',
): FigureText {
  if (isUnknown(figures)) return { field, ...NOT_KNOWN }
  return describeKnown(field, figures ? valueE8Of(figures) : 0n, { rounding, unit: figures?.unit })
}

function describeKnown(field: FigureField, valueE8: bigint, options: ValueOptions): FigureText {
  return { field, value: formatExactValue(valueE8), text: formatValue(valueE8, options) }
}

function describeAmount(
  field: FigureField,
  { asset, amount }: AssetAmount,
  rounding: 'up' | 'down',
  unit: UnitPlace,
): FigureText {
  return {
    field,
    value: formatDecimal(amount, asset.decimals),
    text:
      unit === 'shown'
        ? formatTokenAmount({ asset, amount }, { rounding })
        : formatAmount(amount, asset.decimals, { rounding }),
    asset: formatSymbol(asset),
  }
}
