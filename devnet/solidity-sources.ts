import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder, wherever the process was started. */
export const projectRoot = fileURLToPath(new URL('..', import.meta.url))

/** Source unit name → content, as solc's standard input wants it. */
export type SoliditySources = Readonly<Record<string, string>>

/** How an import begins → how the unit's name begins that is meant, as solc's own remappings. */
export type Remappings = Readonly<Record<string, string>>

/**
 * Reads the given source units and everything they import. A unit's name is its path below `node_modules` or
 * below the project, so every package sees the top-level OpenZeppelin, whatever a package nests below itself.
 */
export function readSolidityClosure(
  entries: readonly string[],
  remappings: Remappings = {},
): SoliditySources {
  const contents: Record<string, string> = {}
  const queue = [...entries]
  for (let unit = queue.pop(); unit !== undefined; unit = queue.pop()) {
    if (contents[unit] !== undefined) continue
    const content = readUnit(unit)
    contents[unit] = content
    for (const imported of listImports(content)) queue.push(resolveImport(unit, imported, remappings))
  }
  // Sorted, so that the hash of a closure does not depend on the order in which it was walked.
  return Object.fromEntries(Object.entries(contents).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function readUnit(unit: string): string {
  const candidates = [path.join(projectRoot, 'node_modules', unit), path.join(projectRoot, unit)]
  const file = candidates.find((candidate) => existsSync(candidate))
  if (!file)
    throw new Error(`Solidity source not found: ${unit}. Run "npm ci" in the project's folder first.`)
  return readFileSync(file, 'utf8')
}

function listImports(content: string): string[] {
  const withoutComments = content.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')
  const statements = withoutComments.matchAll(/^\s*import\s+(?:[^"';]*?from\s+)?["']([^"']+)["']/gm)
  return Array.from(statements, (match) => match[1] ?? '')
}

function resolveImport(importer: string, imported: string, remappings: Remappings): string {
  if (imported.startsWith('.')) return path.posix.join(path.posix.dirname(importer), imported)
  // The longest prefix counts, as in solc.
  const prefixes = Object.keys(remappings).filter((prefix) => imported.startsWith(prefix))
  const [prefix] = prefixes.sort((a, b) => b.length - a.length)
  return prefix === undefined ? imported : `${remappings[prefix]}${imported.slice(prefix.length)}`
}
