import { zeroAddress } from 'viem'
import { owner, practiceEntry, registryDeployer, treasury } from './accounts'
import type { PricedToken } from './deploy-tokens'
import type { Contract, Transactor } from './transactor'

/** What every market shares. */
export type GearboxCore = {
  readonly registry: Contract
  readonly accountFactory: Contract
  readonly botList: Contract
  readonly weth: Contract
}

export type CollateralPlan = {
  readonly token: Contract
  readonly feed: Contract
  readonly liquidationThresholdBps: number
  readonly quotaRateBps: number
}

export type MarketPlan = {
  readonly name: string
  readonly symbol: string
  readonly underlying: PricedToken
  readonly collaterals: readonly CollateralPlan[]
  readonly minDebt: bigint
  readonly maxDebt: bigint
  /** Borrow rates: at no use, at 70 %, at 90 % and at full use of the pool. */
  readonly ratesBps: readonly [number, number, number, number]
  /** Quota that all accounts together may hold of one token, in the underlying. */
  readonly quotaLimit: bigint
}

export type Market = {
  readonly plan: MarketPlan
  readonly pool: Contract
  readonly quotaKeeper: Contract
  readonly manager: Contract
  readonly facade: Contract
  readonly configurator: Contract
}

const maxEnabledTokens = 4
const fees = {
  interestBps: 2_500,
  liquidationBps: 150,
  premiumBps: 400,
  expiredLiquidationBps: 100,
  expiredPremiumBps: 200,
}
export const maxDebtPerBlockMultiplier = 2

/** The chain's very first transaction, so that the entry's address never changes. */
export async function deployRegistry(transactor: Transactor): Promise<Contract> {
  const registry = await transactor.deploy(registryDeployer, 'PracticeRegistry', [owner, treasury])
  if (registry.address.toLowerCase() !== practiceEntry.toLowerCase()) {
    throw new Error(
      `The registry is at ${registry.address}, not at ${practiceEntry}: the chain was not fresh`,
    )
  }
  return registry
}

export async function deployCore(
  transactor: Transactor,
  registry: Contract,
  weth: Contract,
): Promise<GearboxCore> {
  const accountFactory = await transactor.deploy(owner, 'DefaultAccountFactoryV3', [registry.address])
  const botList = await transactor.deploy(owner, 'BotListV3', [registry.address])
  return { registry, accountFactory, botList, weth }
}

/** A lending pool with one credit suite on it, in the order that the contracts' mutual checks ask for. */
export async function deployMarket(
  transactor: Transactor,
  core: GearboxCore,
  plan: MarketPlan,
): Promise<Market> {
  const oracle = await deployOracle(transactor, core, plan)
  const { pool, quotaKeeper } = await deployPool(transactor, core, plan)
  const manager = await transactor.deploy(owner, 'CreditManagerV3', [
    pool.address,
    core.accountFactory.address,
    oracle.address,
    maxEnabledTokens,
    fees.interestBps,
    fees.liquidationBps,
    fees.premiumBps,
    fees.expiredLiquidationBps,
    fees.expiredPremiumBps,
    plan.name,
  ])
  const lossPolicy = await transactor.deploy(owner, 'AliasedLossPolicyV3', [
    pool.address,
    core.registry.address,
  ])
  const facade = await transactor.deploy(owner, 'CreditFacadeV3', [
    core.registry.address,
    manager.address,
    lossPolicy.address,
    core.botList.address,
    core.weth.address,
    zeroAddress,
    false,
  ])
  await transactor.send(owner, manager, 'setCreditFacade', [facade.address])
  // Before the configurator takes over: it holds the greatest debt to 25 times the least one, to bound the gas of a
  // liquidation. Practice wants both, a debt that anybody's first try reaches and one that moves the exchanges.
  await transactor.send(owner, facade, 'setDebtLimits', [
    plan.minDebt,
    plan.maxDebt,
    maxDebtPerBlockMultiplier,
  ])
  const configurator = await transactor.deploy(owner, 'CreditConfiguratorV3', [manager.address])
  await transactor.send(owner, manager, 'setCreditConfigurator', [configurator.address])

  await transactor.send(owner, core.accountFactory, 'addCreditManager', [manager.address])
  await transactor.send(owner, core.registry, 'addCreditManager', [manager.address])
  await transactor.send(owner, quotaKeeper, 'addCreditManager', [manager.address])
  await transactor.send(owner, pool, 'setCreditManagerDebtLimit', [manager.address, unlimited])
  for (const { token, liquidationThresholdBps } of plan.collaterals) {
    await transactor.send(owner, configurator, 'addCollateralToken', [token.address, liquidationThresholdBps])
  }
  return { plan, pool, quotaKeeper, manager, facade, configurator }
}

const unlimited = 2n ** 256n - 1n

async function deployOracle(transactor: Transactor, core: GearboxCore, plan: MarketPlan): Promise<Contract> {
  const oracle = await transactor.deploy(owner, 'PriceOracleV3', [core.registry.address])
  const stalenessSeconds = 86_400
  for (const { token, feed } of [
    { token: plan.underlying, feed: plan.underlying.feed },
    ...plan.collaterals,
  ]) {
    const args = [token.address, feed.address, stalenessSeconds]
    await transactor.send(owner, oracle, 'setPriceFeed', args)
    // Without a reserve feed a token's safe price is zero, and swaps and withdrawals count it as worthless.
    await transactor.send(owner, oracle, 'setReservePriceFeed', args)
  }
  return oracle
}

async function deployPool(
  transactor: Transactor,
  core: GearboxCore,
  plan: MarketPlan,
): Promise<Pick<Market, 'pool' | 'quotaKeeper'>> {
  const rates = [7_000, 9_000, ...plan.ratesBps, false]
  const rateModel = await transactor.deploy(owner, 'LinearInterestRateModelV3', rates)
  const pool = await transactor.deploy(owner, 'PoolV3', [
    core.registry.address,
    core.registry.address,
    plan.underlying.address,
    treasury,
    rateModel.address,
    unlimited,
    plan.name,
    plan.symbol,
  ])
  await transactor.send(owner, core.registry, 'addPool', [pool.address])
  const quotaKeeper = await transactor.deploy(owner, 'PoolQuotaKeeperV3', [pool.address])
  await transactor.send(owner, pool, 'setPoolQuotaKeeper', [quotaKeeper.address])
  const tumbler = await transactor.deploy(owner, 'TumblerV3', [pool.address, 0])
  await transactor.send(owner, quotaKeeper, 'setGauge', [tumbler.address])
  for (const { token, quotaRateBps } of plan.collaterals) {
    await transactor.send(owner, tumbler, 'addToken', [token.address])
    await transactor.send(owner, tumbler, 'setRate', [token.address, quotaRateBps])
  }
  await transactor.send(owner, tumbler, 'updateRates', [])
  for (const { token } of plan.collaterals) {
    await transactor.send(owner, quotaKeeper, 'setTokenLimit', [token.address, plan.quotaLimit])
  }
  return { pool, quotaKeeper }
}
