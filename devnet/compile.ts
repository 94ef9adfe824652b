import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Abi, Hex } from 'viem'
import { projectRoot, type Remappings, readSolidityClosure, type SoliditySources } from './solidity-sources'

/** Contracts that go through the compiler together. Units run side by side; smaller units balance better. */
export type CompileUnit = {
  /** Shown as progress. */
  readonly name: string
  /** The npm package that holds the compiler. */
  readonly compiler: 'solc-0.8' | 'solc-0.8.27' | 'solc-0.7'
  readonly optimizerRuns: number
  /** How imports begin that are of no package's name → the path below `node_modules` that is meant. */
  readonly remappings?: Remappings
  /** Contract name → its source, as a path below `node_modules` or below the project. */
  readonly contracts: Readonly<Record<string, string>>
}

export type Artifact = {
  readonly abi: Abi
  readonly bytecode: Hex
  readonly deployedBytecode: Hex
  /** Where in `bytecode` the addresses of libraries belong; left out where it needs none. */
  readonly links?: LinkReferences
}
/** By source, by library: places in bytes. */
export type LinkReferences = Readonly<
  Record<string, Readonly<Record<string, readonly { readonly start: number; readonly length: number }[]>>>
>
/** By contract name; names are unique over all units of a run. */
export type Artifacts = Readonly<Record<string, Artifact>>

export type CompileProgress = {
  readonly unit: string
  readonly state: 'cached' | 'started' | 'compiled'
  readonly milliseconds: number
}

export type CompileOptions = {
  readonly onProgress?: (progress: CompileProgress) => void
  readonly cacheFolder?: string
}

const unitTimeLimitMs = 300_000
const defaultCacheFolder = path.join(projectRoot, '.cache', 'devnet', 'artifacts')

/**
 * Compiles Solidity with wasm compilers in worker threads. What was compiled before from the same sources with
 * the same settings and compiler comes from a folder outside version control. Throws with solc's own words.
 */
export async function compile(
  units: readonly CompileUnit[],
  options: CompileOptions = {},
): Promise<Artifacts> {
  const cacheFolder = options.cacheFolder ?? defaultCacheFolder
  const artifacts: Record<string, Artifact> = {}
  const jobs: Job[] = []
  for (const unit of units) {
    const job = prepareJob(unit, cacheFolder)
    const cached = readCache(job.cacheFile)
    if (cached) {
      Object.assign(artifacts, cached)
      options.onProgress?.({ unit: unit.name, state: 'cached', milliseconds: 0 })
    } else jobs.push(job)
  }
  // Longest first: the last job to start is then a short one, and no core waits long at the end.
  jobs.sort((a, b) => b.weight - a.weight)
  const lanes = Math.min(jobs.length, availableParallelism(), 4)
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (let job = jobs.shift(); job; job = jobs.shift()) {
        const startedAt = Date.now()
        options.onProgress?.({ unit: job.unit.name, state: 'started', milliseconds: 0 })
        const compiled = readOutput(job.unit, await runJob(job))
        writeCache(job.cacheFile, compiled)
        Object.assign(artifacts, compiled)
        options.onProgress?.({
          unit: job.unit.name,
          state: 'compiled',
          milliseconds: Date.now() - startedAt,
        })
      }
    }),
  )
  return artifacts
}

/** The artifact of a contract that must have been compiled. */
export function artifactOf(artifacts: Artifacts, name: string): Artifact {
  const artifact = artifacts[name]
  if (!artifact) throw new Error(`${name} was not compiled: add it to a compile unit.`)
  return artifact
}

/** Bytecode with the addresses of its libraries in their places. Throws where one is not given. */
export function linkLibraries(artifact: Artifact, libraries: Readonly<Record<string, Hex>>): Hex {
  let { bytecode } = artifact
  for (const [name, places] of Object.values(artifact.links ?? {}).flatMap(Object.entries)) {
    const address = libraries[name]
    if (!address) throw new Error(`The library ${name} is not deployed.`)
    for (const { start, length } of places) {
      const [from, to] = [2 + 2 * start, 2 + 2 * (start + length)]
      bytecode = `0x${bytecode.slice(2, from)}${address.slice(2).toLowerCase()}${bytecode.slice(to)}`
    }
  }
  return bytecode
}

type Job = {
  readonly unit: CompileUnit
  readonly input: object
  readonly cacheFile: string
  readonly weight: number
}

function prepareJob(unit: CompileUnit, cacheFolder: string): Job {
  const sources = readSolidityClosure(Object.values(unit.contracts), unit.remappings)
  const input = standardInput(unit, sources)
  const hash = createHash('sha256')
    .update(JSON.stringify([compilerVersion(unit.compiler), input]))
    .digest('hex')
  const weight = Object.values(sources).reduce((sum, content) => sum + content.length, 0)
  return { unit, input, weight, cacheFile: path.join(cacheFolder, `${hash}.json`) }
}

function standardInput(unit: CompileUnit, sources: SoliditySources): object {
  const outputSelection: Record<string, Record<string, string[]>> = {}
  for (const [name, source] of Object.entries(unit.contracts)) {
    const wanted = [
      'abi',
      'evm.bytecode.object',
      'evm.bytecode.linkReferences',
      'evm.deployedBytecode.object',
    ]
    outputSelection[source] = { ...outputSelection[source], [name]: wanted }
  }
  return {
    language: 'Solidity',
    sources: Object.fromEntries(
      Object.entries(sources).map(([unitName, content]) => [unitName, { content }]),
    ),
    settings: {
      optimizer: { enabled: true, runs: unit.optimizerRuns },
      evmVersion: unit.compiler === 'solc-0.7' ? 'istanbul' : 'shanghai',
      ...(unit.remappings && { remappings: Object.entries(unit.remappings).map((pair) => pair.join('=')) }),
      outputSelection,
    },
  }
}

function compilerVersion(compiler: string): string {
  const manifest = path.join(projectRoot, 'node_modules', compiler, 'package.json')
  const { version }: { version: string } = JSON.parse(readFileSync(manifest, 'utf8'))
  return version
}

/** A worker for each job: wasm memory only grows, and a compiler left over from a large unit would hold on to it. */
async function runJob(job: Job): Promise<string> {
  const worker = new Worker(new URL('./solc-worker.mjs', import.meta.url), {
    workerData: { compiler: job.unit.compiler, input: job.input },
  })
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise((resolve, reject) => {
      const fail = (reason: string) => reject(new Error(`Compiling ${job.unit.name} ${reason}`))
      timer = setTimeout(() => fail(`took longer than ${unitTimeLimitMs / 1000} s`), unitTimeLimitMs)
      worker.once('message', resolve)
      worker.once('error', (error) => fail(`failed: ${error instanceof Error ? error.message : error}`))
      worker.once('exit', () => fail('stopped before it was done'))
    })
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}

type SolcContract = {
  readonly abi: Abi
  readonly evm: {
    readonly bytecode: { object: string; linkReferences: LinkReferences }
    readonly deployedBytecode: { object: string }
  }
}
type SolcOutput = {
  readonly errors?: readonly { readonly severity: string; readonly formattedMessage: string }[]
  readonly contracts?: Readonly<Record<string, Readonly<Record<string, SolcContract>>>>
}

function readOutput(unit: CompileUnit, text: string): Artifacts {
  const output: SolcOutput = JSON.parse(text)
  const errors = output.errors?.filter((error) => error.severity === 'error') ?? []
  if (errors.length > 0) {
    throw new Error(
      `${unit.name} does not compile:\n${errors.map((error) => error.formattedMessage).join('\n')}`,
    )
  }
  const entries = Object.entries(unit.contracts).map(([name, source]): [string, Artifact] => {
    const contract = output.contracts?.[source]?.[name]
    if (!contract) throw new Error(`${source} holds no contract ${name}`)
    const { bytecode, deployedBytecode } = contract.evm
    const links = bytecode.linkReferences
    return [
      name,
      {
        abi: contract.abi,
        bytecode: `0x${bytecode.object}`,
        deployedBytecode: `0x${deployedBytecode.object}`,
        ...(Object.keys(links).length > 0 && { links }),
      },
    ]
  })
  return Object.fromEntries(entries)
}

function readCache(file: string): Artifacts | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    // Missing, or cut short by a crash: either way it is compiled anew.
    return null
  }
}

function writeCache(file: string, artifacts: Artifacts): void {
  mkdirSync(path.dirname(file), { recursive: true })
  // Renamed into place, so that another process never reads half a file.
  const draft = `${file}.${process.pid}.tmp`
  writeFileSync(draft, JSON.stringify(artifacts))
  renameSync(draft, file)
}
