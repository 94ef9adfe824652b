import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chains, practiceChains } from '../lib/config/chains'
import { compressFolder } from './compress'
import { applyPolicy } from './policy'

export type AppBuild = {
  /** Where the built pages will ask for the practice chains, one each; other chains' nodes stand in their list. */
  readonly rpcUrls: readonly string[]
  /** null: WalletConnect is not offered, and no page may ask its hosts. */
  readonly walletConnectProjectId: string | null
  /** Folder beneath the project's root that the pages are exported to. */
  readonly outDir: string
  /** Beside each script, for tools: never for what is served to people. */
  readonly hasSourceMaps?: boolean
  readonly signal?: AbortSignal
}

const root = fileURLToPath(new URL('..', import.meta.url))
const nextCommand = join(root, 'node_modules/next/dist/bin/next')

const INPUTS = [
  'app',
  'components',
  'lib',
  'public',
  'next.config.ts',
  'postcss.config.mjs',
  'package.json',
  'package-lock.json',
  'scripts/build-app.ts',
  'scripts/compress.ts',
  'scripts/policy.ts',
]

/** Exports the app's pages, each with its policy, unless the ones that are there were made of the same inputs. */
export async function buildApp(build: AppBuild): Promise<'built' | 'unchanged'> {
  const markPath = join(root, '.cache', `app-${build.outDir.replace(/\W+/g, '-')}.hash`)
  const hash = hashInputs(build)
  if (readMark(markPath) === hash && existsSync(join(root, build.outDir, 'index.html'))) return 'unchanged'

  // An interrupted build must not pass for a finished one.
  rmSync(markPath, { force: true })
  await runNextBuild(build)
  applyPolicies(build)
  compressFolder(join(root, build.outDir))
  mkdirSync(join(root, '.cache'), { recursive: true })
  writeFileSync(markPath, hash)
  return 'built'
}

function readMark(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}

/** Files by name and content, and every setting that is built into the pages. */
function hashInputs({ rpcUrls, walletConnectProjectId, hasSourceMaps = false }: AppBuild): string {
  const hash = createHash('sha256').update(`${rpcUrls}\n${walletConnectProjectId}\n${hasSourceMaps}\n`)
  for (const path of listInputs()) {
    hash.update(`${path}\n`).update(readFileSync(join(root, path)))
  }
  return hash.digest('hex')
}

function runNextBuild({
  rpcUrls,
  walletConnectProjectId,
  outDir,
  hasSourceMaps,
  signal,
}: AppBuild): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [nextCommand, 'build'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
      env: {
        ...process.env,
        NEXT_PUBLIC_RPC_URL: rpcUrls.join(','),
        NEXT_PUBLIC_WALLETCONNECT_PROJECT_ID: walletConnectProjectId ?? '',
        FURROW_OUT_DIR: outDir,
        FURROW_SOURCE_MAPS: hasSourceMaps ? '1' : '',
        NEXT_TELEMETRY_DISABLED: '1',
      },
    })
    const output: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk))
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`The app did not build:\n${Buffer.concat(output).toString()}`))
    })
  })
}

function applyPolicies({ rpcUrls, walletConnectProjectId, outDir }: AppBuild): void {
  const isWalletConnectOffered = walletConnectProjectId !== null
  const options = { rpcUrls: listNodes(rpcUrls), isWalletConnectOffered }
  const folder = join(root, outDir)
  for (const name of listHtml(folder)) {
    const path = join(folder, name)
    try {
      writeFileSync(path, applyPolicy(readFileSync(path, 'utf8'), options))
    } catch (error) {
      throw new Error(`No policy for ${name}`, { cause: error })
    }
  }
}

function listNodes(practiceRpcUrls: readonly string[]): readonly string[] {
  const others = chains.filter((chain) => !practiceChains.includes(chain))
  return [...practiceRpcUrls, ...others.flatMap(({ rpcUrls }) => rpcUrls.default.http)]
}

function listInputs(): readonly string[] {
  return INPUTS.flatMap((input) => {
    const path = join(root, input)
    if (!statSync(path).isDirectory()) return [input]
    return listFiles(path).map((file) => `${input}/${file}`)
  }).filter((file) => !/\.test\.tsx?$/.test(file))
}

function listHtml(folder: string): readonly string[] {
  return listFiles(folder).filter((file) => file.endsWith('.html'))
}

/** Every file beneath a folder, by its path within, in an order that does not depend on the machine. */
function listFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort()
}
