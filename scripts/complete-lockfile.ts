import { readFileSync, writeFileSync } from 'node:fs'
import { fillGaps, findGaps, type Lockfile } from './lockfile'

// Run after every `npm install` that changes package-lock.json: `npm run lockfile`.
const path = 'package-lock.json'
const lock: Lockfile = JSON.parse(readFileSync(path, 'utf8'))
const gaps = findGaps(lock)
if (gaps.length > 0) writeFileSync(path, `${JSON.stringify(fillGaps(lock), null, 2)}\n`)
console.log(`package-lock.json: ${gaps.length} platform packages added`)
