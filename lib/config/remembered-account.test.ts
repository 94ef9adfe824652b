import { expect, test } from 'vitest'
import { readRememberedAccount } from './remembered-account'

const account = '0x3c3169117C9B7f03ef84013Ee19b025f90fF249d'
const other = '0x1E5b92144A6ea3135F58A3351D921356407e4a48'
const connectionOf = (uid: string, accounts: readonly unknown[]) => [uid, { accounts, chainId: 31337 }]
const keep = (current: unknown, ...value: readonly unknown[]) =>
  JSON.stringify({ state: { connections: { __type: 'Map', value }, current }, version: 3 })

test('the account of the connection that was the current one', () => {
  const kept = keep('b', connectionOf('a', [other]), connectionOf('b', [account, other]))
  expect(readRememberedAccount(kept)).toBe(account)
})

test.each([
  ['nothing', null],
  ['no text of ours', 'undefined'],
  ['nobody', keep(null)],
  ['a connection that is gone', keep('c', connectionOf('a', [account]))],
  ['no account', keep('a', connectionOf('a', []))],
  ['what is no address', keep('a', connectionOf('a', ['0x12']))],
  ['another shape', JSON.stringify({ state: { current: 'a', connections: [] } })],
])('%s tells of none', (_, kept) => {
  expect(readRememberedAccount(kept)).toBeNull()
})
