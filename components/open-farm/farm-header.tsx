import Link from 'next/link'
import type { ReactNode } from 'react'
import type { Farm } from '../../lib/domain/farm'
import { sumYieldsWad } from '../../lib/domain/rates'
import { formatTokenAmount } from '../../lib/format/amount'
import { formatMultiple } from '../../lib/format/multiple'
import { formatPercent } from '../../lib/format/percent'
import { formatSymbol } from '../../lib/format/symbol'
import { namePlaceOf } from '../../lib/queries/place'
import { describeDirection, FORM_WORDS } from '../position/farm-words'
import { TokenIcon } from '../ui/token-icon'
import { describeFarm, describeRisk } from './describe-farm'

export function FarmHeader({ farm, block }: { readonly farm: Farm; readonly block: bigint }) {
  const yieldAprWad = sumYieldsWad(farm.yields)
  return (
    <header className="grid gap-4">
      <nav aria-label="Breadcrumb" className="text-muted text-sm">
        <Link prefetch={false} href="/" className="inline-flex min-h-6 items-center hover:text-ink">
          ← All farms
        </Link>
      </nav>
      <div className="flex items-start gap-3">
        <TokenIcon address={farm.asset.address} symbol={farm.asset.symbol} size={40} />
        <div className="min-w-0">
          <h1 className="break-words font-semibold text-2xl">{farm.name}</h1>
          <p className="text-muted text-sm">
            {[
              describeDirection(farm),
              ...farm.forms.map((form) => FORM_WORDS[form]),
              `borrow ${formatSymbol(farm.debtAsset)}`,
              namePlaceOf(farm),
            ].join(' · ')}
          </p>
        </div>
      </div>
      <p className="max-w-prose text-sm">
        {describeFarm(farm)} <strong className="font-semibold">{describeRisk(farm)}</strong> Liquidation can
        cost all of your deposit.
      </p>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 rounded-xl border border-line bg-surface p-4 sm:grid-cols-4">
        <Fact label="Farm yield, unlevered">
          {yieldAprWad === null ? 'not known' : formatPercent(yieldAprWad)}
        </Fact>
        <Fact label="Borrow rate">{formatPercent(farm.borrowAprWad, { rounding: 'up' })}</Fact>
        <Fact label="Most leverage">{formatMultiple(farm.maxLeverageWad, 'down')}</Fact>
        <Fact label={`Left to borrow, block ${block}`}>
          {formatTokenAmount({ asset: farm.debtAsset, amount: farm.availableLiquidity })}
        </Fact>
      </dl>
    </header>
  )
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-muted text-xs">{label}</dt>
      <dd className="font-semibold tabular-nums">{children}</dd>
    </div>
  )
}
