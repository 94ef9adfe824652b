import { createClient, custom } from 'viem'
import { expect, test, vi } from 'vitest'
import { aaveV3 } from './protocols'
import { convertMarkets } from './read/convert-markets'
import { makeReader } from './reader'
import { addressOf, makeHolder, makeRaw, makeReserve } from './testing/pool'

const noted = vi.hoisted(() => ({ happened: [] as string[] }))

vi.mock(import('./read/account-code'), async (original) => {
  noted.happened.push('code')
  return original()
})
vi.mock(import('./read/read-holder'), async (original) => {
  noted.happened.push('what it imports')
  return original()
})

/** A node that answers nothing at all. */
const client = createClient({
  transport: custom(
    {
      request: async () => {
        noted.happened.push('request')
        throw new Error('The node is gone')
      },
    },
    { retryCount: 0 },
  ),
})
const reader = makeReader(aaveV3)
const owner = addressOf(9)

test('what accounts take is not loaded for markets alone, and is on its way before the first request of an account', async () => {
  await expect(reader.fetchMarkets(client, 31337)).rejects.toThrow('gone')
  const raw = makeRaw([makeReserve(0)])
  reader.applyGrowth(convertMarkets(raw, {}), null)
  expect(noted.happened).toEqual(['request'])
  await expect(reader.fetchAccount(client, 31337, owner)).rejects.toThrow('gone')
  await vi.waitFor(() => expect(noted.happened).toContain('code'))
  expect(noted.happened.filter((what) => what === 'request')).toHaveLength(2)
})

test('an account that was read grows by the code that it was read with, and markets in its place stay as they are', async () => {
  const { accountCode } = await import('./read/account-code')
  const raw = makeRaw([makeReserve(0)], { holders: [makeHolder({ account: owner })] })
  const account = accountCode.convertAccount(raw, {}, owner)
  const grown = reader.applyGrowthToAccount(account, null)
  expect(grown).not.toBe(account)
  expect(grown).toEqual(account)
  const alone = { ...account, markets: convertMarkets(raw, {}) }
  expect(reader.applyGrowthToAccount(alone, null)).toBe(alone)
})
