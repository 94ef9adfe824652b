/**
 * Pages that show markets alone do without it. It is asked for before the first request of an account, and needed for the second.
 * Throws where it does not come, and is asked for anew by the next read.
 */
export async function loadAccountCode() {
  return (await import('./account-code')).accountCode
}
