import * as v from 'valibot'
import { convertFirstVersion, parseRecord } from './parse-record'
import type { RememberedRun } from './run-record'
import { type RunStorage, STORAGE_KEY } from './run-storage'

const VERSION = 2
/** More than anybody has under way: what is beyond is forged or forgotten, and the newest count. */
const MAX_RUNS = 20

/** Its runs are looked at one by one: a bad one takes no good one with it. */
const saved = v.object({ version: v.picklist([1, VERSION]), runs: v.array(v.unknown()) })

/** Everything remembered, oldest first. What is garbage, of another version or too old is left out. */
export function readRuns(storage: RunStorage | null): readonly RememberedRun[] {
  try {
    const text = storage?.getItem(STORAGE_KEY) ?? 'null'
    const now = Date.now()
    const byId = new Map<string, RememberedRun>()
    for (const entry of readEntries(JSON.parse(text))) {
      const run = parseRecord(entry, now)
      if (run) byId.set(run.id, run)
    }
    return [...byId.values()].sort((a, b) => a.sentAtMs - b.sentAtMs).slice(-MAX_RUNS)
  } catch {
    return []
  }
}

function readEntries(value: unknown): readonly unknown[] {
  const { success, output } = v.safeParse(saved, value)
  if (!success) return []
  return output.version === 1 ? output.runs.map(convertFirstVersion) : output.runs
}

/** Adds a run, or replaces the one of the same id. A storage that is full or forbidden is passed over: the run goes on. */
export function rememberRun(storage: RunStorage | null, run: RememberedRun): void {
  const others = readRuns(storage).filter((other) => other.id !== run.id)
  writeRuns(storage, [...others, run])
}

/** Removes a run whose outcome was shown, or that somebody wants to see no more. */
export function forgetRun(storage: RunStorage | null, id: string): void {
  writeRuns(
    storage,
    readRuns(storage).filter((run) => run.id !== id),
  )
}

function writeRuns(storage: RunStorage | null, runs: readonly RememberedRun[]): void {
  try {
    if (runs.length === 0) storage?.removeItem(STORAGE_KEY)
    else storage?.setItem(STORAGE_KEY, JSON.stringify({ version: VERSION, runs }))
  } catch {
    // Nothing to do: remembering is a comfort, and the run itself does not depend on it.
  }
}
