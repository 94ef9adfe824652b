import type { Address } from '../../domain/asset'

export const PROTOCOL_ID = 'gearbox-v3'

/** `gearbox-v3:<chainId>:<credit manager>:<collateral>`, in lower case. */
export function makeFarmId(chainId: number, creditManager: Address, asset: Address): string {
  return `${PROTOCOL_ID}:${chainId}:${creditManager}:${asset}`.toLowerCase()
}

/** `gearbox-v3:<chainId>:<credit account>`, in lower case. */
export function makePositionId(chainId: number, account: Address): string {
  return `${PROTOCOL_ID}:${chainId}:${account}`.toLowerCase()
}

/** `gearbox-v3:<chainId>:<pool>`, in lower case. */
export function makePoolId(chainId: number, pool: Address): string {
  return `${PROTOCOL_ID}:${chainId}:${pool}`.toLowerCase()
}

/**
 * The credit account that a position id names; null for any other text. An id may come out of a link, so
 * the account means nothing until a credit manager that was discovered on the chain knows it.
 */
export function parsePositionId(positionId: string, chainId: number): Address | null {
  const [protocol, chain, account, ...rest] = positionId.toLowerCase().split(':')
  if (protocol !== PROTOCOL_ID || chain !== String(chainId) || rest.length > 0) return null
  return account && /^0x[0-9a-f]{40}$/.test(account) ? (account as Address) : null
}
