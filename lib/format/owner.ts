import { type Address, isSameAddress } from '../domain/asset'
import { formatAddress } from './address'

/** Whose something is, to be put behind its name: nothing where it is the connected account's own. */
export function formatOwner(owner: Address, connected: Address | undefined): string {
  return connected && isSameAddress(owner, connected) ? '' : `, by account ${formatAddress(owner)}`
}
