import Link from 'next/link'
import { useAccountSnapshots } from '../../lib/queries/account'
import { Notice } from '../ui/notice'
import type { ProvenSimulation, TransactionRequest } from './transaction-context'

type Props = {
  readonly request: TransactionRequest
  readonly simulation: ProvenSimulation
  readonly blockNumber: bigint
  readonly onClose: () => void
}

/** What the chain says afterwards, beside what was promised. */
export function TransactionOutcome({ request, simulation, blockNumber, onClose }: Props) {
  const { plan } = request.planned
  const { data, fault } = useAccountSnapshots(plan.owner)
  const actual =
    data?.find(
      ({ markets }) =>
        markets.protocol === plan.protocol &&
        markets.chainId === plan.chainId &&
        markets.block.number >= blockNumber,
    ) ?? null
  const next = request.findNext(simulation, actual)
  return (
    <>
      <Notice tone="success">The transaction is in the chain, and everything in it happened.</Notice>
      {request.renderOutcome(simulation, actual)}
      {!actual && (
        <p className="text-muted text-sm">
          {fault
            ? 'The account could not be read again. Your portfolio will show it.'
            : 'Reading the account again…'}
        </p>
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
