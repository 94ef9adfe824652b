import { arbitrageur, liquidator, owner } from './accounts'
import { arbitrage } from './arbitrage'
import { borrow } from './borrowers'
import { deployExchanges } from './deploy-exchanges'
import { deployCore, deployRegistry } from './deploy-gearbox'
import { deployStaking, startRewards } from './deploy-staking'
import { deployTokens } from './deploy-tokens'
import { lend } from './lenders'
import { deployLendingWorld, type LendingWorld } from './lending-world'
import { deployMarkets, type Markets, type World } from './markets'
import type { Contract, Transactor } from './transactor'

export type Scenario = World & {
  readonly registry: Contract
  readonly markets: Markets
  readonly lending: LendingWorld
}

/** Deploys everything and lets people use it. The same addresses each time: every step runs in one fixed order. */
export async function deployScenario(
  transactor: Transactor,
  onProgress: (step: string) => void = () => {},
): Promise<Scenario> {
  await transactor.impersonate(owner, '2000000000000')
  await transactor.impersonate(arbitrageur)
  await transactor.impersonate(liquidator)
  const registry = await deployRegistry(transactor)
  onProgress('tokens and exchanges')
  const tokens = await deployTokens(transactor)
  const exchanges = await deployExchanges(transactor, tokens)
  const staking = await deployStaking(transactor, tokens, exchanges)
  const world: World = { tokens, exchanges, staking }
  onProgress('Gearbox markets')
  const core = await deployCore(transactor, registry, tokens.WETH)
  const markets = await deployMarkets(transactor, core, world)
  onProgress('lenders and borrowers')
  await lend(transactor, markets)
  await borrow(transactor, markets, world, () => arbitrage(transactor, exchanges))
  await startRewards(transactor, tokens, staking)
  onProgress('Safe, Uniswap V3, Aave and Spark')
  const lending = await deployLendingWorld(transactor, tokens)
  return { ...world, registry, markets, lending }
}
