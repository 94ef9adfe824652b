import { concat, getAddress, keccak256, numberToHex, slice, stringToHex } from 'viem'
import type { Address } from '../domain/asset'
import type { Hex } from '../domain/call'
import { safeContracts } from './contracts'

/** How many Safes of one account are looked at: as many positions can be open at once. */
export const CANDIDATES = 16

/**
 * The singleton of every Safe of ours, on every chain. Its events carry each batch, so that whoever indexes Safes needs no
 * trace node to list them (docs/decisions/safe.md).
 */
export const SINGLETON: Address = safeContracts.singletonL2

/** keccak256 of `SafeProxyFactory.proxyCreationCode` ‖ `SINGLETON`: what the factory creates. */
const CREATION_HASH: Hex = '0xe298282cefe913ab5d282047161268a8222e4bd4ed106300c547894bbefd31ee'

/** The nonces of our Safes are this and their index: its last byte is free, and no other interface counts from there. */
const NAMESPACE = (BigInt(keccak256(stringToHex('furrow: one Safe for each position'))) >> 8n) << 8n

/** A Safe that an account may have: where it would be, whether it is there or not. */
export type SafeCandidate = { readonly index: number; readonly address: Address }

/** The nonce of an account's Safe, by its index from 0 on. */
export function computeSaltNonce(index: number): bigint {
  return NAMESPACE + BigInt(index)
}

/** `setup(address[],uint256,address,bytes,address,address,uint256,address)`. */
const SETUP: Hex = '0xb63e800d'

/**
 * What a new Safe is set up with: one owner, whose signature is enough; no module, no call, nothing paid. Its words are written
 * out: every list reads where Safes are, and encodes no other call.
 */
export function encodeSetup(owner: Address): Hex {
  const owners = [1n, BigInt(getAddress(owner))]
  const [ownersAt, callAt] = [0x100n, 0x140n]
  const head = [ownersAt, 1n, 0n, callAt, BigInt(safeContracts.fallbackHandler), 0n, 0n, 0n]
  return concat([SETUP, ...[...head, ...owners, 0n].map(toWord)])
}

function toWord(value: bigint): Hex {
  return numberToHex(value, { size: 32 })
}

/** Where it will be, or is (`SafeProxyFactory.createProxyWithNonce`). The same for whoever creates it. */
export function predictSafe(owner: Address, index: number): Address {
  return listCandidates(owner)[index]?.address ?? predict(keccak256(encodeSetup(owner)), index)
}

/** Dozens of hashes an owner, which every draft asks for: of the last few owners they are kept. */
const KEPT_OWNERS = 8
const kept = new Map<Address, readonly SafeCandidate[]>()

/** All Safes that an account may have of ours, there or not, in the order in which they are to be taken. */
export function listCandidates(owner: Address): readonly SafeCandidate[] {
  const known = kept.get(owner)
  if (known) return known
  const setupHash = keccak256(encodeSetup(owner))
  const candidates = Array.from({ length: CANDIDATES }, (_, index) => ({
    index,
    address: predict(setupHash, index),
  }))
  if (kept.size >= KEPT_OWNERS) kept.clear()
  kept.set(owner, candidates)
  return candidates
}

function predict(setupHash: Hex, index: number): Address {
  const salt = keccak256(concat([setupHash, toWord(computeSaltNonce(index))]))
  return getAddress(slice(keccak256(concat(['0xff', safeContracts.factory, salt, CREATION_HASH])), 12))
}
