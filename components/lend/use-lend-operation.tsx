import type { Issue } from '../../lib/domain/issue'
import type { LendingPool } from '../../lib/domain/lending'
import { formatTokenAmount } from '../../lib/format/amount'
import { formatSymbol } from '../../lib/format/symbol'
import { estimateLending, type LendView, viewLendingOf } from '../../lib/plan/lend-view'
import { outcomeGuards } from '../../lib/plan/outcome-guards'
import type { LendPlanResult } from '../../lib/plan/plan-lend'
import type { AccountSnapshot } from '../../lib/protocols/protocol'
import type { OutcomeViews } from '../form/request'
import { useOperation } from '../form/use-operation'
import type { LendAction } from './explain-amount'
import { LendTable } from './lend-table'
import type { LendFormSource } from './use-lend-form'

type LendChoice = {
  readonly source: LendFormSource
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

const NEXT = { href: '/lend', label: 'Back to the pools' }

/** Supplying to a pool, or withdrawing from it. */
export function useLendOperation({ source, view, action, key, result, isAll, onDone }: LendChoice) {
  const { pool, account } = source
  // What is refused has no column: the reason stands beside the field.
  const estimated = result?.ok && result.draft ? estimateLending(pool, account, result.draft) : null
  const viewOf = (snapshot: AccountSnapshot) => viewLendingOf(snapshot, pool.id) ?? estimated ?? view
  const operation = useOperation<LendView>({
    subject: source,
    choice: { key, result, inputs: [], fields: ['amount'] },
    guards: outcomeGuards,
    views: {
      estimate: { before: view, after: estimated },
      before: (_, { before }) => viewOf(before),
      after: (_, { after }) => viewOf(after),
    },
    review: { title: describe(pool, action, isAll, result), drawFigures, drawOutcome, next: NEXT },
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

const drawFigures = (before: LendView, after: LendView) => (
  <LendTable
    caption="Before and after this transaction"
    subject={before}
    columns={[
      { title: 'Before', when: 'before', view: before },
      { title: 'After', when: 'after', view: after },
    ]}
  />
)

const drawOutcome = ({ previewed, simulated, actual }: OutcomeViews<LendView>) => (
  <LendTable
    caption="Previewed, simulated and actual figures"
    subject={simulated}
    columns={[
      { title: 'Previewed', view: previewed },
      { title: 'Simulated', view: simulated },
      { title: 'Actual', view: actual, isLoading: actual === null, promised: simulated },
    ]}
  />
)
