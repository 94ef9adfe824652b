import Link from 'next/link'
import type { ReactNode } from 'react'
import type { Farm } from '../../lib/domain/farm'
import type { Figures } from '../../lib/domain/figures'
import type { HolderKind } from '../../lib/domain/holder-kind'
import { isUnpriced, type JudgedOracle } from '../../lib/domain/oracle'
import { listOwed, type OwnedPosition } from '../../lib/domain/position'
import { formatAddress } from '../../lib/format/address'
import { describeOwed } from '../../lib/format/owed'
import { describeHeld, formatPositionName } from '../../lib/format/position-name'
import { formatSymbol } from '../../lib/format/symbol'
import { tellPlaceOf } from '../../lib/queries/place'
import { describeDirection } from '../position/farm-words'
import { FigureCell } from '../position/figure-cell'
import {
  describeDebtAmount,
  describeDistance,
  describeEquity,
  describeHealthFactor,
  describeLeverage,
  describeLiquidationPrice,
  describeLtv,
  describeNetApy,
  NO_DEBT,
} from '../position/figure-texts'
import { HealthBadge } from '../position/health-badge'
import { OracleLine } from '../position/oracle-line'
import { Notice } from '../ui/notice'
import { DangerNotice } from './danger-notice'
import { HolderLine } from './holder-line'

type Props = {
  readonly position: OwnedPosition
  readonly figures: Figures
  readonly farm: Farm | null
  readonly block: bigint
  readonly oracles: readonly JudgedOracle[]
  readonly isOwn: boolean
  /** Where it lives; null where there is nothing to say of that. */
  readonly holder: HolderKind | null
  /** What can be done while it is in danger. */
  readonly waysOut: ReactNode
}

export function PositionHeader(props: Props) {
  const { position, figures, farm, block, oracles, isOwn, holder, waysOut } = props
  const debts = listOwed(position)
  return (
    <header className="grid gap-4">
      <nav aria-label="Breadcrumb" className="text-muted text-sm">
        <Link
          prefetch={false}
          href={isOwn ? '/portfolio' : `/portfolio?address=${position.owner}`}
          className="inline-flex min-h-6 items-center hover:text-ink"
        >
          ← {isOwn ? 'Your portfolio' : `Portfolio of ${formatAddress(position.owner)}`}
        </Link>
      </nav>
      <div>
        <h1 className="break-words font-semibold text-2xl">{formatPositionName(position, farm)}</h1>
        <p className="break-words text-muted text-sm">
          {[
            farm ? describeDirection(farm) : describeHeld(position),
            describeOwed(debts),
            tellPlaceOf(position),
            `block ${block}`,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {holder && <HolderLine account={position.account} kind={holder} isOwn={isOwn} />}
      </div>
      {!isOwn && (
        <Notice tone="info" title="Read only">
          This position belongs to {formatAddress(position.owner)}. Connect that account to act on it.
        </Notice>
      )}
      <DangerNotice position={position} figures={figures} />
      {waysOut}
      <dl className="grid grid-cols-2 gap-x-6 gap-y-4 rounded-xl border border-line bg-surface p-4 sm:grid-cols-4">
        <Item label="Health factor">
          <FigureCell figure={describeHealthFactor(figures)} />{' '}
          <HealthBadge figures={figures} fault={oracles.find(({ fault }) => isUnpriced(fault))?.fault} />
        </Item>
        {(figures.isPriced ? figures.liquidations : []).map((liquidation) => (
          <Item
            key={`${liquidation.asset.address}-${liquidation.side}`}
            label={`Liquidation ${liquidation.side === 'below' ? 'under' : 'over'} ${formatSymbol(liquidation.asset)}`}
          >
            <FigureCell figure={describeLiquidationPrice(liquidation)} />
          </Item>
        ))}
        <Item label="Distance to liquidation">
          <FigureCell figure={describeDistance(figures)} />
        </Item>
        <Item label="Leverage">
          <FigureCell figure={describeLeverage(figures)} />
        </Item>
        <Item label="Equity">
          <FigureCell figure={describeEquity(figures)} />
        </Item>
        <Item label="Debt">
          {figures.hasDebt ? (
            debts.map((debt) => (
              <span key={debt.asset.address} className="block">
                <FigureCell figure={describeDebtAmount(debt)} />
              </span>
            ))
          ) : (
            <FigureCell figure={NO_DEBT} />
          )}
        </Item>
        <Item label="Loan-to-value">
          <FigureCell figure={describeLtv(figures)} />
        </Item>
        <Item label="Net APY">
          <FigureCell figure={describeNetApy(figures)} />
        </Item>
      </dl>
      <OracleLine oracles={oracles} unit={position.unit} />
    </header>
  )
}

function Item({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-muted text-xs">{label}</dt>
      <dd className="font-semibold tabular-nums">{children}</dd>
    </div>
  )
}
