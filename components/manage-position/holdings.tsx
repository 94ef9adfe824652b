import type { ReactNode } from 'react'
import type { Asset } from '../../lib/domain/asset'
import { computeCollateralValueE8, computeDebtValueE8 } from '../../lib/domain/health'
import type { OwnedPosition } from '../../lib/domain/position'
import { computeValueE8 } from '../../lib/domain/value'
import { formatAmount, formatTokenAmount } from '../../lib/format/amount'
import { formatFixed } from '../../lib/format/decimal'
import { formatPercent } from '../../lib/format/percent'
import { formatSymbol } from '../../lib/format/symbol'
import { formatPrice, formatUsd } from '../../lib/format/usd'
import { Card } from '../ui/card'
import { TokenIcon } from '../ui/token-icon'

/** What it holds, what it owes, what it has earned and not yet claimed. */
export function Holdings({ position }: { readonly position: OwnedPosition }) {
  const { collaterals, debt, rewards, rates } = position
  return (
    <div className="grid grid-cols-1 gap-4">
      <Card title="Collateral">
        <ul className="grid gap-3">
          {collaterals.map((collateral) => (
            <Holding
              key={collateral.asset.address}
              asset={collateral.asset}
              amount={formatAmount(collateral.amount, collateral.asset.decimals)}
              value={formatUsd(computeCollateralValueE8(collateral))}
            >
              {formatPrice(collateral.priceE8)} each, counts for{' '}
              {formatFixed(collateral.liquidationThresholdBps, 2, { maxDecimals: 2 })}%
              {collateral.quota !== null &&
                `, up to ${formatTokenAmount({ asset: debt.asset, amount: collateral.quota })}`}
            </Holding>
          ))}
        </ul>
      </Card>
      <Card title="Debt">
        <ul>
          <Holding
            asset={debt.asset}
            amount={formatAmount(debt.amount, debt.asset.decimals, { rounding: 'up' })}
            value={formatUsd(computeDebtValueE8(debt), { rounding: 'up' })}
          >
            {formatTokenAmount({ asset: debt.asset, amount: debt.principal }, { rounding: 'up' })} borrowed,
            interest at {formatPercent(rates.borrowAprWad, { rounding: 'up' })} a year
          </Holding>
        </ul>
      </Card>
      {rewards.length > 0 && (
        <Card title="Rewards, not yet claimed">
          <ul className="grid gap-3">
            {rewards.map(({ asset, amount, priceE8 }) => (
              <Holding
                key={asset.address}
                asset={asset}
                amount={formatAmount(amount, asset.decimals)}
                value={
                  priceE8 === 0n ? 'no price' : formatUsd(computeValueE8(amount, priceE8, asset.decimals))
                }
              >
                Closing sends them to your wallet
              </Holding>
            ))}
          </ul>
        </Card>
      )}
    </div>
  )
}

type HoldingProps = {
  readonly asset: Asset
  readonly amount: string
  readonly value: string
  readonly children: ReactNode
}

function Holding({ asset, amount, value, children }: HoldingProps) {
  return (
    <li className="flex items-center gap-3 text-sm">
      <TokenIcon address={asset.address} symbol={asset.symbol} size={28} />
      <span className="min-w-0 flex-1">
        <span className="block font-medium">{formatSymbol(asset)}</span>
        <span className="block text-muted text-xs">{children}</span>
      </span>
      <span className="whitespace-nowrap text-right tabular-nums">
        <span className="block font-medium">{amount}</span>
        <span className="block text-muted text-xs">{value}</span>
      </span>
    </li>
  )
}
