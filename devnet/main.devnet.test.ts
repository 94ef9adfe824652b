import { type ChildProcess, spawn } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { isAlive, readParents } from './processes'
import { createRpc } from './rpc'
import { projectRoot } from './solidity-sources'

type Run = {
  readonly process: ChildProcess
  readonly output: () => string
  readonly ended: Promise<{ code: number | null }>
}

describe.skipIf(process.platform === 'win32')('npm run devnet', () => {
  const runs: Run[] = []
  const servers: Server[] = []
  afterEach(async () => {
    for (const run of runs.splice(0)) {
      run.process.kill('SIGKILL')
      await run.ended
    }
    for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve))
  })

  function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Run {
    const child = spawn(process.execPath, ['--import', 'tsx', 'devnet/main.ts', ...args], {
      cwd: projectRoot,
      env: { ...process.env, DEVNET_PORT: '', ...env },
    })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
    const ended = new Promise<{ code: number | null }>((resolve) =>
      child.once('close', (code) => resolve({ code })),
    )
    const run = { process: child, output: () => output, ended }
    runs.push(run)
    return run
  }

  async function findFreePort(): Promise<number> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    await new Promise((resolve) => server.close(resolve))
    return port
  }

  async function until(condition: () => boolean, what: string, limitMs = 60_000): Promise<void> {
    const deadline = Date.now() + limitMs
    while (!condition()) {
      if (Date.now() > deadline) throw new Error(`${what} did not happen in ${limitMs / 1000} s`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  const ready = (run: Run) => until(() => run.output().includes('Press Ctrl-C'), `Ready: ${run.output()}`)

  /** The process ids of everything that a process started. */
  function listDescendants(ancestor: number): readonly number[] {
    const found = new Set([ancestor])
    const parents = readParents()
    for (let size = 0; size !== found.size; ) {
      size = found.size
      for (const [pid, parent] of parents) if (found.has(parent)) found.add(pid)
    }
    found.delete(ancestor)
    return [...found]
  }

  async function expectAllGone(pids: readonly number[]): Promise<void> {
    // The guard and anvil.
    expect(pids.length).toBeGreaterThanOrEqual(2)
    await until(() => !pids.some(isAlive), `The end of ${pids.join(', ')}`, 15_000)
  }

  it('prints what one needs to connect, and leaves no process behind when told to stop', async () => {
    const port = await findFreePort()
    const run = start(['--port', String(port)])
    await ready(run)
    expect(run.output()).toContain(`http://127.0.0.1:${port}`)
    expect(run.output()).toContain('0x5FbDB2315678afecb367f032d93F642f64180aa3')
    expect(await createRpc(`http://127.0.0.1:${port}`)('eth_chainId')).toBe('0x7a69')
    const descendants = listDescendants(run.process.pid ?? 0)
    run.process.kill('SIGTERM')
    expect(await run.ended).toEqual({ code: 0 })
    await expectAllGone(descendants)
  })

  it('has another id where it is told to, and leaves no process behind when killed outright', async () => {
    const port = await findFreePort()
    const run = start(['--port', String(port), '--chain-id', '31338'])
    await ready(run)
    expect(await createRpc(`http://127.0.0.1:${port}`)('eth_chainId')).toBe('0x7a6a')
    const descendants = listDescendants(run.process.pid ?? 0)
    run.process.kill('SIGKILL')
    await run.ended
    await expectAllGone(descendants)
  })

  it.each(['SIGINT', 'SIGKILL'] as const)(
    'leaves no process behind after %s while it is starting',
    async (signal) => {
      const run = start(['--port', '0'])
      await until(() => run.output().includes('Deploying'), 'Deploying')
      const descendants = listDescendants(run.process.pid ?? 0)
      run.process.kill(signal)
      await run.ended
      await expectAllGone(descendants)
    },
  )

  it('stops when npm is gone, though a shell stands between', async () => {
    const child = spawn('npm', ['run', '--silent', 'devnet', '--', '--port', '0'], { cwd: projectRoot })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
    const ended = new Promise<{ code: number | null }>((resolve) =>
      child.once('exit', (code) => resolve({ code })),
    )
    const run = { process: child, output: () => output, ended }
    runs.push(run)
    await ready(run)
    const descendants = listDescendants(child.pid ?? 0)
    expect(descendants.length).toBeGreaterThanOrEqual(3)
    child.kill('SIGKILL')
    await expectAllGone(descendants)
  })

  it('says that a practice chain already runs, and how to choose another port', async () => {
    const port = await findFreePort()
    const first = start([], { DEVNET_PORT: String(port) })
    await until(() => first.output().length > 0, 'The first output')
    const whileStarting = start(['--port', String(port)])
    expect(await whileStarting.ended).toEqual({ code: 1 })
    await ready(first)
    const second = start(['--port', String(port)])
    expect(await second.ended).toEqual({ code: 1 })
    for (const { output } of [whileStarting, second]) {
      expect(output()).toContain(`A Furrow practice chain already runs at http://127.0.0.1:${port}.`)
      expect(output()).toContain(`--port ${port + 1}`)
      expect(output()).not.toContain('    at ')
    }
  })

  it('says that another program has the port', async () => {
    const server = createServer((_, response) => response.end('hello'))
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const run = start(['--port', String(port)])
    expect(await run.ended).toEqual({ code: 1 })
    expect(run.output()).toContain(`Port ${port} is taken by another program.`)
    expect(run.output()).toContain(`DEVNET_PORT=${port + 1}`)
  })

  it('refuses a port that is none', async () => {
    const run = start(['--port', 'abc'])
    expect(await run.ended).toEqual({ code: 1 })
    expect(run.output()).toContain('abc is not a port')
  })
})
