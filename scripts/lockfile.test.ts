import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { fillGaps, findGaps, type Lockfile } from './lockfile'

const lock: Lockfile = JSON.parse(readFileSync('package-lock.json', 'utf8'))

describe('package-lock.json', () => {
  test('holds the optional packages of every platform', () => {
    expect(findGaps(lock)).toEqual([])
  })

  test('names no registry host', () => {
    const hosts = Object.values(lock.packages).filter(({ resolved }) => resolved?.includes('://'))
    expect(hosts).toEqual([])
  })
})

describe('fillGaps', () => {
  const optionalDependencies = {
    '@tool/cli-darwin-arm64': '1.2.0',
    '@tool/linux-x64-musl': '1.2.0',
    '@tool/win32-amd64': '1.2.0',
    '@tool/wasm32-wasi': '1.2.0',
    '@tool/linux-x64-gnu': '1.2.0',
  }
  const incomplete: Lockfile = {
    packages: {
      '': {},
      'node_modules/@tool/linux-x64-gnu': { version: '1.2.0' },
      'node_modules/tool': { version: '1.2.0', dev: true, optionalDependencies },
    },
  }

  test('adds what is missing with its platform, and keeps what is there', () => {
    const { packages } = fillGaps(incomplete)
    const common = { version: '1.2.0', dev: true, optional: true }
    expect(packages['node_modules/@tool/cli-darwin-arm64']).toEqual({
      ...common,
      cpu: ['arm64'],
      os: ['darwin'],
    })
    expect(packages['node_modules/@tool/linux-x64-musl']).toEqual({
      ...common,
      cpu: ['x64'],
      os: ['linux'],
      libc: ['musl'],
    })
    expect(packages['node_modules/@tool/win32-amd64']).toEqual({ ...common, cpu: ['x64'], os: ['win32'] })
    expect(packages['node_modules/@tool/wasm32-wasi']).toEqual({ ...common, cpu: ['wasm32'] })
    expect(packages['node_modules/@tool/linux-x64-gnu']).toEqual({ version: '1.2.0' })
    expect(findGaps(fillGaps(incomplete))).toEqual([])
  })

  test('finds a package that stands inside the one that asks for it', () => {
    const nested = { 'node_modules/tool/node_modules/@tool/cli-darwin-arm64': { version: '1.2.0' } }
    const gaps = findGaps({ packages: { ...incomplete.packages, ...nested } })
    expect(gaps.map((gap) => gap.name)).not.toContain('@tool/cli-darwin-arm64')
  })

  test('refuses a name that tells no platform', () => {
    const unclear = { 'node_modules/tool': { optionalDependencies: { '@tool/native': '1.0.0' } } }
    expect(() => fillGaps({ packages: unclear })).toThrow('@tool/native')
  })
})
