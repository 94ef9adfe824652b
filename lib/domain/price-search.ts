import { abs, max, min } from './math'

/** Searches along whole prices for where a position's health turns. Stops run away from the price now. */

/** From healthy, along the stops: the last healthy price before the first unhealthy one; null where all are healthy. */
export function findLastHealthy(
  stops: readonly bigint[],
  isHealthy: (priceE8: bigint) => boolean,
  lowest: ((start: bigint, end: bigint) => bigint) | null,
): bigint | null {
  for (const [index, end] of stops.entries()) {
    const start = stops[index - 1]
    if (start === undefined) continue
    if (!isHealthy(end)) return bisect(start, end, isHealthy)
    const between = lowest?.(start, end) ?? end
    if (!isHealthy(between)) return bisect(start, between, isHealthy)
  }
  return null
}

/** From unhealthy, along the stops: the first healthy price; null where none is. */
export function findFirstHealthy(
  stops: readonly bigint[],
  isHealthy: (priceE8: bigint) => boolean,
  highest: ((start: bigint, end: bigint) => bigint) | null,
): bigint | null {
  for (const [index, end] of stops.entries()) {
    const start = stops[index - 1]
    if (start === undefined) continue
    if (isHealthy(end)) return bisect(end, start, isHealthy)
    // Convex between the stops, unless `highest` says otherwise: unhealthy at both ends is unhealthy throughout.
    const between = highest?.(start, end) ?? end
    if (isHealthy(between)) return bisect(between, start, isHealthy)
  }
  return null
}

/** The price with the lowest health factor between two stops, for a health factor with one minimum (ternary search). */
export function findLowest(start: bigint, end: bigint, healthAt: (priceE8: bigint) => bigint): bigint {
  let low = min(start, end)
  let high = max(start, end)
  while (high - low > 2n) {
    const third = (high - low) / 3n
    if (healthAt(low + third) <= healthAt(high - third)) high -= third
    else low += third
  }
  return low + (high - low) / 2n
}

/** The last value, walking from `yes` to `no`, for which `test` holds; it holds at `yes` and fails at `no`. */
export function bisect(yes: bigint, no: bigint, test: (value: bigint) => boolean): bigint {
  let holds = yes
  let fails = no
  while (abs(holds - fails) > 1n) {
    const middle = (holds + fails) / 2n
    if (test(middle)) holds = middle
    else fails = middle
  }
  return holds
}
