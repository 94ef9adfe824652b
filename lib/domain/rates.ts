import { type Address, type Asset, isSameAddress } from './asset'
import type { Farm } from './farm'
import type { Cost, PositionRates, YieldSource } from './position'

/** A value kept by token address, whatever the checksum casing of the key. */
export function findByAddress<T>(record: Readonly<Record<Address, T>>, address: Address): T | undefined {
  const key = (Object.keys(record) as Address[]).find((candidate) => isSameAddress(candidate, address))
  return key === undefined ? undefined : record[key]
}

/** A farm's rates now, as a position in it would have them. */
export function ratesOfFarm(
  farm: Pick<
    Farm,
    'asset' | 'debtAsset' | 'borrowAprWad' | 'debtCompounds' | 'debtGrowth' | 'cap' | 'yields'
  >,
): PositionRates {
  const { cap, debtCompounds, debtGrowth } = farm
  return {
    costs: [
      {
        kind: 'interest',
        debt: farm.debtAsset.address,
        aprWad: farm.borrowAprWad,
        ...(debtCompounds && { compounds: debtCompounds }),
      },
      ...(debtGrowth ? [{ kind: 'growth' as const, debt: farm.debtAsset.address, ...debtGrowth }] : []),
      ...(cap
        ? [
            {
              kind: 'cap' as const,
              collateral: farm.asset.address,
              aprWad: cap.aprWad,
              label: cap.label,
            },
          ]
        : []),
    ],
    yieldsByCollateral: { [farm.asset.address]: farm.yields },
  }
}

/** What borrowing an asset costs a year, 1e18 = 100 %; 0n where nothing is charged. */
export function findBorrowAprWad({ costs }: PositionRates, { address }: Asset): bigint {
  return costs.reduce(
    (sum, cost) => (cost.kind === 'interest' && isSameAddress(cost.debt, address) ? sum + cost.aprWad : sum),
    0n,
  )
}

/** The rates if the interest on an asset's debt were this. */
export function withBorrowAprWad(rates: PositionRates, { address }: Asset, aprWad: bigint): PositionRates {
  const change = (cost: Cost): Cost =>
    cost.kind === 'interest' && isSameAddress(cost.debt, address) ? { ...cost, aprWad } : cost
  return { ...rates, costs: rates.costs.map(change) }
}

/** What a farm's asset earns a year by today's simple rates, 1e18 = 100 %; null where a rate is not known. */
export function sumYieldsWad(yields: readonly YieldSource[]): bigint | null {
  return yields.reduce<bigint | null>(
    (sum, { aprWad }) => (sum === null || aprWad === null ? null : sum + aprWad),
    0n,
  )
}
