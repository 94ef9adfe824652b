import { posix } from 'node:path'
import { importTable, neverShipped, type Row } from './import-table'
import { type Import, readImports } from './read-imports'

export type SourceFile = { readonly path: string; readonly source: string }

type Project = { readonly paths: ReadonlySet<string>; readonly table: readonly Row[] }

/** Tests, and what only tests share. */
const TEST = /(\.test|\/test-[^/]+|\/testing\/.+)\.tsx?$/
const DEVNET_TEST = /\.devnet\.test\.ts$/
/** The last three reckon what we do, for a second opinion. */
const TEST_PACKAGES = ['vitest', 'fast-check', '@aave/math-utils', '@uniswap/v3-sdk', 'jsbi']

/** Every breach of the import table in `files` (paths from the project's root, with `/`), as one sentence each. */
export function checkImports(files: readonly SourceFile[], table: readonly Row[] = importTable): string[] {
  const project = { paths: new Set(files.map((file) => file.path)), table }
  return files.flatMap(({ path, source }) => {
    // What lies at the root configures tools and does not ship.
    if (!path.includes('/')) return []
    const row = findRow(path, table)
    if (!row) return [`${path}: no row of the import table covers this folder`]
    return readImports(path, source).flatMap((entry) => {
      const problem = judge(path, row, entry, project)
      return problem ? [`${path} → ${entry.specifier}: ${problem}`] : []
    })
  })
}

function judge(path: string, row: Row, { specifier, typeOnly }: Import, project: Project): string | null {
  if (specifier.startsWith('.')) {
    return judgeOurs(path, row, resolve(path, specifier, project.paths), typeOnly, project.table)
  }
  if (specifier.startsWith('node:')) {
    return row.node || TEST.test(path) ? null : 'Node modules do not exist in a browser'
  }
  const isForTests = TEST.test(path) && allows(TEST_PACKAGES, specifier, typeOnly)
  return isForTests || allows(row.packages, specifier, typeOnly)
    ? null
    : `${row.folder} may not import this package`
}

function judgeOurs(path: string, row: Row, target: string, typeOnly: boolean, table: readonly Row[]) {
  if (target.startsWith('..')) return 'leads out of the project'
  if (!target.includes('/'))
    return row.ours === 'anything' ? null : 'nothing that ships may import configuration'
  const targetRow = findRow(target, table)
  if (!targetRow) return `no row of the import table covers ${target}`
  if (neverShipped.includes(targetRow.folder)) {
    const mayUse = neverShipped.includes(row.folder) || DEVNET_TEST.test(path)
    return mayUse ? null : `nothing that ships may import ${targetRow.folder}`
  }
  if (TEST.test(target) && !TEST.test(path)) return 'only tests may import what is made for tests'
  const isSameFolder = targetRow === row && wildcardPart(target, row) === wildcardPart(path, row)
  const isTestOfLib = TEST.test(path) && target.startsWith('lib/')
  if (isSameFolder || isTestOfLib || allows(row.ours, target, typeOnly)) return null
  return allows(row.ours, target, true)
    ? `${row.folder} may import only types from there`
    : `${row.folder} may not import ${targetRow.folder}`
}

/** The file that a relative specifier means, or its path as written where that is no source file of ours. */
function resolve(path: string, specifier: string, paths: ReadonlySet<string>): string {
  const target = posix.join(posix.dirname(path), specifier)
  const candidates = ['', '.ts', '.tsx', '/index.ts', '/index.tsx'].map((ending) => target + ending)
  return candidates.find((candidate) => paths.has(candidate)) ?? target
}

function allows(list: readonly string[] | 'anything', target: string, typeOnly: boolean): boolean {
  if (list === 'anything') return true
  return list.some((item) => {
    const onlyTypes = item.startsWith('types:')
    return (typeOnly || !onlyTypes) && covers(onlyTypes ? item.slice('types:'.length) : item, target)
  })
}

/** The most specific row for a path: the longest, and a literal name before a `*`. */
function findRow(path: string, table: readonly Row[]): Row | undefined {
  const rank = (row: Row) => row.folder.split('/').length * 2 - (row.folder.includes('*') ? 1 : 0)
  return table.filter((row) => covers(row.folder, path)).sort((a, b) => rank(b) - rank(a))[0]
}

/** Whether `path` is `pattern` or lies in it. A `*` stands for a folder, never for a file. */
function covers(pattern: string, path: string): boolean {
  const actual = path.split('/')
  return pattern
    .split('/')
    .every((part, index) => part === actual[index] || (part === '*' && index < actual.length - 1))
}

function wildcardPart(path: string, row: Row): string | undefined {
  const index = row.folder.split('/').indexOf('*')
  return index < 0 ? undefined : path.split('/')[index]
}
