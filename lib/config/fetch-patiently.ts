/** The longest wait that a node's `Retry-After` is taken for, in seconds. */
const LONGEST_WAIT_SECONDS = 2

/** `fetch`, whose answer never asks for a longer wait than that: viem obeys the header to the letter. */
export async function fetchPatiently(...request: Parameters<typeof fetch>): Promise<Response> {
  const response = await fetch(...request)
  const wanted = response.headers.get('retry-after')
  // A date is not understood by viem either, which reads its first digits as seconds.
  if (wanted === null || (/^\d+$/.test(wanted) && Number(wanted) <= LONGEST_WAIT_SECONDS)) return response
  const headers = new Headers(response.headers)
  headers.set('retry-after', String(LONGEST_WAIT_SECONDS))
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers })
}
