import { type Address, encodeAbiParameters, keccak256, stringToHex, zeroAddress } from 'viem'
import { aaveDeployer, owner, treasury } from '../accounts'
import type { Queue } from '../queue'
import type { Contract } from '../transactor'
import { configureReserves, type LendingMarket } from './lending-market'
import type { LendingMarketPlan, ReservePlan } from './reserves'

export type AaveMarket = LendingMarket & { readonly emissionManager: Contract }

const oneUsd = 100_000_000n
const incentives = keccak256(stringToHex('INCENTIVES_CONTROLLER'))

/** Aave V3.6 in the order in which its parts know each other, with the plan's reserves and nobody in them. */
export async function deployAave(queue: Queue, plan: LendingMarketPlan): Promise<AaveMarket> {
  const { deploy, send, read } = queue
  const provider = await deploy(aaveDeployer, 'PoolAddressesProvider', ['Practice Aave', owner])
  await send(owner, provider, 'setACLAdmin', [owner])
  const acl = await deployAcl(queue, 'ACLManager', provider)
  const strategy = await deploy(owner, 'DefaultReserveInterestRateStrategyV2', [provider.address])
  const oracle = await deployOracle(queue, 'AaveOracle', provider, plan)
  const pool = await deployPool(queue, provider, strategy)
  const emissionManager = await deploy(owner, 'EmissionManager', [owner])
  const rewardsCode = await deploy(owner, 'RewardsController', [emissionManager.address])
  await send(owner, provider, 'setAddressAsProxy', [incentives, rewardsCode.address])
  const rewards = queue.contractAt(
    'RewardsController',
    await read<Address>(provider, 'getAddress', [incentives]),
  )
  await send(owner, emissionManager, 'setRewardsController', [rewards.address])
  const dataProvider = await deploy(owner, 'AaveProtocolDataProvider', [provider.address])
  await send(owner, provider, 'setPoolDataProvider', [dataProvider.address])
  const configurator = queue.contractAt(
    'PoolConfiguratorInstance',
    await read<Address>(provider, 'getPoolConfigurator'),
  )
  const supplyToken = await deploy(owner, 'ATokenInstance', [pool.address, rewards.address, treasury])
  const debtToken = await deploy(owner, 'VariableDebtTokenInstance', [pool.address, rewards.address])
  // One by one: all of them need more gas than a transaction may use.
  for (const reserve of plan.reserves) {
    await send(owner, configurator, 'initReserves', [[describeReserve(reserve, supplyToken, debtToken)]])
  }
  const market = { provider, pool, configurator, oracle, dataProvider, rewards, acl, plan }
  await configureReserves(queue, market)
  await configureEModes(queue, configurator, plan)
  return { ...market, emissionManager }
}

export async function deployAcl(
  { deploy, send }: Queue,
  name: string,
  provider: Contract,
): Promise<Contract> {
  const acl = await deploy(owner, name, [provider.address])
  await send(owner, provider, 'setACLManager', [acl.address])
  for (const role of ['addPoolAdmin', 'addRiskAdmin', 'addEmergencyAdmin', 'addAssetListingAdmin']) {
    await send(owner, acl, role, [owner])
  }
  return acl
}

export async function deployOracle(
  { deploy, send }: Queue,
  name: string,
  provider: Contract,
  { reserves }: LendingMarketPlan,
): Promise<Contract> {
  const oracle = await deploy(owner, name, [
    provider.address,
    reserves.map(({ token }) => token.address),
    reserves.map(({ token }) => token.feed.address),
    zeroAddress,
    zeroAddress,
    oneUsd,
  ])
  await send(owner, provider, 'setPriceOracle', [oracle.address])
  return oracle
}

async function deployPool(queue: Queue, provider: Contract, strategy: Contract): Promise<Contract> {
  const { deploy, send, read, contractAt } = queue
  const libraries: Record<string, Address> = {}
  for (const name of [
    'BorrowLogic',
    'LiquidationLogic',
    'PoolLogic',
    'SupplyLogic',
    'ConfiguratorLogic',
    'FlashLoanLogic',
  ]) {
    libraries[name] = (await deploy(owner, name, [], libraries)).address
  }
  const poolArgs = [provider.address, strategy.address]
  const poolCode = await deploy(owner, 'PoolInstance', poolArgs, libraries)
  const configuratorCode = await deploy(owner, 'PoolConfiguratorInstance', [], libraries)
  await send(owner, provider, 'setPoolImpl', [poolCode.address])
  await send(owner, provider, 'setPoolConfiguratorImpl', [configuratorCode.address])
  return contractAt('PoolInstance', await read<Address>(provider, 'getPool'))
}

function describeReserve({ token, rates }: ReservePlan, supplyToken: Contract, debtToken: Contract): object {
  const types = ['uint16', 'uint32', 'uint32', 'uint32'].map((type) => ({ type }))
  return {
    aTokenImpl: supplyToken.address,
    variableDebtTokenImpl: debtToken.address,
    underlyingAsset: token.address,
    aTokenName: `Aave Practice ${token.symbol}`,
    aTokenSymbol: `aPra${token.symbol}`,
    variableDebtTokenName: `Aave Practice Variable Debt ${token.symbol}`,
    variableDebtTokenSymbol: `variableDebtPra${token.symbol}`,
    params: '0x',
    interestRateData: encodeAbiParameters(types, rates),
  }
}

/** An asset may be in several, here as collateral and there as debt. */
async function configureEModes(
  { send }: Queue,
  configurator: Contract,
  { eModes }: LendingMarketPlan,
): Promise<void> {
  for (const { id, label, terms, collaterals, borrowables } of eModes) {
    await send(owner, configurator, 'setEModeCategory', [id, ...terms, label])
    for (const { address } of collaterals) {
      await send(owner, configurator, 'setAssetCollateralInEMode', [address, id, true])
    }
    for (const { address } of borrowables) {
      await send(owner, configurator, 'setAssetBorrowableInEMode', [address, id, true])
    }
  }
}
