import dynamic from 'next/dynamic'
import Link from 'next/link'
import { findHolderKind } from '../../lib/domain/holder-kind'
import { formatAddress } from '../../lib/format/address'
import { describeOwed } from '../../lib/format/owed'
import { describeHeld, findLargest, formatPositionName } from '../../lib/format/position-name'
import { formatSymbol } from '../../lib/format/symbol'
import { mayHaveBeenLiquidated } from '../../lib/queries/may-have-been-liquidated'
import { tellPlaceOf } from '../../lib/queries/place'
import { FORM_WORDS } from '../position/farm-words'
import { FigureCell } from '../position/figure-cell'
import {
  describeDistance,
  describeEquity,
  describeHealthFactor,
  describeLeverage,
  describeLiquidationPrice,
  describeNetApy,
} from '../position/figure-texts'
import { HealthBadge } from '../position/health-badge'
import { OracleFaultWord } from '../position/oracle-fault-word'
import { CardCell, CardRow, CardTable, ColumnHeader } from '../ui/table'
import { TokenIcon } from '../ui/token-icon'
import type { PositionRowData } from './list-positions'

// Few were: what looks for it in the chain's history is fetched by those who may have been.
const LiquidatedWord = dynamic(() => import('./liquidated-word').then((module) => module.LiquidatedWord), {
  ssr: false,
})

export function PositionTable({ rows }: { readonly rows: readonly PositionRowData[] }) {
  return (
    <CardTable
      label="Positions"
      head={
        <>
          <ColumnHeader>Position</ColumnHeader>
          <ColumnHeader isNumeric>Health factor</ColumnHeader>
          <ColumnHeader isNumeric>Liquidation price</ColumnHeader>
          <ColumnHeader isNumeric>Distance</ColumnHeader>
          <ColumnHeader isNumeric>Leverage</ColumnHeader>
          <ColumnHeader isNumeric>Equity</ColumnHeader>
          <ColumnHeader isNumeric>Net APY</ColumnHeader>
        </>
      }
    >
      {rows.map((row) => (
        <PositionRow key={row.position.id} row={row} />
      ))}
    </CardTable>
  )
}

function PositionRow({
  row: { position, figures, farm, oracleFault, account },
}: {
  readonly row: PositionRowData
}) {
  const place = tellPlaceOf(position)
  const icon = farm?.asset ?? findLargest(position)?.asset ?? position.debts[0].asset
  return (
    <CardRow>
      <CardCell className="col-span-2">
        <span className="flex items-center gap-3">
          <TokenIcon address={icon.address} symbol={icon.symbol} size={32} />
          <span className="min-w-0">
            <Link
              prefetch={false}
              href={`/position?id=${encodeURIComponent(position.id)}`}
              className="font-semibold text-ink underline-offset-4 after:absolute after:inset-0 hover:underline md:after:hidden"
            >
              {formatPositionName(position, farm)}
            </Link>
            <span className="block text-muted text-xs">
              {[
                ...(farm?.forms.map((form) => FORM_WORDS[form]) ?? [describeHeld(position)]),
                describeOwed(position.debts),
                ...(place ? [place] : []),
                ...tellHolder(position, account),
              ].join(' · ')}
            </span>
          </span>
        </span>
      </CardCell>
      <CardCell label="Health factor" isNumeric>
        <FigureCell figure={describeHealthFactor(figures)} className="font-semibold" />
        <span className="block">
          <HealthBadge figures={figures} fault={oracleFault} />
        </span>
        {oracleFault && <OracleFaultWord fault={oracleFault} />}
        {mayHaveBeenLiquidated(position) && <LiquidatedWord position={position} account={account} />}
      </CardCell>
      <CardCell label="Liquidation price" isNumeric>
        {(figures.liquidations.length === 0 || !figures.isPriced) && '–'}
        {(figures.isPriced ? figures.liquidations : []).map((liquidation) => (
          <span key={`${liquidation.asset.address}-${liquidation.side}`} className="block">
            <span className="text-muted text-xs">
              {formatSymbol(liquidation.asset)} {liquidation.side === 'below' ? 'under' : 'over'}{' '}
            </span>
            <FigureCell figure={describeLiquidationPrice(liquidation)} />
          </span>
        ))}
      </CardCell>
      <CardCell label="Distance" isNumeric>
        <FigureCell figure={describeDistance(figures)} />
      </CardCell>
      <CardCell label="Leverage" isNumeric>
        <FigureCell figure={describeLeverage(figures)} />
      </CardCell>
      <CardCell label="Equity" isNumeric>
        <FigureCell figure={describeEquity(figures)} />
      </CardCell>
      <CardCell label="Net APY" isNumeric>
        <FigureCell figure={describeNetApy(figures)} />
      </CardCell>
    </CardRow>
  )
}

/** Where it lives, where that was its owner's choice. */
function tellHolder(
  position: PositionRowData['position'],
  account: PositionRowData['account'],
): readonly string[] {
  const kind = findHolderKind(position, account)
  if (!kind) return []
  return [kind === 'safe' ? `in Safe ${formatAddress(position.account)}` : 'in own account']
}
