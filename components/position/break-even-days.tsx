import { Figure } from '../ui/figure'

/** "after 12 days"; "never" where nothing is made, or it is liquidated before. */
export function BreakEvenDays({ days }: { readonly days: bigint | null }) {
  return (
    <Figure field="break-even-days" value={days === null ? '' : days.toString()}>
      {describePayback(days)}
    </Figure>
  )
}

function describePayback(days: bigint | null): string {
  if (days === null) return 'never'
  if (days === 0n) return 'at once'
  return `after ${days} ${days === 1n ? 'day' : 'days'}`
}
