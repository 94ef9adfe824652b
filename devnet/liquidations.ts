import type { Address } from 'viem'
import { liquidator, owner } from './accounts'
import { maxDebtPerBlockMultiplier } from './deploy-gearbox'
import { giveTokens } from './deploy-tokens'
import { facadeCall } from './facade-calls'
import type { Markets, MarketWithAdapters } from './markets'
import type { Transactor } from './transactor'

export type Liquidation = { readonly account: Address; readonly market: Address }

/** Of the credit manager's `CollateralDebtData`, what a liquidator looks at. */
type DebtAndCollateral = {
  readonly debt: bigint
  readonly totalDebtUSD: bigint
  readonly twvUSD: bigint
  readonly totalValue: bigint
  readonly quotedTokens: readonly Address[]
}

const withDebtAndCollateral = 3
const everything = 2n ** 256n - 1n

/** Liquidates every account with a health factor below 1, all of it, as a liquidator's bot would. */
export async function liquidateUnhealthyAccounts(
  transactor: Transactor,
  markets: Markets,
): Promise<readonly Liquidation[]> {
  const liquidations: Liquidation[] = []
  for (const market of [markets.usdc, markets.weth]) {
    const accounts = await transactor.read<readonly Address[]>(market.manager, 'creditAccounts')
    const states = await Promise.all(accounts.map((account) => readState(transactor, market, account)))
    for (const [index, account] of accounts.entries()) {
      const state = states[index]
      if (!state || state.debt === 0n || state.twvUSD >= state.totalDebtUSD) continue
      await liquidate(transactor, market, account, state)
      liquidations.push({ account, market: market.manager.address })
    }
    await reopenAfterLoss(transactor, market)
  }
  return liquidations
}

function readState(
  transactor: Transactor,
  market: MarketWithAdapters,
  account: Address,
): Promise<DebtAndCollateral> {
  return transactor.read<DebtAndCollateral>(market.manager, 'calcDebtAndCollateral', [
    account,
    withDebtAndCollateral,
  ])
}

/** Brings in enough underlying for the debt, the fee and the owner's rest, and takes all other collateral out. */
async function liquidate(
  transactor: Transactor,
  market: MarketWithAdapters,
  account: Address,
  state: DebtAndCollateral,
): Promise<void> {
  const { underlying } = market.plan
  // What is due never exceeds the account's value, and the facade hands back what is too much.
  const payment = state.totalValue
  await giveTokens(transactor, underlying, liquidator, payment)
  await transactor.send(liquidator, underlying, 'approve', [market.manager.address, payment])
  const balances = await Promise.all(
    state.quotedTokens.map((address) =>
      transactor.read<bigint>({ address, abi: underlying.abi }, 'balanceOf', [account]),
    ),
  )
  const calls = [facadeCall(market, 'addCollateral', [underlying.address, payment])]
  for (const [index, token] of state.quotedTokens.entries()) {
    // The facade leaves one unit behind, and refuses to move nothing.
    if ((balances[index] ?? 0n) <= 1n) continue
    calls.push(facadeCall(market, 'withdrawCollateral', [token, everything, liquidator]))
  }
  await transactor.send(liquidator, market.facade, 'liquidateCreditAccount', [account, liquidator, calls])
}

/**
 * A liquidation with a loss stops borrowing and closes the quotas of what was lost on, until somebody has looked into
 * it. Practice goes on: the owner opens both again, as governance would.
 */
async function reopenAfterLoss(transactor: Transactor, market: MarketWithAdapters): Promise<void> {
  if ((await transactor.read<number>(market.facade, 'maxDebtPerBlockMultiplier')) !== 0) return
  await transactor.send(owner, market.configurator, 'setMaxDebtPerBlockMultiplier', [
    maxDebtPerBlockMultiplier,
  ])
  for (const { token } of market.plan.collaterals) {
    await transactor.send(owner, market.quotaKeeper, 'setTokenLimit', [token.address, market.plan.quotaLimit])
  }
}
