import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { startPracticeChain } from '../devnet/start'
import { requireFreePort } from './free-port'
import { runUntilStopped } from './run-until-stopped'
import { readSettings } from './settings'

const nextCommand = createRequire(import.meta.url).resolve('next/dist/bin/next')

/** The practice chain and Next.js's development server, until Ctrl-C. */
await runUntilStopped(async (onStop) => {
  const { appPort, devnetPort, rpcUrls } = readSettings(process.env)
  await requireFreePort(appPort, 'PORT')
  const starting = startPracticeChain({ port: devnetPort, onProgress: console.log })
  onStop(async () => (await starting.catch(() => null))?.stop())
  await starting

  const next = spawn(process.execPath, [nextCommand, 'dev', '--port', String(appPort)], {
    stdio: 'inherit',
    env: { ...process.env, NEXT_PUBLIC_RPC_URL: rpcUrls.join(','), NEXT_TELEMETRY_DISABLED: '1' },
  })
  onStop(() => void next.kill())
  await new Promise<void>((_, fail) => {
    next.on('error', fail)
    next.on('exit', (code) => fail(new Error(`Next.js ended with code ${code}.`)))
  })
})
