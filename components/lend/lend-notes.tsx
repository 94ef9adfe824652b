import { PositionNote } from './position-note'
import { SupplyNote } from './supply-note'
import type { LendForm } from './use-lend-form'
import { WithdrawalNote } from './withdrawal-note'

/** How much can be supplied and withdrawn now, and why not more. */
export function LendNotes({ form }: { readonly form: LendForm }) {
  const { source, view, limit } = form
  return (
    <>
      <SupplyNote pool={source.pool} view={view} />
      <WithdrawalNote pool={source.pool} view={view} limit={limit} />
      <PositionNote form={form} />
    </>
  )
}
