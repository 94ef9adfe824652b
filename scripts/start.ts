import { startPracticeChain } from '../devnet/start'
import { buildApp } from './build-app'
import { requireFreePort } from './free-port'
import { runUntilStopped } from './run-until-stopped'
import { serveStatic } from './serve'
import { readSettings } from './settings'

const OUT_DIR = 'out'

/** The practice chain and the built app, until Ctrl-C. */
await runUntilStopped(async (onStop) => {
  const { appPort, devnetPort, rpcUrls, walletConnectProjectId } = readSettings(process.env)
  const startedAt = Date.now()
  const say = (message: string) =>
    console.log(`${((Date.now() - startedAt) / 1_000).toFixed(1).padStart(5)} s  ${message}`)

  // Before a minute of work, not after it.
  await requireFreePort(appPort, 'PORT')
  const abort = new AbortController()
  onStop(() => abort.abort())

  say('Starting the practice chain, and building the app')
  const starting = startPracticeChain({
    port: devnetPort,
    onProgress: say,
    onUnexpectedEnd: () => {
      console.error('\nThe practice chain ended. Stop this with Ctrl-C and start it again.')
    },
  })
  onStop(async () => (await starting.catch(() => null))?.stop())
  const build = { rpcUrls, walletConnectProjectId, outDir: OUT_DIR, signal: abort.signal }
  const building = buildApp(build).then((outcome) =>
    say(outcome === 'built' ? 'The app is built' : 'The app is up to date'),
  )
  const [chain] = await Promise.all([starting, building])
  const server = await serveStatic({ folder: OUT_DIR, port: appPort })
  onStop(server.stop)

  console.log(`
  Furrow is ready:  ${server.url}

  Practice chain    ${chain.url} (chain id ${chain.chainId})
  Wallet            “Connect wallet”, then “Practice wallet”: no extension needed

  Press Ctrl-C to stop both.`)
})
