import type { Address } from '../domain/asset'

/** First and last four hex digits, `0x1234…abcd`: enough to recognise one's own, never enough to trust a stranger's. */
export function formatAddress(address: Address): string {
  return `${address.slice(0, 6)}…${address.slice(-4)}`
}
