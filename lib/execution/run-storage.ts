/** The part of `localStorage` that is needed here. */
export type RunStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

export const STORAGE_KEY = 'furrow.runs'

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
  try {
    return (storage?.getItem(STORAGE_KEY) ?? null) !== null
  } catch {
    return false
  }
}
