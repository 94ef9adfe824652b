import type { Address } from '../../domain/asset'
import { makeId, parseId } from '../../domain/id'

export const PROTOCOL_ID = 'gearbox-v3'

/** A collateral in a credit manager. */
export function makeFarmId(chainId: number, creditManager: Address, asset: Address): string {
  return makeId({ protocol: PROTOCOL_ID, chainId, subject: creditManager, asset })
}

/** A credit account. */
export function makePositionId(chainId: number, account: Address): string {
  return makeId({ protocol: PROTOCOL_ID, chainId, subject: account, asset: null })
}

/** A pool that lends to credit managers. */
export function makePoolId(chainId: number, pool: Address): string {
  return makeId({ protocol: PROTOCOL_ID, chainId, subject: pool, asset: null })
}

/** 20 bytes, as text. */
const ADDRESS_LENGTH = 42

/**
 * The credit account that a position id names; null for any other text. An id may come out of a link, so
 * the account means nothing until a credit manager that was discovered on the chain knows it.
 */
export function parsePositionId(positionId: string, chainId: number): Address | null {
  const id = parseId(positionId)
  if (id?.protocol !== PROTOCOL_ID || id.chainId !== chainId || id.asset !== null) return null
  return id.subject.length === ADDRESS_LENGTH ? id.subject : null
}
