import { memo } from 'react'
import type { JudgedOracle } from '../../lib/domain/oracle'
import type { Unit } from '../../lib/domain/unit'
import { formatAddress } from '../../lib/format/address'
import { formatDuration } from '../../lib/format/duration'
import { formatPercent } from '../../lib/format/percent'
import { formatPriceBasis } from '../../lib/format/price-basis'
import { formatRatio } from '../../lib/format/ratio'
import { cleanTokenText, formatSymbol } from '../../lib/format/symbol'
import { formatExactValue, formatPrice } from '../../lib/format/value'
import { Figure } from '../ui/figure'
import { OracleFaultWord } from './oracle-fault-word'

/** Of what a feed calls itself, which says what its price is made of and whether it is capped. */
const MOST_OF_NAME = 48

type Props = {
  readonly oracles: readonly JudgedOracle[]
  /** What prices are in; the dollar where left out. */
  readonly unit?: Unit
}

/** What the health factor rests on: each oracle price, the market's beside it, and how old it is. */
export const OracleLine = memo(function OracleLine({ oracles, unit }: Props) {
  if (oracles.length === 0) return null
  return (
    <ul aria-label="Oracle prices" className="grid gap-1 text-muted text-xs">
      {oracles.map((oracle) => (
        <OracleItem key={oracle.asset.address} oracle={oracle} unit={unit} />
      ))}
    </ul>
  )
})

function OracleItem({ oracle, unit }: { readonly oracle: JudgedOracle; readonly unit?: Unit }) {
  const { asset, feed, basis, priceE8, marketPriceE8, divergenceWad, fault } = oracle
  const symbol = formatSymbol(asset)
  const name = cleanTokenText(oracle.feedName ?? '', MOST_OF_NAME)
  return (
    <li data-asset={symbol} data-fault={fault ?? undefined} className="flex flex-wrap gap-x-3 gap-y-0.5">
      <span>
        <span className="font-semibold text-ink">{symbol}</span> oracle{' '}
        {priceE8 > 0n ? (
          <Figure field="oracle-price" value={formatExactValue(priceE8)} asset={symbol}>
            {formatPrice(priceE8, { unit })}
          </Figure>
        ) : (
          'no price'
        )}
      </span>
      <span>
        market{' '}
        {marketPriceE8 === null ? (
          'not known'
        ) : (
          <Figure field="market-price" value={formatExactValue(marketPriceE8)} asset={symbol}>
            {formatPrice(marketPriceE8, { unit })}
          </Figure>
        )}
        {divergenceWad !== null && (
          <>
            {' ('}
            <Figure field="price-divergence" value={formatRatio(divergenceWad)} asset={symbol}>
              {formatPercent(divergenceWad, {
                isSigned: true,
                rounding: divergenceWad > 0n ? 'up' : 'down',
              })}
            </Figure>
            )
          </>
        )}
      </span>
      <OracleAge oracle={oracle} />
      {feed && (
        <span title={feed}>
          feed {name && `“${name}” `}
          {formatAddress(feed)}
        </span>
      )}
      {fault && <OracleFaultWord fault={fault} />}
      {basis && <span className="basis-full">{formatPriceBasis(basis, unit)}</span>}
    </li>
  )
}

function OracleAge({ oracle }: { readonly oracle: JudgedOracle }) {
  const { asset, ageSeconds, stalenessSeconds } = oracle
  const limit = stalenessSeconds === null ? 'no age limit' : `${formatDuration(stalenessSeconds)} at most`
  if (ageSeconds === null) return <span>age not known, {limit}</span>
  return (
    <span>
      updated{' '}
      <Figure field="oracle-age" value={ageSeconds.toString()} asset={formatSymbol(asset)}>
        {formatDuration(ageSeconds)}
      </Figure>{' '}
      ago, {limit}
    </span>
  )
}
