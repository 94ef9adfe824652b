import { formatTokenAmount } from '../../lib/format/amount'
import { Button } from '../ui/button'
import type { LendForm } from './use-lend-form'

/** What there is to supply and to withdraw, each to be taken into the field whole. */
export function MaxButtons({ form }: { readonly form: LendForm }) {
  const { view, limit } = form
  const { asset } = view.supplied
  return (
    <dl className="grid gap-1 text-sm">
      <div className="flex items-center justify-between gap-3">
        <dt className="text-muted">In your wallet</dt>
        <dd className="flex items-center gap-2 tabular-nums">
          {view.wallet ? formatTokenAmount(view.wallet) : '–'}
          <Button
            size="small"
            variant="quiet"
            disabled={!view.wallet || view.wallet.amount === 0n || form.source.pool.supplyRoom === 0n}
            onClick={() => form.setMax('supply')}
          >
            Max<span className="sr-only"> to supply</span>
          </Button>
        </dd>
      </div>
      <div className="flex items-center justify-between gap-3">
        <dt className="text-muted">Can be withdrawn</dt>
        <dd className="flex items-center gap-2 tabular-nums">
          {formatTokenAmount({ asset, amount: limit.amount })}
          <Button
            size="small"
            variant="quiet"
            disabled={limit.amount === 0n}
            onClick={() => form.setMax('withdraw')}
          >
            Max<span className="sr-only"> to withdraw</span>
          </Button>
        </dd>
      </div>
    </dl>
  )
}
