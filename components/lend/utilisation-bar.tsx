import type { LendingPool } from '../../lib/domain/lending'
import { computeUtilisationWad } from '../../lib/domain/lending'
import { max, WAD } from '../../lib/domain/math'
import { computeValueE8 } from '../../lib/domain/value'
import { formatTokenAmount } from '../../lib/format/amount'
import { formatValueCompact } from '../../lib/format/value-compact'
import { FigureCell } from '../position/figure-cell'
import { describeAmount, describeUtilisation } from './lend-figures'

const WIDTH = 1_000n
const STRIPES = 'lent-out-stripes'

/** How much of a pool is lent out and how much lies in it: striped and empty, and said in words beneath. */
export function UtilisationBar({ pool }: { readonly pool: LendingPool }) {
  const { asset, availableLiquidity, totalAssets } = pool
  const utilisationWad = computeUtilisationWad(pool)
  const lent = { asset, amount: max(0n, totalAssets - availableLiquidity) }
  const left = { asset, amount: availableLiquidity }
  const patternId = `${STRIPES}-${pool.address}`
  return (
    <div className="grid gap-1.5">
      <svg
        viewBox={`0 0 ${WIDTH} 20`}
        preserveAspectRatio="none"
        aria-hidden="true"
        className="h-3 w-full rounded-full border border-line-strong bg-background"
      >
        <defs>
          <pattern id={patternId} width="20" height="20" patternUnits="userSpaceOnUse">
            <rect width="20" height="20" className="fill-accent" />
            <rect width="4" height="20" className="fill-accent-soft" />
          </pattern>
        </defs>
        <rect width={((utilisationWad * WIDTH) / WAD).toString()} height="20" fill={`url(#${patternId})`} />
      </svg>
      <dl className="flex flex-wrap justify-between gap-x-6 gap-y-1 text-sm">
        <div>
          <dt className="text-muted text-xs">Lent out</dt>
          <dd className="tabular-nums">
            <FigureCell figure={describeUtilisation(utilisationWad)} className="font-semibold" />{' '}
            <span className="text-muted">{formatTokenAmount(lent, { maxDecimals: 2 })}</span>
          </dd>
        </div>
        <div className="sm:text-right">
          <dt className="text-muted text-xs">Left in the pool</dt>
          <dd className="tabular-nums">
            <FigureCell figure={describeAmount('available-liquidity', left)} className="font-semibold" />{' '}
            <span className="text-muted">
              {formatValueCompact(
                computeValueE8(availableLiquidity, pool.priceE8, asset.decimals),
                pool.unit,
              )}
            </span>
          </dd>
        </div>
      </dl>
    </div>
  )
}
