import { type Address, parseUnits } from 'viem'
import { lenders, owner } from './accounts'
import { giveTokens, type PricedToken } from './deploy-tokens'
import type { Markets, MarketWithAdapters } from './markets'
import type { Contract, Transactor } from './transactor'

/** Lenders of both pools, more than one each. */
export async function lend(transactor: Transactor, markets: Markets): Promise<void> {
  const deposits: readonly [MarketWithAdapters, readonly string[]][] = [
    [markets.usdc, ['11000000', '6000000', '2500000']],
    [markets.weth, ['5000', '2500', '1200']],
  ]
  for (const lender of lenders) await transactor.impersonate(lender)
  for (const [{ pool, plan }, amounts] of deposits) {
    // A pool's first shares go to nobody, so that no depositor can inflate what a share is worth.
    await deposit(transactor, pool, plan.underlying, owner, '1', nobody)
    for (const [index, lender] of lenders.entries()) {
      await deposit(transactor, pool, plan.underlying, lender, amounts[index] ?? '0', lender)
    }
  }
}

const nobody: Address = '0x000000000000000000000000000000000000dEaD'

async function deposit(
  transactor: Transactor,
  pool: Contract,
  token: PricedToken,
  from: Address,
  wholeTokens: string,
  receiver: Address,
): Promise<void> {
  const amount = parseUnits(wholeTokens, token.decimals)
  await giveTokens(transactor, token, from, amount)
  await transactor.send(from, token, 'approve', [pool.address, amount])
  await transactor.send(from, pool, 'deposit', [amount, receiver])
}
