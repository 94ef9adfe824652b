import { expect, test } from 'vitest'
import { describeWholeness } from './wholeness'

const owner = '0x00000000000000000000000000000000000000aa'
const other = '0x00000000000000000000000000000000000000bb'
const tell = (account: typeof owner | typeof other, holders?: readonly []) =>
  describeWholeness({
    position: { account, owner },
    account: holders ? { holders } : {},
  })

test('a Safe, and an account that a protocol made, do all at once', () => {
  expect(tell(other, [])).toContain('all of it happens, or nothing')
  expect(tell(other)).toContain('all of it happens, or nothing')
})

test('an own account does it as its wallet can', () => {
  expect(tell(owner, [])).toContain('else one step after another')
})
