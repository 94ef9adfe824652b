import { type Address, zeroAddress } from 'viem'
import { owner, sparkDeployer, treasury } from '../accounts'
import type { Queue } from '../queue'
import type { Contract } from '../transactor'
import { deployAcl, deployOracle } from './deploy-aave'
import { configureReserves, type LendingMarket } from './lending-market'
import type { LendingMarketPlan, ReservePlan } from './reserves'

const rayOfBps = 10n ** 23n

/** SparkLend's code line, Aave 3.0 as published, with the plan's reserves and nobody in them. */
export async function deploySpark(
  queue: Queue,
  plan: LendingMarketPlan,
  rewards: Contract,
): Promise<LendingMarket> {
  const { deploy, send, read, contractAt } = queue
  const provider = await deploy(sparkDeployer, 'SparkPoolAddressesProvider', ['Practice Spark', owner])
  await send(owner, provider, 'setACLAdmin', [owner])
  const acl = await deployAcl(queue, 'SparkACLManager', provider)
  const oracle = await deployOracle(queue, 'SparkOracle', provider, plan)
  const libraries = await deployLibraries(queue)
  const poolCode = await deploy(owner, 'SparkPool', [provider.address], libraries)
  const configuratorCode = await deploy(owner, 'SparkPoolConfigurator', [], libraries)
  await send(owner, provider, 'setPoolImpl', [poolCode.address])
  await send(owner, provider, 'setPoolConfiguratorImpl', [configuratorCode.address])
  const pool = contractAt('SparkPool', await read<Address>(provider, 'getPool'))
  const configurator = contractAt(
    'SparkPoolConfigurator',
    await read<Address>(provider, 'getPoolConfigurator'),
  )
  const dataProvider = await deploy(owner, 'SparkProtocolDataProvider', [provider.address])
  await send(owner, provider, 'setPoolDataProvider', [dataProvider.address])
  const inputs = await describeReserves(queue, plan, { provider, pool, rewards })
  for (const input of inputs) await send(owner, configurator, 'initReserves', [[input]])
  const market = { provider, pool, configurator, oracle, dataProvider, rewards, acl, plan }
  await configureReserves(queue, market)
  await configureEModes(queue, configurator, plan)
  return market
}

async function deployLibraries({ deploy }: Queue): Promise<Readonly<Record<string, Address>>> {
  const libraries: Record<string, Address> = {}
  for (const name of ['Borrow', 'Bridge', 'EMode', 'Liquidation', 'Pool', 'Supply', 'Configurator']) {
    libraries[`${name}Logic`] = (await deploy(owner, `Spark${name}Logic`, [], libraries)).address
  }
  // Borrows where a flash loan stays open, so it is linked with what was deployed before it.
  const flashLoan = await deploy(owner, 'SparkFlashLoanLogic', [], libraries)
  return { ...libraries, FlashLoanLogic: flashLoan.address }
}

type Parts = { readonly provider: Contract; readonly pool: Contract; readonly rewards: Contract }

/** A rate strategy of its own for each; nobody may borrow at its stable rate. */
async function describeReserves(
  { deploy }: Queue,
  { reserves }: LendingMarketPlan,
  { provider, pool, rewards }: Parts,
): Promise<readonly object[]> {
  const supplyToken = await deploy(owner, 'SparkAToken', [pool.address])
  const debtToken = await deploy(owner, 'SparkVariableDebtToken', [pool.address])
  const stableToken = await deploy(owner, 'SparkStableDebtToken', [pool.address])
  const inputs: object[] = []
  for (const { token, rates } of reserves) {
    const strategy = await deploy(owner, 'SparkInterestRateStrategy', [
      provider.address,
      ...inRay(rates),
      ...unusedStableRates,
    ])
    inputs.push({
      aTokenImpl: supplyToken.address,
      stableDebtTokenImpl: stableToken.address,
      variableDebtTokenImpl: debtToken.address,
      underlyingAssetDecimals: token.decimals,
      interestRateStrategyAddress: strategy.address,
      underlyingAsset: token.address,
      treasury,
      incentivesController: rewards.address,
      aTokenName: `Spark Practice ${token.symbol}`,
      aTokenSymbol: `sp${token.symbol}`,
      variableDebtTokenName: `Spark Practice Variable Debt ${token.symbol}`,
      variableDebtTokenSymbol: `variableDebt${token.symbol}`,
      stableDebtTokenName: `Spark Practice Stable Debt ${token.symbol}`,
      stableDebtTokenSymbol: `stableDebt${token.symbol}`,
      params: '0x',
    })
  }
  return inputs
}

const unusedStableRates = [0n, 0n, 0n, 0n, 2_000n * rayOfBps]

function inRay(rates: ReservePlan['rates']): readonly bigint[] {
  return rates.map((rate) => BigInt(rate) * rayOfBps)
}

/** On this line an asset is in one category at most, as collateral and as debt. */
async function configureEModes(
  { send }: Queue,
  configurator: Contract,
  { eModes }: LendingMarketPlan,
): Promise<void> {
  for (const { id, label, terms, collaterals } of eModes) {
    await send(owner, configurator, 'setEModeCategory', [id, ...terms, zeroAddress, label])
    for (const { address } of collaterals) {
      await send(owner, configurator, 'setAssetEModeCategory', [address, id])
    }
  }
}
