import type { Client, Hex } from 'viem'
import { afterEach, beforeAll, beforeEach } from 'vitest'
import type { Address } from '../../lib/domain/asset'
import { fund, revertTo, snapshot } from '../controls'

/**
 * Funds `owner` once, and gives each test of the suite that calls this the chain as it was then: the files that run
 * after it share the chain. `startAgain` goes back inside a test.
 */
export function keepFresh(chain: Client, owner: Address) {
  let start: Promise<Hex>
  const keep = () => {
    start = snapshot(chain)
    return start
  }
  const goBack = async () => revertTo(chain, await start)
  beforeAll(() => fund(chain, owner))
  beforeEach(async () => {
    await keep()
  })
  afterEach(goBack)
  return {
    startAgain: async () => {
      await goBack()
      await keep()
    },
  }
}
