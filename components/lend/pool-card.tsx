import { computeValueE8 } from '../../lib/domain/value'
import { cleanTokenText, formatSymbol } from '../../lib/format/symbol'
import { formatValueCompact } from '../../lib/format/value-compact'
import { namePlaceOf } from '../../lib/queries/place'
import { FigureCell } from '../position/figure-cell'
import { Skeleton } from '../ui/skeleton'
import { TokenIcon } from '../ui/token-icon'
import { arePaid, describeAmount, describeRewards, describeSupplyRate } from './lend-figures'
import { LendFormFields } from './lend-form'
import { anchorOf, namePool } from './pool-name'
import { type LendFormSource, useLendForm } from './use-lend-form'
import { UtilisationBar } from './utilisation-bar'

/** Longest pool name shown: it is the pool contract's own text. */
const MAX_NAME_LENGTH = 40

/** One pool: what it is, the form, and what the form would do. */
export function PoolCard({ source }: { readonly source: LendFormSource }) {
  const { pool } = source
  const form = useLendForm(source)
  const { supply, withdraw } = form.operations
  const hasSupply = form.view.supplied.amount > 0n
  const name = namePool(pool)
  return (
    <article
      id={anchorOf(pool)}
      aria-label={name}
      className="grid scroll-mt-24 grid-cols-1 gap-5 rounded-xl border border-line bg-surface p-4 sm:p-5"
    >
      <PoolHeader source={source} />
      <UtilisationBar pool={pool} />
      <div className="grid grid-cols-1 gap-6 border-line border-t pt-4 lg:grid-cols-2">
        <LendFormFields form={form} />
        {form.parts === null ? (
          <Skeleton className="h-88 w-full rounded-xl" />
        ) : (
          <form.parts.LendPreview
            poolName={name}
            now={form.view}
            forecasts={(hasSupply ? [supply, withdraw] : [supply]).map(({ action, preview }) => ({
              action,
              ...preview,
            }))}
          />
        )}
      </div>
    </article>
  )
}

function PoolHeader({ source: { pool } }: { readonly source: LendFormSource }) {
  const { asset, totalAssets, priceE8, rewards = [] } = pool
  return (
    <header className="flex flex-wrap items-center justify-between gap-x-8 gap-y-3">
      <div className="flex min-w-0 items-center gap-3">
        <TokenIcon address={asset.address} symbol={asset.symbol} size={36} />
        <div className="min-w-0">
          <h3 className="font-semibold text-lg">{`${formatSymbol(asset)} pool`}</h3>
          <p className="break-words text-muted text-xs">
            {[cleanTokenText(pool.name, MAX_NAME_LENGTH), namePlaceOf(pool)].filter(Boolean).join(' · ')}
          </p>
        </div>
      </div>
      <dl className="flex flex-wrap gap-x-8 gap-y-2">
        <div>
          <dt className="text-muted text-xs">Supply rate a year</dt>
          <dd className="font-semibold text-lg">
            <FigureCell figure={describeSupplyRate(pool.supplyAprWad)} />
            {arePaid(rewards) && (
              <span className="block font-normal text-muted text-xs">
                and <FigureCell figure={describeRewards(rewards)} /> in rewards
              </span>
            )}
          </dd>
        </div>
        <div>
          <dt className="text-muted text-xs">Supplied by all</dt>
          <dd className="tabular-nums">
            <FigureCell
              figure={describeAmount('pool-assets', { asset, amount: totalAssets })}
              className="font-semibold"
            />
            <span className="block text-muted text-xs">
              {formatValueCompact(computeValueE8(totalAssets, priceE8, asset.decimals), pool.unit)}
            </span>
          </dd>
        </div>
      </dl>
    </header>
  )
}
