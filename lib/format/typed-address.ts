import { isAddress } from 'viem'
import type { Address } from '../domain/asset'

/**
 * An account's address as typed, pasted or brought by a link; null where it is none. Letter case means nothing here:
 * a checksum guards what is paid to, and nothing ever is to what is only looked at.
 */
export function readAddress(text: string): Address | null {
  const address = text.trim()
  return isAddress(address, { strict: false }) ? address : null
}
