import type { Address } from '../../domain/asset'
import { makeId, parseId } from '../../domain/id'

/** What is borrowed, and what is held as collateral: underlying assets both. */
export function makeFarmId(protocol: string, chainId: number, debt: Address, collateral: Address): string {
  return makeId({ protocol, chainId, subject: debt, asset: collateral })
}

/** The pool, and what of it is lent: an underlying asset. */
export function makePoolId(protocol: string, chainId: number, pool: Address, asset: Address): string {
  return makeId({ protocol, chainId, subject: pool, asset })
}

/** Whoever holds it: a wallet's account or a Safe. */
export function makePositionId(protocol: string, chainId: number, holder: Address): string {
  return makeId({ protocol, chainId, subject: holder, asset: null })
}

/** 20 bytes, as text. */
const ADDRESS_LENGTH = 42

/** The account that a position id names; null for any other text. It may come out of a link: any account can be named. */
export function parsePositionId(protocol: string, chainId: number, positionId: string): Address | null {
  const id = parseId(positionId)
  if (id?.protocol !== protocol || id.chainId !== chainId || id.asset !== null) return null
  return id.subject.length === ADDRESS_LENGTH ? id.subject : null
}
