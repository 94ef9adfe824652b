import { type Asset, isSameAddress } from '../../lib/domain/asset'
import {
  computeCollateralsValueE8,
  computeCollateralValueE8,
  computeDebtsValueE8,
} from '../../lib/domain/health'
import type { Intent } from '../../lib/domain/intent'
import { computeEquityE8 } from '../../lib/domain/leverage'
import { BPS, WAD } from '../../lib/domain/math'
import type { OwnedPosition } from '../../lib/domain/position'
import { computeValueE8 } from '../../lib/domain/value'
import type { RawEMode } from '../../lib/protocols/aave-v3/read/raw'
import { stateOf } from '../../lib/protocols/aave-v3/read/state'
import { findLtvBps } from '../../lib/protocols/aave-v3/read/terms'
import type { AccountSnapshot } from '../../lib/protocols/protocol'
import type { Refused } from './driver'

/** What a trade leaves at the least: slippage, a pool's fee, and how far it may be from the oracle. */
const KEPT_BPS = 9_800n
const MOST_LOOPS = 30

/** Whether what it would owe is more than is lent against what it would hold, as near as what trades cost. */
export function isOverLent(refused: Refused): boolean {
  const { equityE8, heldE8, owedE8, lentE8, ltvBps } = measure(refused)
  const { intent } = refused
  if (intent.kind === 'borrow') {
    const moreE8 = worthOf(
      refused,
      intent.debtAsset ?? positionOf(refused.before, intent)?.debts[0].asset,
      intent.amount,
    )
    const keptE8 = intent.use === 'farm' ? (moreE8 * KEPT_BPS * ltvBps) / BPS / BPS : 0n
    return (owedE8 + moreE8) * 1_000n > (lentE8 + keptE8) * 998n
  }
  if (!('leverageWad' in intent)) return false
  const wouldHoldE8 = (intent.leverageWad * equityE8) / WAD
  return (wouldHoldE8 - equityE8) * 1_000n > (lentE8 + ((wouldHoldE8 - heldE8) * ltvBps) / BPS) * 998n
}

/** Whether as many loops as there are do not lead there where each trade costs what trades may. */
export function isFarOff(refused: Refused): boolean {
  const { intent } = refused
  if (!('leverageWad' in intent)) return false
  let { heldE8, owedE8, lentE8, ltvBps } = measure(refused)
  for (let loops = 0; loops < MOST_LOOPS; loops++) {
    const moreE8 = (lentE8 * 999n) / 1_000n - owedE8
    if (moreE8 <= 0n) break
    const boughtE8 = (moreE8 * KEPT_BPS) / BPS
    heldE8 += boughtE8
    owedE8 += moreE8
    lentE8 += (boughtE8 * ltvBps) / BPS
  }
  return heldE8 * WAD < intent.leverageWad * (heldE8 - owedE8)
}

/** What the position holds, owes and may owe, or the one that is opened holds before it borrows; and of the farm's asset how much is lent. */
function measure(refused: Refused) {
  const { before, intent } = refused
  const position = positionOf(before, intent)
  const farm = before.markets.farms.find(
    ({ id }) => id === (intent.kind === 'open' ? intent.farmId : position?.farmId),
  )
  const ltvOf = (asset: Asset | undefined) => {
    const reserve = stateOf(before.markets).raw.reserves.find(
      ({ underlying }) => asset && isSameAddress(underlying, asset.address),
    )
    return reserve ? findLtvBps(reserve, eModeOf(refused)) : 0n
  }
  const [counted] = position?.collaterals.filter((one) => one.liquidationThresholdBps > 0n) ?? []
  const ltvBps = ltvOf(counted?.asset ?? farm?.asset)
  if (!position) {
    const valueE8 =
      intent.kind === 'open' ? worthOf(refused, intent.deposit.asset, intent.deposit.amount) : 0n
    return { equityE8: valueE8, heldE8: valueE8, owedE8: 0n, lentE8: (valueE8 * ltvBps) / BPS, ltvBps }
  }
  const lentE8 = position.collaterals.reduce(
    (sum, one) =>
      sum +
      (one.liquidationThresholdBps > 0n ? (computeCollateralValueE8(one) * ltvOf(one.asset)) / BPS : 0n),
    0n,
  )
  const heldE8 = computeCollateralsValueE8(position)
  return {
    equityE8: computeEquityE8(position),
    heldE8,
    owedE8: computeDebtsValueE8(position),
    lentE8,
    ltvBps,
  }
}

/** Dollars with 8 decimals; 0n of what the pool does not have. */
export function worthOf({ before }: Refused, asset: Asset | undefined, amount: bigint): bigint {
  const part = stateOf(before.markets).parts.find(
    (one) => asset && isSameAddress(one.asset.address, asset.address),
  )
  return part ? computeValueE8(amount, part.reserve.priceE8, part.asset.decimals) : 0n
}

/** What is managed; undefined where something is opened. */
export function positionOf({ positions }: AccountSnapshot, intent: Intent): OwnedPosition | undefined {
  return 'positionId' in intent ? positions.find(({ id }) => id === intent.positionId) : undefined
}

/** The category of what is managed, or of the farm that is opened. */
export function eModeOf({ before, intent }: Refused): RawEMode | null {
  const { raw, eModeOfFarm } = stateOf(before.markets)
  const account = positionOf(before, intent)?.account
  const holder = raw.holders.find((one) => account && isSameAddress(one.account, account))
  const id = intent.kind === 'open' ? eModeOfFarm.get(intent.farmId) : holder?.eMode
  return raw.eModes.find((one) => one.id === id) ?? null
}
