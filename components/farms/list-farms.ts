import { computeApyWad } from '../../lib/domain/compounding'
import type { Direction, Farm, FarmForm } from '../../lib/domain/farm'
import { compare, min } from '../../lib/domain/math'
import { computeFarmNetAprWad } from '../../lib/domain/rates'

export type FarmFilter = {
  readonly search: string
  readonly form: FarmForm | 'all'
  readonly direction: Direction | 'all'
}

export type SortDirection = 'ascending' | 'descending'

/** A farm at the leverage that the page compares at, or at its own most where that is less. */
export type FarmRowData = {
  readonly farm: Farm
  readonly protocolName: string
  readonly leverageWad: bigint
  readonly netApyWad: bigint
  /** The farm's own yield, before leverage and costs. */
  readonly yieldAprWad: bigint
}

/** Every farm as a row, at this leverage. */
export function computeFarmRows(
  farms: readonly Farm[],
  leverageWad: bigint,
  nameOf: (farm: Farm) => string,
): readonly FarmRowData[] {
  return farms.map((farm) => {
    const reachable = min(leverageWad, farm.maxLeverageWad)
    return {
      farm,
      protocolName: nameOf(farm),
      leverageWad: reachable,
      netApyWad: computeApyWad(computeFarmNetAprWad(farm, reachable)),
      yieldAprWad: farm.yields.reduce((sum, { aprWad }) => sum + aprWad, 0n),
    }
  })
}

/** Rows that a filter lets through, by net APY. Every word of the search must occur somewhere in the row. */
export function listFarms(
  rows: readonly FarmRowData[],
  { search, form, direction }: FarmFilter,
  sort: SortDirection,
): readonly FarmRowData[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const sign = sort === 'ascending' ? 1 : -1
  return rows
    .filter(({ farm }) => form === 'all' || farm.forms.includes(form))
    .filter(({ farm }) => direction === 'all' || farm.direction === direction)
    .filter((row) => words.every((word) => textOf(row).includes(word)))
    .toSorted((a, b) => sign * compare(a.netApyWad, b.netApyWad))
}

function textOf({ farm, protocolName }: FarmRowData): string {
  const { name, asset, debtAsset, directionAsset } = farm
  const assets = [asset, debtAsset, directionAsset].flatMap(({ symbol, name: full }) => [symbol, full])
  return [name, protocolName, farm.direction, ...farm.forms, ...assets].join(' ').toLowerCase()
}
