import { buildApp } from './build-app'
import { readSettings } from './settings'

const { rpcUrls, walletConnectProjectId } = readSettings(process.env)
const startedAt = Date.now()
const outcome = await buildApp({ rpcUrls, walletConnectProjectId, outDir: 'out' })
const seconds = ((Date.now() - startedAt) / 1_000).toFixed(1)
console.log(
  outcome === 'built'
    ? `Built into out/ in ${seconds} s, for ${rpcUrls.length === 1 ? 'the chain' : 'chains'} at ${rpcUrls.join(' and ')}`
    : 'out/ is up to date: no input changed since it was built',
)
