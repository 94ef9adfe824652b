import { readdirSync, readFileSync } from 'node:fs'
import { checkWords } from './forbidden-words'
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
const breaches = checkImports(files)
const words = checkWords(files)
const problems = [...breaches, ...words]
for (const problem of problems) console.error(problem)
console.log(
  `Architecture: ${files.length} files, ${breaches.length} breaches of the import table, ${words.length} words of one protocol or chain in shared rooms`,
)
if (files.length === 0 || problems.length > 0) process.exitCode = 1
