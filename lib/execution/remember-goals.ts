import * as v from 'valibot'
import { isSameAddress } from '../domain/asset'
import { address, count, text } from './border'
import type { GoalPlace, RememberedGoal } from './goal-record'
import { GOALS_KEY, type RunStorage } from './run-storage'

/** More than anybody has: what is beyond is forged, and the newest count. */
const MAX_GOALS = 20
const MAX_PASSING = 10
/** Nobody goes on with it after so long without looking at what has become of the position. */
const FORGET_AFTER_MS = 90 * 24 * 60 * 60 * 1_000

const amount = v.pipe(
  text(/^\d{1,78}$/),
  v.transform((digits) => BigInt(digits)),
)

const passing = v.object({
  asset: address,
  to: v.picklist(['collateral', 'debt']),
  baseline: amount,
  most: amount,
})

const goal = v.variant('kind', [
  v.object({
    kind: v.literal('leverage'),
    leverageWad: amount,
    from: v.picklist(['below', 'above']),
    debt: address,
  }),
  v.object({ kind: v.literal('close'), receive: v.union([v.literal('as-is'), address]) }),
])

const record = v.object({
  chainId: count,
  owner: address,
  protocol: text(/^[a-z0-9][a-z0-9-]{0,40}$/),
  goal,
  passing: v.pipe(v.array(v.unknown()), v.maxLength(MAX_PASSING), v.array(passing)),
  sinceMs: count,
})

const saved = v.object({ version: v.literal(1), goals: v.array(v.unknown()) })

/** What an account is on its way to; null where it is on none, or what is kept of it is garbage or too old. */
export function findGoal(storage: RunStorage | null, place: GoalPlace): RememberedGoal | null {
  return readGoals(storage).find((one) => isSame(one, place)) ?? null
}

/** Keeps a goal in place of the one before it. A storage that is full or forbidden is passed over. */
export function rememberGoal(storage: RunStorage | null, kept: RememberedGoal): void {
  writeGoals(storage, [...readGoals(storage).filter((one) => !isSame(one, kept)), kept])
}

export function forgetGoal(storage: RunStorage | null, place: GoalPlace): void {
  writeGoals(
    storage,
    readGoals(storage).filter((one) => !isSame(one, place)),
  )
}

/** Storage is open to every script of this origin and to people: a bad one takes no good one with it. */
function readGoals(storage: RunStorage | null): readonly RememberedGoal[] {
  try {
    const { success, output } = v.safeParse(saved, JSON.parse(storage?.getItem(GOALS_KEY) ?? 'null'))
    if (!success) return []
    const oldestMs = Date.now() - FORGET_AFTER_MS
    return output.goals
      .slice(-MAX_GOALS)
      .flatMap((one) => {
        const parsed = v.safeParse(record, one)
        return parsed.success ? [parsed.output] : []
      })
      .filter(({ sinceMs }) => sinceMs > oldestMs)
  } catch {
    return []
  }
}

function writeGoals(storage: RunStorage | null, goals: readonly RememberedGoal[]): void {
  const asText = (_: string, value: unknown) => (typeof value === 'bigint' ? `${value}` : value)
  try {
    if (goals.length === 0) storage?.removeItem(GOALS_KEY)
    else storage?.setItem(GOALS_KEY, JSON.stringify({ version: 1, goals }, asText))
  } catch {
    // Nothing to do: what is left half done is as safe without it, and is told by its figures.
  }
}

function isSame(a: GoalPlace, b: GoalPlace): boolean {
  return a.chainId === b.chainId && a.protocol === b.protocol && isSameAddress(a.owner, b.owner)
}
