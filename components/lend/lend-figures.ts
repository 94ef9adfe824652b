import type { AssetAmount } from '../../lib/domain/asset'
import { mulDivDown, WAD } from '../../lib/domain/math'
import { formatAmount, formatTokenAmount } from '../../lib/format/amount'
import { formatDecimal } from '../../lib/format/decimal'
import { formatPercent } from '../../lib/format/percent'
import { formatRatio } from '../../lib/format/ratio'
import { formatSymbol } from '../../lib/format/symbol'
import type { LendView } from '../../lib/plan/lend-view'
import type { FigureText } from '../position/figure-texts'
import type { FigureField } from '../ui/figure'

/** Where nothing can be said: no wallet is known, a rate follows no model that we know. */
const NOTHING = '–'

export type LendRow = {
  readonly key: string
  readonly label: string
  /** What the figure means, where a newcomer may not know. */
  readonly meaning?: string
  readonly textOf: (view: LendView) => FigureText
}

/** The rows of every table about lending this asset, in the order in which they matter. */
export function listLendRows({ asset }: AssetAmount): readonly LendRow[] {
  const symbol = formatSymbol(asset)
  return [
    {
      key: 'supplied',
      label: `Your supply, ${symbol}`,
      meaning: 'What your share of the pool is worth, interest included; rounded down, as the pool does.',
      textOf: (view) => describeBare('supplied-amount', view.supplied),
    },
    {
      key: 'wallet',
      label: `In your wallet, ${symbol}`,
      textOf: ({ wallet }) =>
        wallet
          ? describeBare('wallet-balance', wallet)
          : { field: 'wallet-balance', value: '', text: NOTHING },
    },
    {
      key: 'rate',
      label: 'Supply rate',
      meaning: 'What lenders earn a year at this moment. It follows how much of the pool is lent out.',
      textOf: (view) => describeSupplyRate(view.supplyAprWad),
    },
    {
      key: 'interest',
      label: `Interest a year, ${symbol}`,
      meaning: 'What your supply would earn in a year if the rate stayed as it is at that moment.',
      textOf: describeYearlyInterest,
    },
    {
      key: 'utilisation',
      label: 'Lent out',
      meaning: 'The part of the pool that borrowers have. What they have cannot be withdrawn.',
      textOf: (view) => describeUtilisation(view.utilisationWad),
    },
    {
      key: 'liquidity',
      label: `Left in the pool, ${symbol}`,
      meaning: 'What all lenders together can withdraw.',
      textOf: (view) => describeBare('available-liquidity', view.availableLiquidity),
    },
  ]
}

export function describeSupplyRate(supplyAprWad: bigint | null): FigureText {
  return supplyAprWad === null
    ? { field: 'supply-rate', value: '', text: NOTHING }
    : { field: 'supply-rate', value: formatRatio(supplyAprWad), text: formatPercent(supplyAprWad) }
}

/** Rounded up: a pool never looks easier to leave than it is. */
export function describeUtilisation(utilisationWad: bigint): FigureText {
  return {
    field: 'utilisation',
    value: formatRatio(utilisationWad),
    text: formatPercent(utilisationWad, { rounding: 'up' }),
  }
}

export function describeAmount(field: FigureField, { asset, amount }: AssetAmount): FigureText {
  return {
    field,
    value: formatDecimal(amount, asset.decimals),
    text: formatTokenAmount({ asset, amount }),
    asset: formatSymbol(asset),
  }
}

/** For a table whose row already names the asset. */
function describeBare(field: FigureField, amount: AssetAmount): FigureText {
  return { ...describeAmount(field, amount), text: formatAmount(amount.amount, amount.asset.decimals) }
}

function describeYearlyInterest({ supplied, supplyAprWad }: LendView): FigureText {
  if (supplyAprWad === null) return { field: 'yearly-interest', value: '', text: NOTHING }
  const amount = mulDivDown(supplied.amount, supplyAprWad, WAD)
  return describeBare('yearly-interest', { asset: supplied.asset, amount })
}
