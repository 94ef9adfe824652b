import type { AssetAmount } from '../../lib/domain/asset'
import type { LendingPool, WithdrawalLimit } from '../../lib/domain/lending'
import { BPS, WAD } from '../../lib/domain/math'
import { formatTokenAmount } from '../../lib/format/amount'
import { formatPercent } from '../../lib/format/percent'
import type { LendView } from '../../lib/plan/lend-view'

type Props = { readonly pool: LendingPool; readonly view: LendView; readonly limit: WithdrawalLimit }

/** How much can be withdrawn now, and why not more. */
export function WithdrawalNote({ pool, view, limit }: Props) {
  const { withdrawFeeBps } = pool
  return (
    <p className="text-muted text-sm">
      {describeLimit(view, limit, { asset: pool.asset, amount: limit.amount })}
      {withdrawFeeBps > 0n &&
        ` The pool keeps ${formatPercent((withdrawFeeBps * WAD) / BPS, { rounding: 'up' })} of what is withdrawn.`}
    </p>
  )
}

function describeLimit(
  { supplied, availableLiquidity }: LendView,
  limit: WithdrawalLimit,
  most: AssetAmount,
) {
  if (limit.limitedBy === 'paused') {
    return 'The pool is paused: until its operators open it again, nobody can supply or withdraw.'
  }
  if (limit.limitedBy === 'debt') {
    return 'Your account owes something here, and this supply counts as collateral for it.'
  }
  if (supplied.amount === 0n) {
    return `Withdrawals are paid from what is not lent out: ${formatTokenAmount(availableLiquidity)} at the moment. If borrowers take it all, lenders wait until some is repaid.`
  }
  if (limit.limitedBy === 'liquidity') {
    return `You can withdraw ${formatTokenAmount(most)} now, which is all that lies in the pool. The rest of your supply is lent out: it earns on, and can be withdrawn once borrowers repay or others supply.`
  }
  return `You can withdraw ${limit.canTakeAll ? 'all of your supply' : formatTokenAmount(most)} now: the pool holds ${formatTokenAmount(availableLiquidity)} that is not lent out.`
}
