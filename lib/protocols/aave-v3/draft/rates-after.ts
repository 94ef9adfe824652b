import { isSameAddress } from '../../../domain/asset'
import type { PositionRates } from '../../../domain/position'
import { computeReserveRates } from '../rates'
import { convertRates } from '../read/convert-position'
import { listParts } from '../read/parts'
import type { RawReserve } from '../read/raw'
import { startAccount } from './account'
import type { Working } from './working'

/** What everything earns and costs once the operation has moved the use of its own reserves. */
export function computeRatesAfter(w: Working): PositionRates {
  const before = startAccount(w.raw, w.holder)
  const reserves = w.raw.reserves.map((reserve, i) => {
    const [was, is] = [before.reserves[i], w.account.reserves[i]]
    if (!was || !is) return reserve
    const scaledSupply = reserve.scaledSupply + is.scaledSupply - was.scaledSupply
    const scaledDebt = reserve.scaledDebt + is.scaledDebt - was.scaledDebt
    return moveReserve(w, { ...reserve, scaledSupply, scaledDebt })
  })
  return convertRates(listParts({ ...w.raw, reserves }, w.state.growth))
}

function moveReserve({ account, moved }: Working, reserve: RawReserve): RawReserve {
  const { curve, config, scaledDebt, debtIndexRay, unbacked, deficit } = reserve
  const own = moved.filter(({ asset }) => isSameAddress(asset.address, reserve.underlying))
  // nobody has touched it, or nobody says how it would move
  if (own.length === 0 || !curve) return reserve
  const available = own.reduce((sum, { amount }) => sum + amount, reserve.available)
  // more than there is to take is refused
  if (available < 0n) return reserve
  const { borrowRay, supplyRay } = computeReserveRates(account.line, curve, {
    owed: account.line.toDebt(scaledDebt, debtIndexRay),
    available,
    unbacked: unbacked + deficit,
    reserveFactorBps: config.reserveFactorBps,
  })
  return { ...reserve, available, debtRateRay: borrowRay, supplyRateRay: supplyRay }
}
