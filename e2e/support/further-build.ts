import { type PracticeChain, startPracticeChain } from '../../devnet/start'
import { makePracticeChain } from '../../lib/config/chains'
import { buildApp } from '../../scripts/build-app'
import { serveStatic } from '../../scripts/serve'
import { type ChainControls, connectChain } from './chain-controls'
import { guardPages } from './page-guard'
import { hosts, ports } from './ports'
import { test as base, expect } from './test'

const FOLDER = '.cache/e2e-app-further'

/** The nodes that this build knows: the one that all tests have, and a second one. */
export const rpcUrls = [hosts.rpcUrl, `http://127.0.0.1:${ports.secondRpc}`] as const

export const firstNetwork = makePracticeChain(rpcUrls[0], 0)
export const secondNetwork = makePracticeChain(rpcUrls[1], 1)

/** The second chain's node. Each start is a fresh chain, whose addresses are the first one's. */
export type SecondNode = { readonly start: () => Promise<void>; readonly stop: () => Promise<void> }

type OfTest = {
  /** The second chain, reverted afterwards; not for a test that stops its node. */
  second: ChainControls
}
type OfWorker = { appUrl: string; secondNode: SecondNode }

/**
 * One build of everything that a build may be told besides: a second network, and a project id of WalletConnect's.
 * Its fixtures live as long as specs that use them follow each other: building takes longest by far.
 */
export const test = base.extend<OfTest, OfWorker>({
  appUrl: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      await buildApp({ rpcUrls, walletConnectProjectId: 'project-of-a-test', outDir: FOLDER })
      const server = await serveStatic({ folder: FOLDER, port: 0 })
      await use(server.url)
      await server.stop()
    },
    { scope: 'worker', timeout: 600_000 },
  ],
  secondNode: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use) => {
      let chain: PracticeChain | null = null
      const stop = async () => {
        await chain?.stop()
        chain = null
      }
      const start = async () => {
        chain ??= await startPracticeChain({
          port: ports.secondRpc,
          chainId: secondNetwork.id,
          blockTimeSeconds: 0,
        })
      }
      await start()
      await use({ start, stop })
      await stop()
    },
    { scope: 'worker', auto: true, timeout: 120_000 },
  ],
  second: async ({ secondNode }, use) => {
    await secondNode.start()
    const chain = connectChain(secondNetwork)
    const before = await chain.snapshot()
    await use(chain)
    await chain.setAutomine(true)
    await chain.revertTo(before)
  },
  baseURL: ({ appUrl }, use) => use(appUrl),
  pageGuard: async ({ context, appUrl }, use) => {
    const guard = await guardPages(context, { appUrl, rpcUrls })
    await use(undefined)
    expect(guard.problems, 'What no page may do').toEqual([])
  },
})
