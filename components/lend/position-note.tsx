import Link from 'next/link'
import { arePaid } from './lend-figures'
import type { LendForm } from './use-lend-form'

/** Where else the supply counts, for whom that matters. */
export function PositionNote({ form: { within, view } }: { readonly form: LendForm }) {
  if (!within || !(within.isPledged || arePaid(view.rewards))) return null
  return (
    <p className="text-muted text-sm">
      {within.isPledged
        ? 'Withdraw it where its health factor is shown: '
        : 'Rewards are claimed where your supply is listed with all that you have here: '}
      <Link
        prefetch={false}
        href={`/position?id=${encodeURIComponent(within.positionId)}`}
        className="underline underline-offset-4"
      >
        Manage this position
      </Link>
    </p>
  )
}
