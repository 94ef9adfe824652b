import Link from 'next/link'
import { computeValueE8 } from '../../lib/domain/value'
import { formatTokenAmount } from '../../lib/format/amount'
import { formatMultiple } from '../../lib/format/multiple'
import { formatPercent } from '../../lib/format/percent'
import { formatSymbol } from '../../lib/format/symbol'
import { formatValueCompact } from '../../lib/format/value-compact'
import { formatYearOutcome, formatYearOutcomeValue } from '../../lib/format/year-outcome'
import { describeDirection, FORM_WORDS } from '../position/farm-words'
import { Figure } from '../ui/figure'
import { CardCell, CardRow } from '../ui/table'
import { TokenIcon } from '../ui/token-icon'
import type { FarmRowData } from './list-farms'

type Props = {
  readonly row: FarmRowData
  /** The chosen leverage is more than this farm allows. */
  readonly isLimited: boolean
}

export function FarmRow({ row, isLimited }: Props) {
  const { farm, protocolName, leverageWad, outcome, yieldAprWad } = row
  const isLosing = outcome !== null && (outcome.liquidatedAfterDays !== null || (outcome.netWad ?? 0n) < 0n)
  const { debtAsset, availableLiquidity, debtPriceE8 } = farm
  return (
    <CardRow>
      <CardCell className="col-span-2">
        <span className="flex items-center gap-3">
          <TokenIcon address={farm.asset.address} symbol={farm.asset.symbol} size={32} />
          <span className="min-w-0">
            <Link
              prefetch={false}
              href={`/farm?id=${encodeURIComponent(farm.id)}`}
              className="font-semibold text-ink underline-offset-4 hover:underline after:absolute after:inset-0 md:after:hidden"
            >
              {farm.name}
            </Link>
            <span className="block text-muted text-xs">
              {farm.forms.map((form) => FORM_WORDS[form]).join(', ')} · borrow {formatSymbol(debtAsset)} ·{' '}
              {protocolName}
            </span>
          </span>
        </span>
      </CardCell>
      <CardCell label="Direction">{describeDirection(farm)}</CardCell>
      <CardCell label={`Net APY at ${formatMultiple(leverageWad)}`} isNumeric>
        <Figure
          field="net-apy"
          value={formatYearOutcomeValue(outcome)}
          className={`font-semibold ${isLosing ? 'text-danger' : 'text-ink'}`}
        >
          {formatYearOutcome(outcome)}
        </Figure>
        {isLimited && (
          <span className="block text-muted text-xs">at its most, {formatMultiple(leverageWad, 'down')}</span>
        )}
      </CardCell>
      <CardCell label="Farm yield" isNumeric>
        {yieldAprWad === null ? 'not known' : formatPercent(yieldAprWad)}
      </CardCell>
      <CardCell label="Borrow rate" isNumeric>
        {formatPercent(farm.borrowAprWad, { rounding: 'up' })}
      </CardCell>
      <CardCell label="Max leverage" isNumeric>
        {formatMultiple(farm.maxLeverageWad, 'down')}
      </CardCell>
      <CardCell label="Left to borrow" isNumeric>
        {formatTokenAmount({ asset: debtAsset, amount: availableLiquidity }, { maxDecimals: 2 })}
        <span className="block text-muted text-xs">
          {formatValueCompact(computeValueE8(availableLiquidity, debtPriceE8, debtAsset.decimals), farm.unit)}
        </span>
      </CardCell>
    </CardRow>
  )
}
