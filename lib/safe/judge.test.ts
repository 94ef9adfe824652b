import { encodeAbiParameters, getAddress, type Hex, parseAbiParameters, zeroAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import type { SafeChange } from '../domain/holder'
import { safeContracts } from './contracts'
import { judgeSafe } from './judge'
import { SINGLETON } from './predict'
import { convertToWords, type SafeReads } from './read'

const owner = getAddress('0x00000000000000000000000000000000000a11ce')
const other = getAddress('0x0000000000000000000000000000000000000b0b')
type Words = readonly bigint[] | null

const address = (value: Hex) => [BigInt(value)]
const stored = (value: Hex) =>
  convertToWords(
    encodeAbiParameters(parseAbiParameters('bytes'), [
      encodeAbiParameters(parseAbiParameters('address'), [value]),
    ]),
  )
const list = (owners: readonly Hex[]) =>
  convertToWords(encodeAbiParameters(parseAbiParameters('address[]'), [owners]))
const page = (modules: readonly Hex[]) =>
  convertToWords(encodeAbiParameters(parseAbiParameters('address[], address'), [modules, zeroAddress]))

const fresh: SafeReads<Words> = {
  singleton: address(SINGLETON),
  owners: list([owner]),
  threshold: [1n],
  nonce: [0n],
  modules: page([]),
  guard: stored(zeroAddress),
  fallbackHandler: stored(safeContracts.fallbackHandler),
}

describe('a Safe', () => {
  it('is its owner’s as it was created, used or not', () => {
    expect(judgeSafe(owner, fresh)).toEqual({ kind: 'own', nonce: 0n, isUsed: false })
    expect(judgeSafe(owner, { ...fresh, nonce: [3n] })).toEqual({ kind: 'own', nonce: 3n, isUsed: true })
  })

  it('is absent where nothing answers', () => {
    const empty: SafeReads<Words> = {
      singleton: [],
      owners: [],
      threshold: [],
      nonce: [],
      modules: [],
      guard: [],
      fallbackHandler: [],
    }
    expect(judgeSafe(owner, empty)).toEqual({ kind: 'absent' })
  })

  it.each<[string, Partial<SafeReads<Words>>, SafeChange]>([
    ['two owners', { owners: list([owner, other]) }, { kind: 'owners', owners: [owner, other] }],
    ['another owner', { owners: list([other]) }, { kind: 'owners', owners: [other] }],
    ['no owner', { owners: list([]) }, { kind: 'owners', owners: [] }],
    ['another threshold', { threshold: [2n] }, { kind: 'threshold', threshold: 2n }],
    ['a module', { modules: page([other]) }, { kind: 'modules', modules: [other] }],
    ['a guard', { guard: stored(other) }, { kind: 'guard', guard: other }],
    ['another handler', { fallbackHandler: stored(other) }, { kind: 'fallback-handler', handler: other }],
    [
      'no handler',
      { fallbackHandler: stored(zeroAddress) },
      { kind: 'fallback-handler', handler: zeroAddress },
    ],
    [
      'the plain singleton',
      { singleton: address(safeContracts.singleton) },
      { kind: 'singleton', singleton: safeContracts.singleton },
    ],
  ])('with %s is changed, and is not planned with', (_, answers, change) => {
    expect(judgeSafe(owner, { ...fresh, ...answers })).toEqual({ kind: 'changed', changes: [change] })
  })

  it('tells all that was changed, but nothing that another singleton answers', () => {
    const changed = { ...fresh, owners: list([other]), threshold: [0n], guard: stored(other) }
    const { changes } = { changes: [], ...judgeSafe(owner, changed) }
    expect(changes.map(({ kind }) => kind)).toEqual(['owners', 'threshold', 'guard'])
    expect(judgeSafe(owner, { ...changed, singleton: address(other) })).toEqual({
      kind: 'changed',
      changes: [{ kind: 'singleton', singleton: other }],
    })
  })

  const names = ['singleton', 'owners', 'threshold', 'nonce', 'modules', 'guard', 'fallbackHandler'] as const
  it.each(names)('whose %s is not read is not judged', (name) => {
    expect(judgeSafe(owner, { ...fresh, [name]: null })).toEqual({ kind: 'unreadable' })
    if (name === 'singleton') return
    expect(judgeSafe(owner, { ...fresh, [name]: [] })).toEqual({ kind: 'unreadable' })
  })

  it('whose answers are no addresses or no lists is not judged', () => {
    const tooLarge = 1n << 160n
    for (const answers of [
      { singleton: [tooLarge] },
      { owners: [32n, 1n, tooLarge] },
      { owners: [32n, 2n, BigInt(owner)] },
      { modules: [1n << 200n, 1n, 0n] },
      { guard: [32n, 32n, tooLarge] },
      { guard: [32n, 0n] },
    ]) {
      expect(judgeSafe(owner, { ...fresh, ...answers })).toEqual({ kind: 'unreadable' })
    }
  })
})
