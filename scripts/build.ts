import { buildApp } from './build-app'
import { readSettings } from './settings'

const { rpcUrl, walletConnectProjectId } = readSettings(process.env)
const startedAt = Date.now()
const outcome = await buildApp({ rpcUrl, walletConnectProjectId, outDir: 'out' })
const seconds = ((Date.now() - startedAt) / 1_000).toFixed(1)
console.log(
  outcome === 'built'
    ? `Built into out/ in ${seconds} s, for the chain at ${rpcUrl}`
    : 'out/ is up to date: no input changed since it was built',
)
