import { type Address, isSameAddress } from '../../../domain/asset'
import type { DepositAsset, Direction, Farm, FarmForm } from '../../../domain/farm'
import { HEALTH_FACTOR_REFUSAL_WAD } from '../../../domain/guards'
import { computeMaxLeverageWad } from '../../../domain/leverage'
import { min } from '../../../domain/math'
import { makeFarmId, PROTOCOL_ID } from '../ids'
import { CAP_CHARGE, computeQuotaRatioWad, judge } from '../judge'
import { findOrigins } from '../venues/edges'
import { convertAsset, convertExposures, convertPriced, tokenOf } from './assets'
import { namePool } from './name-shares'
import { oncePerMarket } from './once-per-market'
import { convertOracles } from './oracles'
import { computeBorrowAprWad, computeQuotaAprWad, convertYields } from './rates'
import type { GearboxState, RawMarket, RawToken } from './raw'
import { findShare, findWrapped, isMereReward, listShares } from './shares'

/**
 * Every farm of a market: each collateral that borrowed money can be turned into, worth holding for itself. Also those
 * that the market has closed: whoever is in one must still be able to manage it.
 */
export function convertFarms(state: GearboxState, market: RawMarket, chainId: number): readonly Farm[] {
  const underlying = tokenOf(market, market.underlying)
  const leavable = findOrigins(market, market.underlying)
  return market.tokens.slice(1).flatMap((token) => {
    const forms = findForms(market, token)
    if (token.unreadable !== null || forms.length === 0 || isMereReward(market, token)) return []
    const origins = findOrigins(market, token.token)
    const isOpen =
      origins.has(market.underlying.toLowerCase()) &&
      leavable.has(token.token.toLowerCase()) &&
      token.liquidationThreshold > 0 &&
      !token.isForbidden &&
      !market.isExpired &&
      !market.isPermissioned
    return [{ ...convertFarm(state, market, chainId, token, underlying, forms, origins), isOpen }]
  })
}

function convertFarm(
  state: GearboxState,
  market: RawMarket,
  chainId: number,
  token: RawToken,
  underlying: RawToken,
  forms: readonly FarmForm[],
  origins: ReadonlySet<string>,
): Omit<Farm, 'isOpen'> {
  const exposures = convertExposures(market, token.token)
  const liquidationThresholdBps = BigInt(token.liquidationThreshold)
  return {
    id: makeFarmId(chainId, market.creditManager, token.token),
    protocol: PROTOCOL_ID,
    chainId,
    market: market.creditManager,
    name: `${nameHolding(market, token.token)} against ${underlying.symbol}`,
    forms,
    ...findDirection(market, token, underlying),
    asset: convertAsset(token),
    priceE8: token.price,
    exposures,
    debtAsset: convertAsset(underlying),
    debtPriceE8: underlying.price,
    debtExposures: convertExposures(market, underlying.token),
    oracles: convertOracles(market, [token.token, underlying.token]),
    depositAssets: listDepositAssets(market, token.token, origins),
    liquidationThresholdBps,
    yields: convertYields(state, market, token.token),
    borrowAprWad: computeBorrowAprWad(market),
    cap: {
      ratioWad: computeQuotaRatioWad(liquidationThresholdBps),
      aprWad: computeQuotaAprWad(market, token),
      label: CAP_CHARGE,
    },
    judge,
    minDebt: market.minDebt,
    maxDebt: market.maxDebt,
    availableLiquidity: min(market.borrowable, market.availableLiquidity),
    maxLeverageWad: computeMaxLeverageWad({
      farmLtBps: liquidationThresholdBps,
      healthFactorFloorWad: HEALTH_FACTOR_REFUSAL_WAD,
    }),
  }
}

/** The farm that most of a holding's value works in; null where none of it belongs to a farm. */
export function findFarmId(
  farms: readonly Farm[],
  market: Address,
  holdings: readonly Address[],
): string | null {
  for (const holding of holdings) {
    const farm = farms.find((f) => isSameAddress(f.market, market) && isSameAddress(f.asset.address, holding))
    if (farm) return farm.id
  }
  return null
}

/** [] where the token is only a stop on the way to a farm: a pool share that can be staked, a vault's asset, a reward. */
function findForms(market: RawMarket, token: RawToken): readonly FarmForm[] {
  const share = findShare(market, token.token)
  if (share?.kind === 'stake')
    return isPoolShare(market, findWrapped(share)) ? ['leveraged-lp', 'liquidity-mining'] : ['staking']
  if (share?.kind === 'vault-share') return ['synthetic']
  if (share?.kind === 'pool-share') return isWrapped(market, token.token) ? [] : ['leveraged-lp']
  // holding a dollar against a dollar, or ether against ether, earns nothing and costs the borrow rate
  const underlying = tokenOf(market, market.underlying)
  return token.isDollar === underlying.isDollar ? [] : ['spot']
}

function isPoolShare(market: RawMarket, address: Address | undefined): boolean {
  return address !== undefined && findShare(market, address)?.kind === 'pool-share'
}

/** Whether there is a further share to be had for it. */
function isWrapped(market: RawMarket, address: Address): boolean {
  return listShares(market).some((share) => {
    const wrapped = findWrapped(share)
    return wrapped !== undefined && isSameAddress(wrapped, address)
  })
}

/** "WETH/USDC LP", "Staked WETH", or the symbol. Symbols are the tokens' own text. */
function nameHolding(market: RawMarket, address: Address): string {
  const share = findShare(market, address)
  const staked = share?.kind === 'stake' ? findWrapped(share) : undefined
  if (staked) {
    const name = nameHolding(market, staked)
    return isPoolShare(market, staked) ? name : `Staked ${name}`
  }
  return namePool(market, address) ?? tokenOf(market, address).symbol
}

/** Owing what moves against the dollar is short of it; holding it for dollars owed is long; the rest is neutral. */
function findDirection(
  market: RawMarket,
  token: RawToken,
  underlying: RawToken,
): { direction: Direction; directionAsset: Farm['directionAsset'] } {
  if (!underlying.isDollar) return { direction: 'short', directionAsset: convertAsset(underlying) }
  const bases = convertExposures(market, token.token).map((e) => tokenOf(market, e.asset.address))
  const moving = bases.find((base) => !base.isDollar)
  if (moving) return { direction: 'long', directionAsset: convertAsset(moving) }
  return { direction: 'neutral', directionAsset: convertAsset(bases[0] ?? token) }
}

/** What counts for something in a market, as it can be brought along, dollars first. */
const depositAssetsOf = oncePerMarket((market) =>
  market.tokens
    .filter((token) => token.liquidationThreshold > 0 && !token.isForbidden && token.price > 0n)
    .toSorted((a, b) => Number(followsDollars(market, b)) - Number(followsDollars(market, a)))
    .map(convertPriced),
)

/** Whether it moves with dollars alone: one itself, or a share of some. */
function followsDollars(market: RawMarket, { token }: RawToken): boolean {
  return convertExposures(market, token).every(({ isDollar }) => isDollar)
}

/**
 * What can be brought along: plain tokens from which a route leads into the farm, and a vault's own share where
 * the farm holds it. Dollars first: with one of them, what moves is the farm and not also the deposit.
 */
function listDepositAssets(
  market: RawMarket,
  farmAsset: Address,
  origins: ReadonlySet<string>,
): readonly DepositAsset[] {
  return depositAssetsOf(market).filter(({ asset: { address } }) => {
    if (!origins.has(address.toLowerCase())) return false
    const share = findShare(market, address)
    return !share || (share.kind === 'vault-share' && isSameAddress(address, farmAsset))
  })
}
