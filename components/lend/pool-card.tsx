import { computeValueE8 } from '../../lib/domain/value'
import { cleanTokenText, formatSymbol } from '../../lib/format/symbol'
import { formatValueCompact } from '../../lib/format/value-compact'
import { namePlaceOf } from '../../lib/queries/place'
import { FigureCell } from '../position/figure-cell'
import { TokenIcon } from '../ui/token-icon'
import { describeAmount, describeSupplyRate } from './lend-figures'
import { LendFormFields } from './lend-form'
import { LendPreview } from './lend-preview'
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
  const name = `${formatSymbol(pool.asset)} pool`
  return (
    <article
      aria-label={name}
      className="grid grid-cols-1 gap-5 rounded-xl border border-line bg-surface p-4 sm:p-5"
    >
      <PoolHeader source={source} name={name} />
      <UtilisationBar pool={pool} />
      <div className="grid grid-cols-1 gap-6 border-line border-t pt-4 lg:grid-cols-2">
        <LendFormFields form={form} />
        <LendPreview
          poolName={name}
          now={form.view}
          forecasts={(hasSupply ? [supply, withdraw] : [supply]).map(({ action, preview }) => ({
            action,
            ...preview,
          }))}
        />
      </div>
    </article>
  )
}

function PoolHeader({ source: { pool }, name }: { readonly source: LendFormSource; readonly name: string }) {
  const { asset, totalAssets, priceE8 } = pool
  return (
    <header className="flex flex-wrap items-center justify-between gap-x-8 gap-y-3">
      <div className="flex min-w-0 items-center gap-3">
        <TokenIcon address={asset.address} symbol={asset.symbol} size={36} />
        <div className="min-w-0">
          <h2 className="font-semibold text-lg">{name}</h2>
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
