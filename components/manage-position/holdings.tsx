import { computeCollateralValueE8, computeDebtValueE8, hasDebt } from '../../lib/domain/health'
import { listOwed, type OwnedPosition } from '../../lib/domain/position'
import { findBorrowAprWad } from '../../lib/domain/rates'
import { formatAmount, formatTokenAmount } from '../../lib/format/amount'
import { formatFixed } from '../../lib/format/decimal'
import { formatPercent } from '../../lib/format/percent'
import { formatPrice, formatValue } from '../../lib/format/value'
import { Card } from '../ui/card'
import { Holding } from './holding'

/** What it holds and what it owes. */
export function Holdings({ position }: { readonly position: OwnedPosition }) {
  const { collaterals, rates, unit } = position
  return (
    <div className="grid grid-cols-1 gap-4">
      <Card title="Collateral">
        <ul className="grid gap-3">
          {collaterals.map((collateral) => (
            <Holding
              key={collateral.asset.address}
              asset={collateral.asset}
              amount={formatAmount(collateral.amount, collateral.asset.decimals)}
              value={formatValue(computeCollateralValueE8(collateral), { unit })}
            >
              {formatPrice(collateral.priceE8, { unit })} each, counts for{' '}
              {formatFixed(collateral.liquidationThresholdBps, 2, { maxDecimals: 2 })}%
              {collateral.cap && `, up to ${formatTokenAmount(collateral.cap)}`}
            </Holding>
          ))}
        </ul>
      </Card>
      <Card title="Debt">
        <ul className="grid gap-3">
          {!hasDebt(position) && <li className="text-muted text-sm">Nothing is owed.</li>}
          {(hasDebt(position) ? listOwed(position) : []).map((debt) => (
            <Holding
              key={debt.asset.address}
              asset={debt.asset}
              amount={formatAmount(debt.amount, debt.asset.decimals, { rounding: 'up' })}
              value={formatValue(computeDebtValueE8(debt), { rounding: 'up', unit })}
            >
              {formatTokenAmount({ asset: debt.asset, amount: debt.principal }, { rounding: 'up' })} borrowed,
              interest at {formatPercent(findBorrowAprWad(rates, debt.asset), { rounding: 'up' })} a year
            </Holding>
          ))}
        </ul>
      </Card>
    </div>
  )
}
