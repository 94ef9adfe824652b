import type { Action } from '../../../domain/action'
import type { Address, AssetAmount } from '../../../domain/asset'
import type { Position } from '../../../domain/position'
import { judge } from '../judge'
import { convertAsset, tokenOf } from '../read/assets'
import { convertCollateral, convertDebt } from '../read/convert'
import type { RawAccount, RawMarket } from '../read/raw'
import { type Balances, balanceOf } from '../venues/trade'
import type { MultiCall } from '../venues/venue'
import { encodeDeadline } from './encode'
import type { Refusal } from './refusal'
import type { DraftTerms } from './terms'

/**
 * An account while a transaction is drafted: what it will hold and owe after the steps so far, and these
 * steps as calls and as actions. Each function in `steps.ts` adds one step and answers the account after it.
 */
export type Working = {
  readonly market: RawMarket
  /** The market with its pools as our own trades leave them. */
  readonly pools: RawMarket
  readonly owner: Address
  readonly terms: DraftTerms
  /** As it was before all steps. */
  readonly start: { readonly balances: Balances; readonly debt: bigint }
  readonly balances: Balances
  readonly quotas: Balances
  readonly debt: bigint
  readonly principal: bigint
  /** What makes all of it revert when it comes too late; null where nothing can. */
  readonly deadline: MultiCall | null
  readonly calls: readonly MultiCall[]
  readonly actions: readonly Action[]
  readonly spends: readonly AssetAmount[]
  readonly walletChanges: readonly AssetAmount[]
  /** Value put through markets, and what of it their prices and fees took. USD with 8 decimals. */
  readonly tradedE8: bigint
  readonly impactE8: bigint
  readonly feesE8: bigint
  /** What Gearbox takes for raised quotas, USD with 8 decimals. */
  readonly chargesE8: bigint
}

/** The account after an operation, or why it cannot be. */
export type Outcome = Working | Refusal

export function isWorking(outcome: Outcome): outcome is Working {
  return 'calls' in outcome
}

/** The account as it is, or a new one, under the deadline of these terms. */
export function startWorking(
  market: RawMarket,
  account: RawAccount | null,
  owner: Address,
  terms: DraftTerms,
): Working {
  const byToken = (amounts: readonly bigint[] | undefined) =>
    new Map(market.tokens.map(({ token }, i) => [token.toLowerCase(), amounts?.[i] ?? 0n]))
  const start = { balances: byToken(account?.balances), debt: account?.totalDebt ?? 0n }
  return {
    market,
    pools: market,
    owner,
    terms,
    start,
    ...start,
    quotas: byToken(account?.quotas),
    principal: account?.principal ?? 0n,
    deadline: encodeDeadline(market, terms.deadlineSeconds),
    calls: [],
    actions: [],
    spends: [],
    walletChanges: [],
    tradedE8: 0n,
    impactE8: 0n,
    feesE8: 0n,
    chargesE8: 0n,
  }
}

/** The calls as they are sent, the deadline first. */
export function callsOf({ deadline, calls }: Working): readonly MultiCall[] {
  return deadline ? [deadline, ...calls] : calls
}

export function hasDeadline({ deadline }: Working): boolean {
  return deadline !== null
}

/**
 * Whether it trades at market or sends collateral away: the facade then counts with safe prices and suffers no
 * forbidden token (`CreditFacadeV3._externalCall`, `_withdrawCollateral`). Stakes and vaults have a price of their own.
 */
export function isMarked({ actions }: Working): boolean {
  return actions.some((action) => action.kind === 'withdraw' || ('isAtMarket' in action && action.isAtMarket))
}

/** The position that the account will be. */
export function positionOf(w: Working): Position {
  return {
    collaterals: w.market.tokens.flatMap(({ token }, i) => {
      const amount = balanceOf(w.balances, token)
      return amount > 0n ? [convertCollateral(w.market, i, amount, balanceOf(w.quotas, token))] : []
    }),
    debts: [convertDebt(w.market, w.debt, w.principal)],
    judge,
  }
}

export function amountOf(w: Working, token: Address, amount: bigint): AssetAmount {
  return { asset: convertAsset(tokenOf(w.market, token)), amount }
}
