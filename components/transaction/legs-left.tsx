import { useMemo } from 'react'
import { findGoal } from '../../lib/execution/remember-goals'
import { findStorage } from '../../lib/execution/run-storage'
import type { AccountSnapshot } from '../../lib/protocols/protocol'
import { useAdapterOrSuspend } from '../../lib/queries/adapter'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'
import type { TransactionRequest } from './transaction-context'

type Props = {
  readonly request: TransactionRequest
  /** As the chain has it after this leg; null until it was read. */
  readonly actual: AccountSnapshot | null
  readonly onNext: (request: TransactionRequest) => void
}

/** After a leg that is not the last: the next one, planned from what the chain says by now. */
export function LegsLeft({ request, actual, onNext }: Props) {
  const { plan } = request.planned
  const adapter = useAdapterOrSuspend(plan)
  const next = useMemo(() => {
    const kept = findGoal(findStorage(), plan)
    return actual && kept && (request.planNext?.({ adapter, goal: kept.goal, account: actual }) ?? null)
  }, [request, plan, adapter, actual])
  return (
    <>
      <Notice tone="info" title="One step of the way is done">
        The position is safe to leave as it is: its page tells where it is on its way to, and offers to go on.
      </Notice>
      {next && (
        <Button variant="primary" size="large" onClick={() => onNext(next)}>
          Go on with the next step
        </Button>
      )}
    </>
  )
}
