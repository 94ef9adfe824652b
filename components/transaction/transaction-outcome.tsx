import Link from 'next/link'
import { useAccountAt } from '../../lib/queries/account-at'
import { Notice } from '../ui/notice'
import { LegsLeft } from './legs-left'
import type { ProvenSimulation, TransactionRequest } from './transaction-context'

type Props = {
  readonly request: TransactionRequest
  readonly simulation: ProvenSimulation
  readonly blockNumber: bigint
  readonly onNext: (request: TransactionRequest) => void
  readonly onClose: () => void
}

/** What the chain says afterwards, beside what was promised: both of the block that it happened in. */
export function TransactionOutcome({ request, simulation, blockNumber, onNext, onClose }: Props) {
  const { plan, markets } = request.planned
  const { account: actual, fault } = useAccountAt(markets, plan.intent, blockNumber)
  const next = request.findNext(simulation, actual)
  return (
    <>
      <Notice tone="success">
        {plan.steps.filter(({ kind }) => kind === 'call').length > 1
          ? 'All of its transactions are in the chain, and everything in them happened.'
          : 'The transaction is in the chain, and everything in it happened.'}
      </Notice>
      {request.renderOutcome(simulation, actual)}
      {!actual && (
        <p className="text-muted text-sm">
          {fault
            ? 'The account could not be read as it was in that block. Your portfolio shows it as it is.'
            : 'Reading the account again…'}
        </p>
      )}
      {plan.legs && plan.legs.stops.length > 1 && (
        <LegsLeft request={request} actual={actual} onNext={onNext} />
      )}
      <Link
        prefetch={false}
        href={next.href}
        onClick={onClose}
        className="inline-flex min-h-11 items-center justify-center rounded-lg bg-accent px-4 font-semibold text-base text-on-accent hover:bg-accent-strong"
      >
        {next.label}
      </Link>
    </>
  )
}
