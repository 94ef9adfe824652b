import { type Address, isSameAddress } from '../../domain/asset'

/** On the practice chain it is the first contract that the fixed deployer creates. */
const practiceEntry: Address = '0x5FbDB2315678afecb367f032d93F642f64180aa3'

/**
 * Gearbox's AddressProvider on each chain: the one address that is known beforehand. Everything else is
 * discovered from it.
 */
const entries: Readonly<Record<number, Address>> = {
  31337: practiceEntry,
  31338: practiceEntry,
}

/** Null where Gearbox is not on that chain. */
export function entryOn(chainId: number): Address | null {
  return entries[chainId] ?? null
}

/** As `entryOn`. Throws where Gearbox is not on the chain: callers ask `entryOn` before. */
export function requireEntry(chainId: number): Address {
  const entry = entryOn(chainId)
  if (!entry) throw new Error(`Gearbox is not on chain ${chainId}`)
  return entry
}

/** What the chain's coin is wrapped as, as every facade's `weth` says; a test holds it against theirs. */
const wrappedCoins: Readonly<Record<number, Address>> = {
  31337: '0xd79f54FA6C875717BC6F0988450719e6c4F85Ab6',
  31338: '0xd79f54FA6C875717BC6F0988450719e6c4F85Ab6',
}

/** Null where none is known. */
export function findWrappedCoin(chainId: number): Address | null {
  return wrappedCoins[chainId] ?? null
}

const practiceDollars: readonly Address[] = [
  '0xbDECeA28b4800395300560145e7aF64b8E65Ad7d', // USDC
  '0x9812013CB51EB523E3aA21f812Cd0251ED3A18c2', // USDT
  '0xbD34Dd0049f2419Ef7D303c769188299B54d311F', // SYND
]

/** Tokens that are meant to be worth a dollar, on each chain: a price does not say so. */
const dollars: Readonly<Record<number, readonly Address[]>> = {
  31337: practiceDollars,
  31338: practiceDollars,
}

export function isDollar(chainId: number, token: Address): boolean {
  return dollars[chainId]?.some((dollar) => isSameAddress(dollar, token)) ?? false
}
