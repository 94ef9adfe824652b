import type { NetExposure } from '../../lib/domain/exposure'
import type { Unit } from '../../lib/domain/unit'
import { formatExposure } from '../../lib/format/exposure'

type Props = {
  readonly exposures: readonly NetExposure[]
  /** What is held altogether: beside it an exposure is large or nothing. With 8 decimals. */
  readonly collateralValueE8: bigint
  /** What it is in; the dollar where left out. */
  readonly unit?: Unit
}

/** What a position bets on, in words: which way of each price loses money, and how much. The largest first. */
export function NetExposures({ exposures, collateralValueE8, unit }: Props) {
  const bySize = [...exposures].sort((a, b) => (sizeOf(b) > sizeOf(a) ? 1 : -1))
  return (
    <ul className="grid gap-1 text-sm">
      {bySize.map((exposure) => (
        <li key={exposure.asset.address}>{formatExposure(exposure, collateralValueE8, unit)}</li>
      ))}
    </ul>
  )
}

function sizeOf({ valueE8 }: NetExposure): bigint {
  return valueE8 < 0n ? -valueE8 : valueE8
}
