import { listShipped } from '../scripts/licences'
import { isPermissive } from '../scripts/shipped'
import { expect, test } from './support/test'

test('no code ships under a licence that asks for more than an MIT product can give', async () => {
  // Builds the app once more, with the maps that tell whose code is in it.
  test.setTimeout(300_000)
  const shipped = await listShipped()
  const names = shipped.map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(['viem', 'wagmi', '@rainbow-me/rainbowkit', 'geist']))
  expect(shipped.filter(({ licence }) => !isPermissive(licence))).toEqual([])
  // What is not offered is not there either.
  expect(names.filter((name) => name.startsWith('@walletconnect/'))).toEqual([])
})
