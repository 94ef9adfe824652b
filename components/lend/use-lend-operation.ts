import type { Issue } from '../../lib/domain/issue'
import type { LendingPool } from '../../lib/domain/lending'
import { formatTokenAmount } from '../../lib/format/amount'
import { formatSymbol } from '../../lib/format/symbol'
import { estimateLending, type LendView } from '../../lib/plan/lend-view'
import type { LendPlanResult } from '../../lib/plan/plan-lend'
import { useOperation } from '../form/use-operation'
import type { LendAction } from './explain-amount'
import type { LendingPlanner, LendScope } from './lending-planner'
import type { LendFormSource } from './use-lend-form'

type LendChoice = {
  readonly source: LendFormSource
  readonly kit: LendingPlanner['kit'] | null
  /** The form's name. */
  readonly form: string
  /** The pool and the account's part in it now. */
  readonly view: LendView
  readonly action: LendAction
  /** Names the choice. */
  readonly key: string
  readonly result: LendPlanResult | null
  /** Whether all of the supply is withdrawn, whatever it is worth by then. */
  readonly isAll: boolean
  readonly onDone: () => void
}

/** Supplying to a pool, or withdrawing from it. */
export function useLendOperation({
  source,
  kit,
  form,
  view,
  action,
  key,
  result,
  isAll,
  onDone,
}: LendChoice) {
  const { pool, account } = source
  // What is refused has no column: the reason stands beside the field.
  const estimated = result?.ok && result.draft ? estimateLending(pool, account, result.draft) : null
  const operation = useOperation<LendView, LendScope>({
    form,
    subject: source,
    choice: { key, result, inputs: [], fields: ['amount'] },
    kit,
    scope: { poolId: pool.id, otherwise: estimated ?? view },
    estimate: { before: view, after: estimated },
    title: describe(pool, action, isAll, result),
    isForPreview,
    onDone,
  })
  return { action, ...operation }
}

/** One amount is in the way of both actions: what belongs to it stands beside it, and the rest where both are compared. */
function isForPreview({ field, severity }: Issue): boolean {
  return field === undefined && severity !== 'warning'
}

function describe(
  { asset }: LendingPool,
  action: LendAction,
  isAll: boolean,
  result: LendPlanResult | null,
): string {
  const symbol = formatSymbol(asset)
  if (isAll) return `Withdraw all of your ${symbol}`
  const [change] = result?.draft?.walletChanges ?? []
  const amount = change && {
    asset: change.asset,
    amount: change.amount < 0n ? -change.amount : change.amount,
  }
  return `${action === 'supply' ? 'Supply' : 'Withdraw'} ${amount ? formatTokenAmount(amount) : symbol}`
}
