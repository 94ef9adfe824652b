import { mulDivDown, WAD } from '../../lib/domain/math'
import { formatSymbol } from '../../lib/format/symbol'
import type { LendView } from '../../lib/plan/lend-view'
import type { FigureText } from '../position/figure-texts'
import {
  arePaid,
  describeBare,
  describeRewards,
  describeSupplyRate,
  describeUtilisation,
  NOTHING,
} from './lend-figures'

export type LendRow = {
  readonly key: string
  readonly label: string
  /** What the figure means, where a newcomer may not know. */
  readonly meaning?: string
  readonly textOf: (view: LendView) => FigureText
}

/** The rows of every table about lending what a view is of, in the order in which they matter. */
export function listLendRows({ supplied: { asset }, rewards }: LendView): readonly LendRow[] {
  const symbol = formatSymbol(asset)
  const paid = [...new Set(rewards.flatMap(({ asset: token }) => (token ? [formatSymbol(token)] : [])))]
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
    ...(arePaid(rewards)
      ? [
          {
            key: 'rewards',
            label: `Rewards a year, in ${paid.join(' and ')}`,
            meaning: 'Paid on top of the interest, at the prices of now, as long as it is paid.',
            textOf: (view: LendView) => describeRewards(view.rewards),
          },
        ]
      : []),
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

function describeYearlyInterest({ supplied, supplyAprWad }: LendView): FigureText {
  if (supplyAprWad === null) return { field: 'yearly-interest', value: '', text: NOTHING }
  const amount = mulDivDown(supplied.amount, supplyAprWad, WAD)
  return describeBare('yearly-interest', { asset: supplied.asset, amount })
}
