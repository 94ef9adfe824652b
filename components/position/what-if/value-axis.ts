import type { Unit } from '../../../lib/domain/unit'
import { formatValueCompact } from '../../../lib/format/value-compact'
import type { ChartTick } from '../../ui/line-chart'

/** About so many lines across a chart. */
const TICKS = 4

/** Whole dollars at least: beneath them a curve of equity says nothing. Of other units any step that is not nothing. */
const LEAST_STEP = { dollar: 1, other: 1e-6 } as const

/** A range of values around what is drawn, with ticks at round numbers; 0 is always on it. For drawing alone. */
export function chooseValueAxis(
  values: readonly number[],
  unit?: Unit,
): {
  readonly min: number
  readonly max: number
  readonly ticks: readonly ChartTick[]
} {
  const lowest = Math.min(0, ...values)
  const highest = Math.max(0, ...values)
  const step = Math.max(unit ? LEAST_STEP.other : LEAST_STEP.dollar, roundStep((highest - lowest) / TICKS))
  const from = Math.floor(lowest / step)
  const to = Math.max(from + 1, Math.ceil(highest / step))
  const ticks = Array.from({ length: to - from + 1 }, (_, index) => (from + index) * step)
  return { min: from * step, max: to * step, ticks: ticks.map((at) => ({ at, label: formatTick(at, unit) })) }
}

/** The next of 1, 2, 5, 10 … that is not smaller. */
function roundStep(size: number): number {
  if (size <= 0) return 0
  const power = 10 ** Math.floor(Math.log10(size))
  return power * ([1, 2, 5].find((digit) => digit * power >= size) ?? 10)
}

function formatTick(value: number, unit?: Unit): string {
  return formatValueCompact(BigInt(Math.round(value * 1e8)), unit).replace(/\.00$/, '')
}
