import type { Direction, Farm, FarmForm } from '../../lib/domain/farm'
import { compare, min } from '../../lib/domain/math'
import { computeNotionalPosition } from '../../lib/domain/notional-position'
import { ratesOfFarm, sumYieldsWad } from '../../lib/domain/rates'
import { computeYearOutcome, type YearOutcome } from '../../lib/domain/year-outcome'

export type FarmFilter = {
  readonly search: string
  /** Its id, or 'all'. */
  readonly protocol: string
  readonly form: FarmForm | 'all'
  readonly direction: Direction | 'all'
}

export type SortDirection = 'ascending' | 'descending'

/** A farm at the leverage that the page compares at, or at its own most where that is less. */
export type FarmRowData = {
  readonly farm: Farm
  readonly protocolName: string
  readonly leverageWad: bigint
  /** null where a price is missing. */
  readonly outcome: YearOutcome | null
  /** The farm's own yield, before leverage and costs; null where it is not known. */
  readonly yieldAprWad: bigint | null
}

/** Every farm as a row, at this leverage. */
export function computeFarmRows(
  farms: readonly Farm[],
  leverageWad: bigint,
  nameOf: (farm: Farm) => string,
): readonly FarmRowData[] {
  return farms.map((farm) => {
    const reachable = min(leverageWad, farm.maxLeverageWad)
    const position = computeNotionalPosition(farm, reachable)
    return {
      farm,
      protocolName: nameOf(farm),
      leverageWad: reachable,
      outcome: position && computeYearOutcome(position, ratesOfFarm(farm)),
      yieldAprWad: sumYieldsWad(farm.yields),
    }
  })
}

/** Rows that a filter lets through, by net APY, those without one last. Every word of the search must occur somewhere in the row. */
export function listFarms(
  rows: readonly FarmRowData[],
  { search, protocol, form, direction }: FarmFilter,
  sort: SortDirection,
): readonly FarmRowData[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const sign = sort === 'ascending' ? 1 : -1
  return rows
    .filter(({ farm }) => protocol === 'all' || farm.protocol === protocol)
    .filter(({ farm }) => form === 'all' || farm.forms.includes(form))
    .filter(({ farm }) => direction === 'all' || farm.direction === direction)
    .filter((row) => words.every((word) => textOf(row).includes(word)))
    .toSorted((a, b) => compareOutcomes(a, b, sign))
}

function compareOutcomes(a: FarmRowData, b: FarmRowData, sign: 1 | -1): number {
  const [netA, netB] = [a.outcome?.netWad ?? null, b.outcome?.netWad ?? null]
  if (netA === null || netB === null) return Number(netA === null) - Number(netB === null)
  return sign * compare(netA, netB)
}

function textOf({ farm, protocolName }: FarmRowData): string {
  const { name, asset, debtAsset, directionAsset } = farm
  const assets = [asset, debtAsset, directionAsset].flatMap(({ symbol, name: full }) => [symbol, full])
  return [name, protocolName, farm.direction, ...farm.forms, ...assets].join(' ').toLowerCase()
}
