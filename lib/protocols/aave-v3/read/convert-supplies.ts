import { isSameAddress } from '../../../domain/asset'
import type { LendingSupply } from '../../../domain/lending'
import { makePoolId, makePositionId } from '../ids'
import type { Part } from './parts'
import type { RawHolder, RawSnapshot } from './raw'

/** What the owner's own account has lent: what is in their Safes is a position's alone. */
export function convertSupplies(
  raw: RawSnapshot,
  parts: readonly Part[],
  owner: RawHolder['account'],
): readonly LendingSupply[] {
  const holder = raw.holders.find(({ account }) => isSameAddress(account, owner))
  if (!holder) return []
  const { protocol, chainId, pool } = raw.structure
  const owes = holder.scaledDebts.some((scaled) => scaled > 0n)
  return parts.flatMap(({ reserve, asset }, i) => {
    const shares = protocol.line.toSupply(holder.scaledSupplies[i] ?? 0n, reserve.supplyIndexRay)
    if (shares === 0n || !reserve.config.isActive) return []
    const isUsed = ((holder.configuration >> BigInt(2 * reserve.id + 1)) & 1n) === 1n
    return [
      {
        poolId: makePoolId(protocol.id, chainId, pool, asset.address),
        shares,
        within: { positionId: makePositionId(protocol.id, chainId, owner), isPledged: owes && isUsed },
      },
    ]
  })
}
