import type { RawHolder, RawReserve, RawSnapshot } from '../read/raw'
import { findLtvBps, findPriceE8, findThresholdBps } from '../read/terms'
import type { LoopAccount } from './loop-account'

/** Whether an account uses what it holds of a reserve as collateral. */
export function isUsed({ configuration }: RawHolder, { id }: RawReserve): boolean {
  return ((configuration >> BigInt(2 * id + 1)) & 1n) === 1n
}

export function isOwed({ configuration }: RawHolder, { id }: RawReserve): boolean {
  return ((configuration >> BigInt(2 * id)) & 1n) === 1n
}

/** An account in the second of the snapshot, its reserves in that one's order. */
export function startAccount(raw: RawSnapshot, holder: RawHolder): LoopAccount {
  const eMode = raw.eModes.find(({ id }) => id === holder.eMode) ?? null
  return {
    line: raw.structure.protocol.line,
    reserves: raw.reserves.map((reserve, i) => ({
      asset: {
        address: reserve.underlying,
        symbol: reserve.symbol,
        name: reserve.name,
        decimals: reserve.config.decimals,
      },
      priceE8: findPriceE8(reserve, eMode),
      isCollateral: isUsed(holder, reserve),
      ltvBps: findLtvBps(reserve, eMode),
      thresholdBps: findThresholdBps(reserve, eMode),
      supplyIndexRay: reserve.supplyIndexRay,
      debtIndexRay: reserve.debtIndexRay,
      scaledSupply: holder.scaledSupplies[i] ?? 0n,
      scaledDebt: holder.scaledDebts[i] ?? 0n,
    })),
  }
}

/** The holder as the account is now: what it has none of it neither uses nor owes. */
export function toHolder(raw: RawSnapshot, before: RawHolder, { reserves }: LoopAccount): RawHolder {
  const bits = raw.reserves.map(({ id }, i) => {
    const { isCollateral = false, scaledSupply = 0n, scaledDebt = 0n } = reserves[i] ?? {}
    const used = isCollateral && scaledSupply > 0n ? 2n : 0n
    return (used + (scaledDebt > 0n ? 1n : 0n)) << BigInt(2 * id)
  })
  return {
    ...before,
    configuration: bits.reduce((all, bit) => all | bit, 0n),
    scaledSupplies: reserves.map(({ scaledSupply }) => scaledSupply),
    scaledDebts: reserves.map(({ scaledDebt }) => scaledDebt),
  }
}
