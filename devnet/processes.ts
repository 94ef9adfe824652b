import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** Process id → its parent's, of all processes that can be seen; empty where the system does not tell. */
export function readParents(): ReadonlyMap<number, number> {
  try {
    return process.platform === 'linux' ? readParentsFromProc() : readParentsFromPs()
  } catch {
    return new Map()
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Not every Linux image has `ps`. */
function readParentsFromProc(): Map<number, number> {
  const parents = new Map<number, number>()
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    try {
      // "pid (name) state parent …", where the name may hold anything.
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8')
      parents.set(Number(entry), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]))
    } catch {
      // Ended in the meantime.
    }
  }
  return parents
}

function readParentsFromPs(): Map<number, number> {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8', timeout: 5_000 })
  const pairs = rows
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/).map(Number))
  return new Map(pairs.map(([pid = 0, parent = 0]) => [pid, parent]))
}
