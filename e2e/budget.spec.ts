import { findBenchPages } from '../bench/bench-pages'
import { listExcesses, measureFirstLoad } from '../bench/measure'
import { hosts } from './support/ports'
import { expect, test } from './support/test'

test('a first visit to every route stays within its budget', async ({ browser }) => {
  for (const { budget, path } of await findBenchPages(hosts.rpcUrl)) {
    await test.step(budget.route, async () => {
      const measured = await measureFirstLoad(browser, path, hosts)
      expect(listExcesses(budget, measured)).toEqual([])
    })
  }
})
