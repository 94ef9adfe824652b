import { type Address, isSameAddress } from './asset'
import type { Farm } from './farm'
import type { PositionRates, YieldSource } from './position'

/** A value kept by token address, whatever the checksum casing of the key. */
export function findByAddress<T>(record: Readonly<Record<Address, T>>, address: Address): T | undefined {
  const key = (Object.keys(record) as Address[]).find((candidate) => isSameAddress(candidate, address))
  return key === undefined ? undefined : record[key]
}

/** A farm's rates now, as a position in it would have them. */
export function ratesOfFarm(
  farm: Pick<Farm, 'asset' | 'borrowAprWad' | 'quotaAprWad' | 'yields'>,
): PositionRates {
  return {
    borrowAprWad: farm.borrowAprWad,
    quotaAprWadByCollateral: { [farm.asset.address]: farm.quotaAprWad },
    yieldsByCollateral: { [farm.asset.address]: farm.yields },
  }
}

/** What a farm's asset earns a year by today's simple rates, 1e18 = 100 %; null where a rate is not known. */
export function sumYieldsWad(yields: readonly YieldSource[]): bigint | null {
  return yields.reduce<bigint | null>(
    (sum, { aprWad }) => (sum === null || aprWad === null ? null : sum + aprWad),
    0n,
  )
}
