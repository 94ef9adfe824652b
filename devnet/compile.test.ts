import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { artifactOf, type CompileProgress, type CompileUnit, compile } from './compile'
import { projectRoot } from './solidity-sources'

// A compiler's start alone takes seconds where the machine is busy.
describe('compile', { timeout: 120_000 }, () => {
  let folder: string
  beforeEach(() => {
    const parent = path.join(projectRoot, '.cache', 'devnet')
    mkdirSync(parent, { recursive: true })
    folder = mkdtempSync(path.join(parent, 'compile-test-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  function write(name: string, source: string): string {
    writeFileSync(
      path.join(folder, name),
      `// SPDX-License-Identifier: MIT\npragma solidity 0.8.23;\n${source}`,
    )
    return path.posix.join(path.relative(projectRoot, folder).replaceAll('\\', '/'), name)
  }

  const unitOf = (source: string, optimizerRuns = 200): CompileUnit => ({
    name: 'fixture',
    compiler: 'solc-0.8',
    optimizerRuns,
    contracts: { Answer: source },
  })

  async function run(unit: CompileUnit) {
    const states: CompileProgress['state'][] = []
    const artifacts = await compile([unit], {
      cacheFolder: path.join(folder, 'cache'),
      onProgress: ({ state }) => states.push(state),
    })
    return { states, artifact: artifactOf(artifacts, 'Answer') }
  }

  it('compiles once, and again only where an input changed', async () => {
    write('base.sol', 'contract Base { uint256 public constant answer = 1; }')
    const source = write('answer.sol', 'import {Base} from "./base.sol"; contract Answer is Base {}')
    const first = await run(unitOf(source))
    expect(first.states).toEqual(['started', 'compiled'])
    expect(first.artifact.abi).toMatchObject([{ type: 'function', name: 'answer' }])
    expect(first.artifact.bytecode).toMatch(/^0x6080/)
    expect(first.artifact.bytecode).toContain(first.artifact.deployedBytecode.slice(2))

    expect(await run(unitOf(source))).toEqual({ ...first, states: ['cached'] })
    expect((await run(unitOf(source, 1_000))).states).toEqual(['started', 'compiled'])

    write('base.sol', 'contract Base { uint256 public constant answer = 2; }')
    const changed = await run(unitOf(source))
    expect(changed.states).toEqual(['started', 'compiled'])
    expect(changed.artifact.deployedBytecode).not.toBe(first.artifact.deployedBytecode)
  })

  it('compiles anew what a crash left half written', async () => {
    const unit = unitOf(write('answer.sol', 'contract Answer {}'))
    const first = await run(unit)
    const cache = path.join(folder, 'cache')
    for (const file of readdirSync(cache)) writeFileSync(path.join(cache, file), '{"Answer":')
    expect(await run(unit)).toEqual(first)
  })

  it('says what is wrong in the compiler’s own words', async () => {
    const unit = unitOf(write('answer.sol', 'contract Answer { unknown x; }'))
    await expect(run(unit)).rejects.toThrow(/fixture does not compile:[\s\S]*Identifier not found/)
  })

  it('names a contract or a source that is not there', async () => {
    await expect(run(unitOf(write('other.sol', 'contract Other {}')))).rejects.toThrow(/no contract Answer/)
    await expect(run(unitOf('devnet/contracts/nowhere.sol'))).rejects.toThrow(/not found: devnet/)
  })
})
