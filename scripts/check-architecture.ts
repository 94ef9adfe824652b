import { readdirSync, readFileSync } from 'node:fs'
import { checkImports } from './import-check'

const GENERATED = /^(node_modules|out|test-results|playwright-report|next-env\.d\.ts|\..+)$/

function listSources(folder: string): string[] {
  return readdirSync(folder || '.', { withFileTypes: true }).flatMap((entry) => {
    if (GENERATED.test(entry.name)) return []
    const path = folder ? `${folder}/${entry.name}` : entry.name
    if (entry.isDirectory()) return listSources(path)
    return /\.tsx?$/.test(path) ? [path] : []
  })
}

const files = listSources('').map((path) => ({ path, source: readFileSync(path, 'utf8') }))
const problems = checkImports(files)
for (const problem of problems) console.error(problem)
console.log(`Architecture: ${files.length} files, ${problems.length} breaches of the import table`)
if (files.length === 0 || problems.length > 0) process.exitCode = 1
