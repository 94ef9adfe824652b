const UNITS = [
  { name: 'year', seconds: 31_536_000n },
  { name: 'day', seconds: 86_400n },
  { name: 'hour', seconds: 3_600n },
  { name: 'minute', seconds: 60n },
  { name: 'second', seconds: 1n },
] as const

/** Beyond this nobody plans: rates will have changed long before. */
const LONGEST_SECONDS = 100n * 31_536_000n

/** Seconds as the two largest units that say something, "1 day 2 hours", cut and never rounded up. */
export function formatDuration(seconds: bigint): string {
  if (seconds >= LONGEST_SECONDS) return 'over 100 years'
  const first = UNITS.findIndex((unit) => seconds >= unit.seconds)
  if (first === -1) return '0 seconds'
  let rest = seconds
  const parts: string[] = []
  for (const unit of UNITS.slice(first, first + 2)) {
    const count = rest / unit.seconds
    rest %= unit.seconds
    if (count > 0n) parts.push(`${count} ${unit.name}${count === 1n ? '' : 's'}`)
  }
  return parts.join(' ')
}
