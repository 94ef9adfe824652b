import { ceilDiv, floorDiv } from '../../../domain/math'

/** An amount with what it leads to, and how far that is on the right side: not negative is. */
export type Tried<Outcome> = {
  readonly amount: bigint
  readonly spare: bigint
  readonly outcome: Outcome
}

/** Each try is a quote. Prices in a pool are so near to straight that three or four do. */
const MOST_TRIES = 12

/**
 * Between an amount on the right side and one on the wrong side, the right one that is nearest to the border: to within
 * `tolerance` of what there is to spare, or a unit. By regula falsi, which halves the side that stays (the Illinois way).
 * null where something between cannot be tried.
 */
export function closeIn<Outcome>(
  right: Tried<Outcome>,
  wrong: Omit<Tried<Outcome>, 'outcome'>,
  tolerance: bigint,
  attempt: (amount: bigint) => Tried<Outcome> | null,
): Tried<Outcome> | null {
  let best = right
  let [a, b] = [best.spare, wrong.spare]
  let far = wrong.amount
  let last: 'right' | 'wrong' | null = null
  for (let tries = 0; tries < MOST_TRIES && best.spare > tolerance; tries++) {
    const gap = far - best.amount
    if (gap === 1n || gap === -1n) break
    const tried = attempt(between(best.amount, gap, a, b))
    if (!tried) return null
    if (tried.spare >= 0n) {
      best = tried
      a = tried.spare
      if (last === 'right') b = -ceilDiv(-b, 2n)
      last = 'right'
    } else {
      far = tried.amount
      b = tried.spare
      if (last === 'wrong') a = ceilDiv(a, 2n)
      last = 'wrong'
    }
  }
  return best
}

/** Where a line from `a` ≥ 0 to `b` < 0 crosses zero, on the side of `a`; at least a unit from either end. */
function between(from: bigint, gap: bigint, a: bigint, b: bigint): bigint {
  const way = gap > 0n ? 1n : -1n
  const length = gap * way
  const step = floorDiv(length * a, a - b)
  const inside = step < 1n ? 1n : step
  return from + way * (inside > length - 1n ? length - 1n : inside)
}
