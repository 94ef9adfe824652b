import { expect, test } from 'vitest'
import type { Holder } from './holder'
import { findHolderKind, isLeftLying } from './holder-kind'

const owner = '0x00000000000000000000000000000000000000aa'
const safe = '0x00000000000000000000000000000000000000bb'

test('a position lives in its owner’s account or Safe, where its protocol leaves the choice', () => {
  expect(findHolderKind({ owner, account: safe }, { holders: [] })).toBe('safe')
  expect(findHolderKind({ owner, account: `0x${owner.slice(2).toUpperCase()}` }, { holders: [] })).toBe(
    'account',
  )
})

test('nothing is said of an account that the protocol itself made', () => {
  expect(findHolderKind({ owner, account: safe }, {})).toBeNull()
})

test('something lies in a Safe, or was earned, where that was read', () => {
  const holder: Holder = {
    ...{ kind: 'safe', address: safe, index: 0, isFree: true },
    state: { kind: 'own', nonce: 0n, isUsed: false },
  }
  const asset = { address: owner, symbol: 'TKN', name: 'Token', decimals: 18 } as const
  const account: Holder = { kind: 'account', address: owner }
  expect(isLeftLying({ holders: [account, { ...holder, left: [{ asset, amount: 1n }] }] })).toBe(true)
  expect(isLeftLying({ holders: [account, holder] })).toBe(false)
  const earned = { positionId: 'one', rewards: [{ asset, amount: 1n }] }
  expect(isLeftLying({ holders: [{ ...account, earned }, holder] })).toBe(true)
  expect(isLeftLying({ holders: [account, { ...holder, earned }] })).toBe(true)
  expect(isLeftLying({})).toBe(false)
})
