import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A package whose code is in a build, with the licence that its own manifest names. */
export type ShippedPackage = { readonly name: string; readonly version: string; readonly licence: string }

/** Licences that ask for nothing that an MIT product could not give. SPDX names, and one that a package spells out. */
const PERMISSIVE: ReadonlySet<string> = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'CC0-1.0',
  'Unlicense',
  'BlueOak-1.0.0',
  'OFL-1.1',
  'SIL OPEN FONT LICENSE',
])

/** Whether a manifest's licence, "(MIT OR GPL-3.0)" say, can be had on permissive terms alone. */
export function isPermissive(licence: string): boolean {
  const plain = licence.replace(/^\((.*)\)$/, '$1')
  if (/ OR /.test(plain)) return plain.split(' OR ').some(isPermissive)
  return plain.split(' AND ').every((part) => PERMISSIVE.has(part.trim()))
}

/** The packages behind the sources of a source map: what stands right after the last `node_modules/`. */
export function listPackages(sources: readonly string[]): readonly string[] {
  const names = sources.flatMap((source) => {
    const inside = source.split('node_modules/').at(-1)
    if (inside === undefined || inside === source) return []
    const [scope = '', name = ''] = inside.split('/')
    return [scope.startsWith('@') ? `${scope}/${name}` : scope]
  })
  return [...new Set(names)].sort()
}

/** Every package with code in the source maps of an export, by its folder beneath the project's root. Throws without a map. */
export function readShippedFolders(exportFolder: string): readonly string[] {
  const maps = readdirSync(exportFolder, { recursive: true, encoding: 'utf8' }).filter((f) =>
    f.endsWith('.js.map'),
  )
  if (maps.length === 0) throw new Error(`There are no source maps in ${exportFolder}`)
  const sources = maps.flatMap((file) =>
    readSources(JSON.parse(readFileSync(join(exportFolder, file), 'utf8'))),
  )
  return [...new Set(sources.flatMap(findFolder))].sort()
}

type SourceMap = {
  readonly sources?: readonly string[]
  readonly sections?: readonly { readonly map: SourceMap }[]
}

function readSources({ sources = [], sections = [] }: SourceMap): readonly string[] {
  return [...sources, ...sections.flatMap(({ map }) => readSources(map))]
}

/** `node_modules/a/node_modules/@b/c` of a source in there; nothing of our own. */
function findFolder(source: string): readonly string[] {
  const start = source.indexOf('node_modules/')
  const end = source.lastIndexOf('node_modules/')
  if (start === -1) return []
  const [name] = listPackages([source])
  return name ? [`${source.slice(start, end)}node_modules/${name}`] : []
}

/** A package by its folder; its licence is "none" where the manifest names none. */
export function readPackage(root: string, folder: string): ShippedPackage {
  const manifest: { name?: string; version?: string; license?: unknown } = JSON.parse(
    readFileSync(join(root, folder, 'package.json'), 'utf8'),
  )
  const { name = folder, version = '', license } = manifest
  return { name, version, licence: typeof license === 'string' ? license : 'none' }
}
