import { expect, test } from 'vitest'
import { findHolderKind } from './holder-kind'

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
