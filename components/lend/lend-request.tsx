import { formatTokenAmount } from '../../lib/format/amount'
import { formatSymbol } from '../../lib/format/symbol'
import { estimateLending, type LendView, viewLendingOf } from '../../lib/plan/lend-view'
import { outcomeGuards } from '../../lib/plan/outcome-guards'
import type { AccountSnapshot } from '../../lib/protocols/protocol'
import type { TransactionRequest } from '../transaction/transaction-context'
import type { LendAction } from './explain-amount'
import { LendTable } from './lend-table'
import type { LendForm, LendFormSource } from './use-lend-form'

/** What is handed over to be reviewed and signed; null where there is nothing to sign. */
export function makeLendRequest(
  source: LendFormSource,
  form: LendForm,
  action: LendAction,
  replan: TransactionRequest['replan'],
): TransactionRequest | null {
  const { pool, markets, account } = source
  const result = form.results[action]
  if (!result?.ok || !result.draft) return null
  const { plan } = result
  const previewed = estimateLending(pool, account, result.draft)
  const viewOf = (snapshot: AccountSnapshot): LendView => viewLendingOf(snapshot, pool.id) ?? form.view
  return {
    title: describe(source, form, action),
    planned: { plan, markets, guards: outcomeGuards },
    inputsKey: form.inputsKeyOf(action),
    replan,
    renderFigures: ({ before, after }) => (
      <LendTable
        caption="Before and after this transaction"
        subject={form.view}
        columns={[
          { title: 'Before', when: 'before', view: viewOf(before) },
          { title: 'After', when: 'after', view: viewOf(after) },
        ]}
      />
    ),
    renderOutcome: ({ after }, actual) => (
      <LendTable
        caption="Previewed, simulated and actual figures"
        subject={form.view}
        columns={[
          { title: 'Previewed', view: previewed },
          { title: 'Simulated', view: viewOf(after) },
          {
            title: 'Actual',
            view: actual && viewOf(actual),
            isLoading: actual === null,
            promised: viewOf(after),
          },
        ]}
      />
    ),
    findNext: () => ({ href: '/lend', label: 'Back to the pools' }),
    onConfirmed: form.reset,
  }
}

function describe({ pool }: LendFormSource, { results, isAll }: LendForm, action: LendAction): string {
  const symbol = formatSymbol(pool.asset)
  if (action === 'withdraw' && isAll) return `Withdraw all of your ${symbol}`
  const [change] = results[action]?.draft?.walletChanges ?? []
  const amount = change && {
    asset: change.asset,
    amount: change.amount < 0n ? -change.amount : change.amount,
  }
  return `${action === 'supply' ? 'Supply' : 'Withdraw'} ${amount ? formatTokenAmount(amount) : symbol}`
}
