import { startPracticeChain } from '../../devnet/start'
import { buildApp } from '../../scripts/build-app'
import { serveStatic } from '../../scripts/serve'
import { hosts, ports } from './ports'

export type AppUnderTest = { readonly hosts: typeof hosts; readonly stop: () => Promise<void> }

const FOLDER = '.cache/e2e-app'

/**
 * The production build on a practice chain of its own, which makes blocks for transactions only, so that
 * nothing moves but what a test moves. Leaves nothing running where it fails on the way.
 */
export async function startAppUnderTest(): Promise<AppUnderTest> {
  const started = Date.now()
  const say = (message: string) =>
    console.log(`${((Date.now() - started) / 1_000).toFixed(1).padStart(6)} s  ${message}`)
  const chain = await startPracticeChain({ port: ports.rpc, blockTimeSeconds: 0, onProgress: say })
  try {
    say('Building the app')
    const { rpcUrls } = hosts
    const outcome = await buildApp({ rpcUrls, walletConnectProjectId: null, outDir: FOLDER })
    const server = await serveStatic({ folder: FOLDER, port: ports.app })
    say(`App ${outcome}, at ${hosts.appUrl} on the chain at ${hosts.rpcUrl}`)
    return {
      hosts,
      stop: async () => {
        await Promise.all([server.stop(), chain.stop()])
      },
    }
  } catch (error) {
    await chain.stop()
    throw error
  }
}
