import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export type AnvilOptions = {
  readonly chainId: number
  /** Unix time of the first block. */
  readonly startSeconds: number
  /** A block each so many seconds, besides one for each transaction; 0 for those alone. */
  readonly blockTimeSeconds: number
}

export type Anvil = {
  readonly url: string
  /** Settles when anvil has ended, whoever ended it. */
  readonly ended: Promise<void>
  readonly stop: () => Promise<void>
}

/**
 * States that can be asked for: more than a live node keeps. Anvil's own choice is 500 in memory, which costs more time the
 * more there are, and thousands more on the disk, of 2 MB each, which stay there where it is killed.
 */
const keptStates = 1_000
const startTimeLimitMs = 20_000
const stopTimeLimitMs = 5_000

/** Starts anvil on a free port of this machine. It cannot outlive this process. */
export async function startAnvil(options: AnvilOptions): Promise<Anvil> {
  const args = ['--host', '127.0.0.1', '--port', '0', '--chain-id', String(options.chainId)]
  args.push('--timestamp', String(options.startSeconds), '--prune-history', String(keptStates))
  if (options.blockTimeSeconds > 0) {
    args.push('--block-time', String(options.blockTimeSeconds), '--mixed-mining')
  }
  const guardFile = fileURLToPath(new URL('./anvil-guard.mjs', import.meta.url))
  const guard = spawn(process.execPath, [guardFile, anvilBinary(), ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>((resolve) => guard.once('exit', () => resolve()))
  const stop = () => stopGuard(guard, ended)
  try {
    const url = await readUrl(guard)
    // Anvil logs every call: what is not read would fill the pipe and stop it.
    guard.stdout?.resume()
    guard.stderr?.resume()
    return { url, ended, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function readUrl(guard: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    const fail = (reason: string) => {
      clearTimeout(timer)
      reject(new Error(`Anvil ${reason}. ${output.trim()}`.trim()))
    }
    const timer = setTimeout(() => fail(`did not start in ${startTimeLimitMs / 1000} s`), startTimeLimitMs)
    const collect = (chunk: Buffer) => {
      output += chunk.toString()
      const address = /Listening on (\S+:\d+)/.exec(output)?.[1]
      if (!address) return
      clearTimeout(timer)
      resolve(`http://${address}`)
    }
    guard.stdout?.on('data', collect)
    guard.stderr?.on('data', collect)
    guard.once('error', (error) => fail(`could not be started: ${error.message}`))
    guard.once('exit', () => fail('ended while starting'))
  })
}

async function stopGuard(guard: ChildProcess, ended: Promise<void>): Promise<void> {
  if (guard.exitCode !== null || guard.signalCode !== null || guard.pid === undefined) return
  guard.stdin?.on('error', () => {}).end()
  let timer: NodeJS.Timeout | undefined
  const timeLimit = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      guard.kill('SIGKILL')
      resolve()
    }, stopTimeLimitMs)
  })
  await Promise.race([ended, timeLimit])
  clearTimeout(timer)
}

/** The platform's own binary, so that no wrapper process stands between us and anvil. */
function anvilBinary(): string {
  const require = createRequire(import.meta.url)
  const architecture = process.arch === 'x64' ? 'amd64' : process.arch
  const name = process.platform === 'win32' ? 'anvil.exe' : 'anvil'
  try {
    return require.resolve(`@foundry-rs/anvil-${process.platform}-${architecture}/bin/${name}`)
  } catch {
    // Where npm left the platform's package out, the wrapper's install script puts the binary below the wrapper.
    const wrapper = path.dirname(require.resolve('@foundry-rs/anvil/package.json'))
    const binary = path.join(wrapper, 'dist', name)
    if (existsSync(binary)) return binary
    throw new Error(
      `Anvil is not installed for ${process.platform} ${process.arch}: run "npm ci" without --omit=optional.`,
    )
  }
}
