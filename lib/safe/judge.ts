import { getAddress, numberToHex, zeroAddress } from 'viem'
import { type Address, isSameAddress } from '../domain/asset'
import type { SafeChange, SafeState } from '../domain/holder'
import { safeContracts } from './contracts'
import { SINGLETON } from './predict'
import type { SafeReads } from './read'

/**
 * Judges the answers to `planSafeReads` of a predicted address: each in words, null where the call reverted. That the
 * address has a proxy's code if any follows from how it was computed; what lies behind it the proxy tells.
 */
export function judgeSafe(owner: Address, answers: SafeReads<readonly bigint[] | null>): SafeState {
  if (answers.singleton?.length === 0) return { kind: 'absent' }
  const singleton = readAddress(answers.singleton)
  if (!singleton) return { kind: 'unreadable' }
  // Another singleton may answer anything to the rest.
  if (!isSameAddress(singleton, SINGLETON)) {
    return { kind: 'changed', changes: [{ kind: 'singleton', singleton }] }
  }
  const owners = readList(answers.owners)
  const modules = readList(answers.modules)
  const guard = readAddress(answers.guard?.slice(2))
  const handler = readAddress(answers.fallbackHandler?.slice(2))
  const [threshold, nonce] = [answers.threshold?.[0], answers.nonce?.[0]]
  if (!owners || !modules || !guard || !handler || threshold === undefined || nonce === undefined) {
    return { kind: 'unreadable' }
  }
  const [first, ...others] = owners
  const isSole = first !== undefined && isSameAddress(first, owner) && others.length === 0
  const changes = [
    ...when(!isSole, { kind: 'owners', owners }),
    ...when(threshold !== 1n, { kind: 'threshold', threshold }),
    ...when(modules.length > 0, { kind: 'modules', modules }),
    ...when(guard !== zeroAddress, { kind: 'guard', guard }),
    ...when(!isSameAddress(handler, safeContracts.fallbackHandler), { kind: 'fallback-handler', handler }),
  ]
  return changes.length > 0 ? { kind: 'changed', changes } : { kind: 'own', nonce, isUsed: nonce > 0n }
}

function when(condition: boolean, change: SafeChange): readonly SafeChange[] {
  return condition ? [change] : []
}

function readAddress(words: readonly bigint[] | null | undefined): Address | null {
  const word = words?.[0]
  return word === undefined || word >= 1n << 160n ? null : getAddress(numberToHex(word, { size: 20 }))
}

/** A list that the first word says the beginning of; null where it is none. */
function readList(words: readonly bigint[] | null): readonly Address[] | null {
  const start = Number((words?.[0] ?? 0n) / 32n)
  const length = Number(words?.[start] ?? -1n)
  const items = words?.slice(start + 1, start + 1 + length).map((word) => readAddress([word]))
  const addresses = items?.filter((item) => item !== null)
  return start > 0 && addresses?.length === length ? addresses : null
}
