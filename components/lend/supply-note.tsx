import type { LendingPool } from '../../lib/domain/lending'
import { formatTokenAmount } from '../../lib/format/amount'
import type { LendView } from '../../lib/plan/lend-view'

type Props = { readonly pool: LendingPool; readonly view: LendView }

/** How much more a pool takes, where that is less than one could bring. */
export function SupplyNote({ pool: { asset, supplyRoom, isPaused }, view: { wallet } }: Props) {
  if (supplyRoom === undefined || isPaused) return null
  if (wallet && wallet.amount <= supplyRoom && supplyRoom > 0n) return null
  return (
    <p className="text-muted text-sm">
      {supplyRoom === 0n
        ? 'The pool takes no more of it at the moment. What is in it can be withdrawn.'
        : `The pool is limited: it takes ${formatTokenAmount({ asset, amount: supplyRoom })} more at the moment.`}
    </p>
  )
}
