import { type Address, isSameAddress } from '../../../domain/asset'
import { computeCollateralValueE8 } from '../../../domain/health'
import { compare, mulDivDown, WAD } from '../../../domain/math'
import type { Collateral, Debt, OwnedPosition, Position, PositionRates } from '../../../domain/position'
import type { WalletAsset } from '../../../domain/wallet'
import type { AccountSnapshot, MarketSnapshot } from '../../protocol'
import { findWrappedCoin } from '../addresses'
import { CREDIT_MANAGER, POOL } from '../draft/spenders'
import { makePositionId, PROTOCOL_ID } from '../ids'
import { CAP_CHARGE, computeQuotaValueE8, judge } from '../judge'
import { convertAsset, convertExposures, findToken, tokenOf } from './assets'
import { convertFarms, findFarmId } from './convert-farms'
import { convertPools, convertSupplies } from './convert-lending'
import { convertOracles } from './oracles'
import { computeBorrowAprWad, computeQuotaAprWad, convertYields } from './rates'
import type { GearboxState, RawAccount, RawMarket, RawSnapshot, VaultGrowth } from './raw'
import { listEarnings } from './shares'

/** Gearbox leaves one unit of a token behind when it moves all of it: nothing rests on that. */
const DUST = 1n

/** The adapter's own view inside a snapshot that this adapter made. */
export function stateOf(snapshot: MarketSnapshot): GearboxState {
  return snapshot.state as GearboxState
}

/** A market by its credit manager. Throws where the snapshot has none: ids are looked up before. */
export function marketOf(state: GearboxState, creditManager: Address): RawMarket {
  const market = state.raw.markets.find((m) => isSameAddress(m.creditManager, creditManager))
  if (!market) throw new Error(`No credit manager ${creditManager}`)
  return market
}

/** The raw account behind a position of this snapshot, with its market; undefined where there is none. */
export function findAccount(
  { markets, positions }: AccountSnapshot,
  positionId: string,
): { readonly market: RawMarket; readonly raw: RawAccount } | undefined {
  const position = positions.find((p) => p.id === positionId)
  const state = stateOf(markets)
  const raw = position && state.raw.accounts.find((a) => isSameAddress(a.account, position.account))
  return raw && { market: marketOf(state, raw.creditManager), raw }
}

export function convertMarkets(raw: RawSnapshot, growth: VaultGrowth, chainId: number): MarketSnapshot {
  const state: GearboxState = { raw, growth }
  const wrapped = findWrappedCoin(chainId)
  return {
    protocol: PROTOCOL_ID,
    chainId,
    block: { number: raw.blockNumber, timestamp: raw.timestamp },
    farms: raw.markets.flatMap((market) => convertFarms(state, market, chainId)),
    pools: convertPools(raw, chainId),
    issues: convertIssues(raw, growth),
    sentBytes: raw.sentBytes,
    // an account pays out tokens alone
    ...(wrapped && { wrappedCoin: { token: wrapped, isGiven: false } }),
    state,
  }
}

const WHAT = {
  markets: 'the list of markets of',
  market: 'the market',
  token: 'the token',
  price: 'the price of',
  venue: 'the pool or stake',
  position: 'the position',
} as const

/** What is left out, and why; and whether there are yields that nobody measured. */
function convertIssues({ unreadable }: RawSnapshot, growth: VaultGrowth): MarketSnapshot['issues'] {
  const items = unreadable.map(({ kind, name, market, reason }) => ({
    what: WHAT[kind],
    name,
    market,
    reason,
  }))
  return [
    ...(items.length > 0 ? [{ code: 'unreadable', severity: 'info', items } as const] : []),
    ...(Object.values(growth).includes(null)
      ? [{ code: 'yield-unmeasured', severity: 'info' } as const]
      : []),
  ]
}

export function convertAccount(
  raw: RawSnapshot,
  growth: VaultGrowth,
  chainId: number,
  owner: Address,
): AccountSnapshot {
  const markets = convertMarkets(raw, growth, chainId)
  return {
    markets,
    owner,
    positions: raw.accounts.map((account) => convertOwnedPosition(markets, account)),
    supplies: convertSupplies(raw, chainId),
    wallet: convertWallet(raw),
    nativeBalance: raw.nativeBalance,
  }
}

function convertOwnedPosition(markets: MarketSnapshot, account: RawAccount): OwnedPosition {
  const state = stateOf(markets)
  const market = marketOf(state, account.creditManager)
  const position = convertPosition(market, account)
  const byValue = [...position.collaterals].sort((a, b) =>
    compare(estimateValueE8(b, position), estimateValueE8(a, position)),
  )
  return {
    ...position,
    id: makePositionId(markets.chainId, account.account),
    protocol: PROTOCOL_ID,
    chainId: markets.chainId,
    account: account.account,
    owner: account.owner,
    farmId: findFarmId(
      markets.farms,
      market.creditManager,
      byValue.map((c) => c.asset.address),
    ),
    rewards: listEarnings(market, account).flatMap((earning) => {
      const { amount } = earning
      const token = findToken(market, earning.token)
      return amount > 0n && token ? [{ asset: convertAsset(token), amount, priceE8: token.price }] : []
    }),
    oracles: convertOracles(market, [
      ...byValue.filter(({ isDust }) => !isDust).map((c) => c.asset.address),
      market.underlying,
    ]),
    // an expired market's positions may be liquidated by anybody, however healthy (`CreditFacadeV3._revertIfNotLiquidatable`)
    isLiquidatable: account.isLiquidatable || (market.isExpired && account.principal > 0n),
    chainHealthFactorWad:
      account.isPriced && account.totalDebtUsd > 0n
        ? mulDivDown(account.weightedValueUsd, WAD, account.totalDebtUsd)
        : null,
    rates: convertRates(state, market),
  }
}

/** What it is worth, or what quota was rented for it where its price is missing: that does not move it to another farm. */
function estimateValueE8(collateral: Collateral, { debts: [debt] }: Position): bigint {
  if (collateral.priceE8 > 0n || collateral.cap === null) return computeCollateralValueE8(collateral)
  return computeQuotaValueE8(collateral.cap.amount, debt)
}

/** Every token that the account holds any of, dust included, so that figures equal the chain's to the unit. */
function convertPosition(market: RawMarket, account: RawAccount): Position {
  return {
    collaterals: market.tokens.flatMap((_, i) => {
      const amount = account.balances[i] ?? 0n
      return amount > 0n ? [convertCollateral(market, i, amount, account.quotas[i] ?? 0n)] : []
    }),
    debts: [convertDebt(market, account.totalDebt, account.principal)],
    judge,
  }
}

/** What is owed of the market's underlying. */
export function convertDebt(market: RawMarket, amount: bigint, principal: bigint): Debt {
  const underlying = tokenOf(market, market.underlying)
  return {
    asset: convertAsset(underlying),
    amount,
    principal,
    priceE8: underlying.price,
    exposures: convertExposures(market, market.underlying),
  }
}

/** The market's token number `index` as collateral; the underlying, number 0, needs no quota. */
export function convertCollateral(
  market: RawMarket,
  index: number,
  amount: bigint,
  quota: bigint,
): Collateral {
  const token = market.tokens[index]
  if (!token) throw new Error(`No token ${index} in credit manager ${market.creditManager}`)
  return {
    asset: convertAsset(token),
    amount,
    priceE8: token.price,
    liquidationThresholdBps: BigInt(token.liquidationThreshold),
    cap: index === 0 ? null : { asset: convertAsset(tokenOf(market, market.underlying)), amount: quota },
    isDust: amount <= DUST,
    exposures: convertExposures(market, token.token),
  }
}

/** Current yearly rates of everything that a market's positions can hold and owe. */
export function convertRates(state: GearboxState, market: RawMarket): PositionRates {
  return {
    costs: [
      { kind: 'interest', debt: market.underlying, aprWad: computeBorrowAprWad(market) },
      ...market.tokens.slice(1).map((token) => ({
        kind: 'cap' as const,
        collateral: token.token,
        aprWad: computeQuotaAprWad(market, token),
        label: CAP_CHARGE,
      })),
    ],
    yieldsByCollateral: Object.fromEntries(
      market.tokens.map((token) => [token.token, convertYields(state, market, token.token)]),
    ),
  }
}

/** Wallet balances and allowances, a token of several markets once. */
function convertWallet({ markets, pools }: RawSnapshot): readonly WalletAsset[] {
  const byToken = new Map<string, WalletAsset>()
  for (const market of markets) {
    for (const token of market.tokens) {
      if (token.unreadable !== null) continue
      const known = byToken.get(token.token.toLowerCase())
      byToken.set(token.token.toLowerCase(), {
        asset: convertAsset(token),
        balance: token.walletBalance,
        allowances: [
          ...(known?.allowances ?? []),
          { spender: market.creditManager, spenderName: CREDIT_MANAGER, amount: token.walletAllowance },
        ],
      })
    }
  }
  for (const pool of pools) {
    const key = markets.find((m) => isSameAddress(m.pool, pool.pool))?.underlying.toLowerCase() ?? ''
    const known = byToken.get(key)
    if (!known) continue
    const allowance = { spender: pool.pool, spenderName: POOL, amount: pool.walletAllowance }
    byToken.set(key, { ...known, allowances: [...known.allowances, allowance] })
  }
  return [...byToken.values()]
}
