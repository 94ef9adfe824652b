import { type Address, parseEther, parseUnits } from 'viem'
import { owner } from './accounts'
import type { Contract, Transactor } from './transactor'

export type PricedSymbol = 'WETH' | 'USDC' | 'USDT' | 'SYND' | 'FARM'

/** A token with a feed whose price can be set. */
export type PricedToken = Contract & {
  readonly symbol: PricedSymbol
  readonly decimals: number
  readonly feed: Contract
}

export type Tokens = Readonly<Record<PricedSymbol, PricedToken>> & {
  /** The synthetic dollar's yield-bearing vault: its share price follows from the vault. */
  readonly savings: Contract & { readonly feed: Contract }
}

type TokenPlan = {
  readonly symbol: PricedSymbol
  readonly name: string
  readonly decimals: number
  readonly contract: 'WETH9' | 'PracticeToken' | 'ApproveFromZeroToken'
  readonly priceUsd: string
}

const plans: readonly TokenPlan[] = [
  { symbol: 'WETH', name: 'Wrapped Ether', decimals: 18, contract: 'WETH9', priceUsd: '2000' },
  { symbol: 'USDC', name: 'USD Coin', decimals: 6, contract: 'PracticeToken', priceUsd: '1' },
  { symbol: 'USDT', name: 'Tether USD', decimals: 6, contract: 'ApproveFromZeroToken', priceUsd: '1' },
  { symbol: 'SYND', name: 'Synthetic Dollar', decimals: 18, contract: 'PracticeToken', priceUsd: '1' },
  { symbol: 'FARM', name: 'Platform Token', decimals: 18, contract: 'PracticeToken', priceUsd: '2' },
]

/** The owner hands out wrapped ether from this stock: enough for arbitrage at the oddest price. */
const wrappedStock = parseEther('1000000000000')

const savers = { principal: parseEther('50000000'), yield: parseEther('25000000'), years: 5 }

export async function deployTokens(transactor: Transactor): Promise<Tokens> {
  const priced: Partial<Record<PricedSymbol, PricedToken>> = {}
  for (const plan of plans) priced[plan.symbol] = await deployPricedToken(transactor, plan)
  const { WETH, USDC, USDT, SYND, FARM } = priced
  if (!WETH || !USDC || !USDT || !SYND || !FARM) throw new Error('A planned token was not deployed')
  await transactor.send(owner, WETH, 'deposit', [], wrappedStock)
  return { WETH, USDC, USDT, SYND, FARM, savings: await deploySavings(transactor, SYND) }
}

/** Moves or mints tokens to `to`: whatever a person or a role of the scenario needs. */
export async function giveTokens(
  transactor: Transactor,
  token: PricedToken,
  to: Address,
  amount: bigint,
): Promise<void> {
  await transactor.send(owner, token, token.symbol === 'WETH' ? 'transfer' : 'mint', [to, amount])
}

async function deployPricedToken(transactor: Transactor, plan: TokenPlan): Promise<PricedToken> {
  const args = plan.contract === 'WETH9' ? [] : [plan.name, plan.symbol, plan.decimals]
  const token = await transactor.deploy(owner, plan.contract, args)
  const price = parseUnits(plan.priceUsd, 8)
  const feed = await transactor.deploy(owner, 'SettablePriceFeed', [`${plan.symbol} / USD`, price])
  return { ...token, symbol: plan.symbol, decimals: plan.decimals, feed }
}

/** About 10 % in the first year: 5 million a year over 50 million that others hold. */
async function deploySavings(transactor: Transactor, synthetic: PricedToken): Promise<Tokens['savings']> {
  const vault = await transactor.deploy(owner, 'SavingsVault', [
    synthetic.address,
    'Savings Synthetic Dollar',
    'sSYND',
  ])
  await giveTokens(transactor, synthetic, owner, savers.principal + savers.yield)
  await transactor.send(owner, synthetic, 'approve', [vault.address, savers.principal + savers.yield])
  await transactor.send(owner, vault, 'deposit', [savers.principal, owner])
  await transactor.send(owner, vault, 'addYield', [savers.yield, savers.years * 365 * 86_400])
  const feed = await transactor.deploy(owner, 'VaultSharePriceFeed', [vault.address, synthetic.feed.address])
  return { ...vault, feed }
}
