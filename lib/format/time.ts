/** A chain's time, Unix seconds, as "24 Nov 2026, 03:45" in the reader's own time zone. */
export function formatTime(timestamp: bigint): string {
  return new Date(Number(timestamp) * 1_000).toLocaleString('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
  })
}
