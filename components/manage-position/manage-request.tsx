import type { AccountSnapshot } from '../../lib/protocols/protocol'
import { BeforeAfterTable } from '../position/before-after-table'
import { OutcomeTable } from '../position/outcome-table'
import type { TransactionRequest } from '../transaction/transaction-context'
import { estimateManaging, viewManaging } from './manage-preview'
import type { ManageForm } from './use-manage-form'
import type { ManageSource } from './use-planner'

type Words = {
  /** "Withdraw 1 WETH" */
  readonly title: string
  readonly onConfirmed: () => void
  readonly replan: TransactionRequest['replan']
}

/** What is handed over to be reviewed and signed; null where there is nothing to sign, or its risks are not accepted. */
export function makeManageRequest(
  source: ManageSource,
  { planned, inputsKey, forecast, isAccepted }: ManageForm,
  { title, onConfirmed, replan }: Words,
): TransactionRequest | null {
  if (!planned || !isAccepted) return null
  const previewed = estimateManaging(source, forecast).after
  const viewOf = (account: AccountSnapshot) => viewManaging(source, forecast, planned.plan, account)
  return {
    title,
    planned,
    inputsKey,
    replan,
    renderFigures: ({ before, after }) => <BeforeAfterTable before={viewOf(before)} after={viewOf(after)} />,
    renderOutcome: ({ after }, actual) => (
      <OutcomeTable
        previewed={previewed ?? viewOf(after)}
        simulated={viewOf(after)}
        actual={actual && viewOf(actual)}
        slippageBps={planned.plan.slippageBps}
      />
    ),
    findNext: () =>
      planned.plan.intent.kind === 'close'
        ? { href: '/portfolio', label: 'Show the portfolio' }
        : { href: `/position?id=${encodeURIComponent(source.position.id)}`, label: 'Show the position' },
    onConfirmed,
  }
}
