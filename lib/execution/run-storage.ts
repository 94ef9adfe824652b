/** The part of `localStorage` that is needed here. */
export type RunStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

export const STORAGE_KEY = 'furrow.runs'
export const GOALS_KEY = 'furrow.goals'

/** The browser's storage; null where there is none or it is forbidden. */
export function findStorage(): RunStorage | null {
  try {
    return typeof window === 'undefined' ? null : window.localStorage
  } catch {
    return null
  }
}

/** Whether anything is remembered, readable or not: reading it is code of its own, which most visits never need. */
export function hasRuns(storage: RunStorage | null): boolean {
  return hasKept(storage, STORAGE_KEY)
}

/** The same of goals that are gone to leg by leg. */
export function hasGoals(storage: RunStorage | null): boolean {
  return hasKept(storage, GOALS_KEY)
}

function hasKept(storage: RunStorage | null, key: string): boolean {
  try {
    return (storage?.getItem(key) ?? null) !== null
  } catch {
    return false
  }
}
