import type { ReactNode } from 'react'

export type FigureField =
  | 'health-factor'
  | 'liquidation-price'
  | 'liquidation-distance'
  | 'leverage'
  | 'ltv'
  | 'collateral-value'
  | 'debt-value'
  | 'equity-value'
  | 'net-apy'
  | 'year-outcome'
  | 'closing-cost'
  | 'exit-cost'
  | 'exit-possible'
  | 'break-even-days'
  | 'price-impact'
  | 'fees'
  | 'debt-amount'
  | 'wallet-balance'
  | 'supplied-amount'
  | 'supply-rate'
  | 'reward-rate'
  | 'yearly-interest'
  | 'utilisation'
  | 'available-liquidity'
  | 'pool-assets'
  | 'oracle-price'
  | 'market-price'
  | 'price-divergence'
  | 'oracle-age'
  | 'liquidated-at'
  | 'liquidated-price'
  | 'liquidation-cost'
  | 'liquidation-rest'

type Props = {
  readonly field: FigureField
  /** Full precision, as a decimal string without grouping. The text beside it may round. */
  readonly value: string
  readonly when?: 'before' | 'after'
  /** The asset whose price or amount this is. */
  readonly asset?: string
  /** The part of a position that this is about, in hundredths. */
  readonly share?: number
  readonly className?: string
  readonly children: ReactNode
}

/** A number that a person could act on: rounded for the eye, exact for everything that reads the page. */
export function Figure({ field, value, when, asset, share, className = '', children }: Props) {
  return (
    <span
      data-field={field}
      data-value={value}
      data-when={when}
      data-asset={asset}
      data-share={share}
      className={`tabular-nums ${className}`}
    >
      {children}
    </span>
  )
}
