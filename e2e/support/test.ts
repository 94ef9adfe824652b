import { test as base, expect } from '@playwright/test'
import { type ChainControls, connectChain } from './chain-controls'
import { guardPages } from './page-guard'
import { hosts } from './ports'

type Fixtures = {
  /** The chain as every test finds it: reverted afterwards to what it was before. */
  chain: ChainControls
  /** In every test: fails it for what no page may do. */
  pageGuard: undefined
}

export const test = base.extend<Fixtures>({
  chain: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      const chain = connectChain()
      const before = await chain.snapshot()
      await use(chain)
      await chain.setAutomine(true)
      await chain.revertTo(before)
    },
    { auto: true },
  ],
  pageGuard: [
    async ({ context }, use) => {
      const guard = await guardPages(context, hosts)
      await use(undefined)
      expect(guard.problems, 'What no page may do').toEqual([])
    },
    { auto: true },
  ],
})

export { expect }
