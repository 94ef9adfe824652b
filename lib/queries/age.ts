import { useEffect, useReducer } from 'react'

/** Figures that are read again so often; `confirmedAtMs` is when the node was last seen to know nothing newer, null before the first. */
export type Aging = { readonly paceMs: number; readonly confirmedAtMs: number | null }

/** Figures that two reads should have renewed are marked as old. */
export const oldAfterMsOf = ({ paceMs }: Pick<Aging, 'paceMs'>) => 2 * paceMs

/**
 * For how many seconds nothing confirmed each of these; null while it is not old. Drawn anew when the first
 * becomes old, and every few seconds from then on.
 */
export function useOldSeconds(figures: readonly Aging[]): readonly (number | null)[] {
  const times = figures.flatMap(({ paceMs, confirmedAtMs }) =>
    confirmedAtMs === null ? [] : confirmedAtMs + oldAfterMsOf({ paceMs }),
  )
  useRedrawFrom(Math.min(...times))
  return figures.map(({ paceMs, confirmedAtMs }) => {
    const ageMs = confirmedAtMs === null ? 0 : performance.now() - confirmedAtMs
    return ageMs < oldAfterMsOf({ paceMs }) ? null : Math.floor(ageMs / 1_000)
  })
}

/** From that time of `performance.now()` on; `Infinity` for never. */
function useRedrawFrom(atMs: number): void {
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  useEffect(() => {
    if (atMs === Number.POSITIVE_INFINITY) return
    let repeated: ReturnType<typeof setInterval> | undefined
    const timer = setTimeout(
      () => {
        redraw()
        repeated = setInterval(redraw, 3_000)
      },
      Math.max(0, atMs - performance.now()),
    )
    // Timers stand still while a page is hidden; what it shows has aged all the same.
    document.addEventListener('visibilitychange', redraw)
    return () => {
      clearTimeout(timer)
      clearInterval(repeated)
      document.removeEventListener('visibilitychange', redraw)
    }
  }, [atMs])
}
