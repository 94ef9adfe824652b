import { isSameAddress } from '../../../domain/asset'
import { computeCollateralValueE8, computeDebtValueE8 } from '../../../domain/health'
import { compare, WAD } from '../../../domain/math'
import type { Collateral, Debt, OwnedPosition, PositionRates } from '../../../domain/position'
import type { MarketSnapshot } from '../../protocol'
import { makePositionId } from '../ids'
import { judgeOf } from '../judge'
import { uniqueOracles } from './convert-farms'
import type { LiquidateOf } from './liquidate-of'
import { computeBorrowAprWad, type Part } from './parts'
import type { RawEMode, RawHolder, RawSnapshot } from './raw'
import { stateOf } from './state'
import { findPriceE8, findThresholdBps, isBorrowableIn, isUsable } from './terms'

/** Below it anybody may liquidate. */
const LIQUIDATION_WAD = WAD

/** What an account holds and owes, as one position: the pool judges all of it together. */
export function convertPosition(
  markets: MarketSnapshot,
  holder: RawHolder,
  owner: OwnedPosition['owner'],
  rates: PositionRates,
  liquidateOf?: LiquidateOf,
): OwnedPosition {
  const { raw, parts } = stateOf(markets)
  const { protocol } = raw.structure
  const eMode = raw.eModes.find(({ id }) => id === holder.eMode) ?? null
  const held = parts.flatMap((part, i) => convertCollateral(markets, holder, part, i, eMode) ?? [])
  const owing = parts.flatMap((part, i) => convertDebt(markets, holder, part, i, eMode) ?? [])
  const collaterals = held.toSorted((a, b) =>
    compare(computeCollateralValueE8(b), computeCollateralValueE8(a)),
  )
  const [debt, ...debts] = owing.toSorted((a, b) => compare(computeDebtValueE8(b), computeDebtValueE8(a)))
  const judge = judgeOf(protocol.line)
  const assets = new Set([...held, ...owing].map(({ asset }) => asset))
  return {
    collaterals,
    debts: [debt ?? nothingOwed(parts, collaterals, eMode), ...debts],
    judge,
    id: makePositionId(protocol.id, markets.chainId, holder.account),
    protocol: protocol.id,
    chainId: markets.chainId,
    account: holder.account,
    owner,
    farmId: debt ? findFarmId(markets, collaterals, debt) : null,
    rewards: convertRewards(raw, holder),
    leavesRewards: true,
    oracles: uniqueOracles(parts.filter(({ asset }) => assets.has(asset))),
    isLiquidatable: holder.healthFactorWad !== null && holder.healthFactorWad < LIQUIDATION_WAD,
    chainHealthFactorWad: holder.healthFactorWad,
    ...(liquidateOf && { liquidate: liquidateOf(protocol.line, parts, eMode) }),
    rates,
  }
}

/** What somebody has earned and not claimed, also where nothing of the position is left. */
export function convertRewards({ rewards }: RawSnapshot, holder: RawHolder): OwnedPosition['rewards'] {
  return holder.rewards.flatMap(({ reward, amount }) => {
    const known = rewards.find((one) => isSameAddress(one.reward, reward))
    if (!known) return []
    const { symbol, name, decimals, priceE8 } = known
    return [{ asset: { address: reward, symbol, name, decimals }, amount, priceE8 }]
  })
}

function convertCollateral(
  markets: MarketSnapshot,
  holder: RawHolder,
  { reserve, asset, exposures }: Part,
  index: number,
  eMode: RawEMode | null,
): Collateral | null {
  const { line } = stateOf(markets).raw.structure.protocol
  const amount = line.toSupply(holder.scaledSupplies[index] ?? 0n, reserve.supplyIndexRay)
  if (amount === 0n) return null
  const isUsed = ((holder.configuration >> BigInt(2 * reserve.id + 1)) & 1n) === 1n
  return {
    asset,
    amount,
    priceE8: findPriceE8(reserve, eMode),
    // what is lent and not used as collateral counts for nothing
    liquidationThresholdBps: isUsed ? findThresholdBps(reserve, eMode) : 0n,
    cap: null,
    isDust: false,
    exposures,
  }
}

/** Interest is in the amount: the pool keeps no principal beside it. */
function convertDebt(
  markets: MarketSnapshot,
  holder: RawHolder,
  { reserve, asset, exposures }: Part,
  index: number,
  eMode: RawEMode | null,
): Debt | null {
  const { line } = stateOf(markets).raw.structure.protocol
  const amount = line.toDebt(holder.scaledDebts[index] ?? 0n, reserve.debtIndexRay)
  if (amount === 0n) return null
  return { asset, amount, principal: amount, priceE8: findPriceE8(reserve, eMode), exposures }
}

/** Something that may be borrowed, of which nothing is owed. */
function nothingOwed(parts: readonly Part[], [largest]: readonly Collateral[], eMode: RawEMode | null): Debt {
  const others = parts.filter(({ asset }) => asset !== largest?.asset)
  const part =
    others.find(({ reserve }) => isUsable(reserve) && isBorrowableIn(reserve, eMode)) ?? others[0] ?? parts[0]
  if (!part) throw new Error('A position in a pool without reserves')
  const { asset, exposures, reserve } = part
  return { asset, amount: 0n, principal: 0n, priceE8: findPriceE8(reserve, eMode), exposures }
}

/** The farm of its largest collateral that counts with its largest debt; null where the two are none. */
function findFarmId(
  { farms }: MarketSnapshot,
  collaterals: readonly Collateral[],
  { asset: owed }: Debt,
): string | null {
  const largest = collaterals.find(({ liquidationThresholdBps }) => liquidationThresholdBps > 0n)
  const farm = farms.find(
    ({ asset, debtAsset }) =>
      largest &&
      isSameAddress(asset.address, largest.asset.address) &&
      isSameAddress(debtAsset.address, owed.address),
  )
  return farm?.id ?? null
}

/** Current yearly rates of everything that a position can hold and owe. */
export function convertRates(parts: readonly Part[]): PositionRates {
  return {
    costs: parts.flatMap(({ asset, reserve, growth }) => [
      {
        kind: 'interest' as const,
        debt: asset.address,
        aprWad: computeBorrowAprWad(reserve),
        compounds: true as const,
      },
      ...(growth ? [{ kind: 'growth' as const, debt: asset.address, ...growth }] : []),
    ]),
    yieldsByCollateral: Object.fromEntries(parts.map(({ asset, yields }) => [asset.address, yields])),
  }
}
