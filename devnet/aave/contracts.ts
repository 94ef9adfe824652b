import type { CompileUnit } from '../compile'

const source = '@aave-dao/aave-v3-origin/src/contracts'
const openZeppelin = '@bgd-labs/solidity-utils/node_modules/@openzeppelin'

const settings = {
  compiler: 'solc-0.8.27',
  optimizerRuns: 200,
  remappings: {
    'openzeppelin-contracts/': `${openZeppelin}/contracts/`,
    'openzeppelin-contracts/contracts/': `${openZeppelin}/contracts/`,
    'openzeppelin-contracts-upgradeable/contracts/': `${openZeppelin}/contracts-upgradeable/`,
    '@openzeppelin/contracts/': `${openZeppelin}/contracts/`,
    'solidity-utils/contracts/': '@bgd-labs/solidity-utils/src/contracts/',
  },
} as const

const logic = (name: string) => `${source}/protocol/libraries/logic/${name}.sol`

/** Aave V3.6, cut for two cores. BUSL-1.1 until 2027: what is compiled stays in the ignored cache. */
export const aaveUnits: readonly CompileUnit[] = [
  {
    ...settings,
    name: 'Aave pool and its logic',
    contracts: {
      PoolInstance: `${source}/instances/PoolInstance.sol`,
      BorrowLogic: logic('BorrowLogic'),
      FlashLoanLogic: logic('FlashLoanLogic'),
      LiquidationLogic: logic('LiquidationLogic'),
      PoolLogic: logic('PoolLogic'),
      SupplyLogic: logic('SupplyLogic'),
    },
  },
  {
    ...settings,
    name: 'Aave tokens and configuration',
    contracts: {
      PoolAddressesProvider: `${source}/protocol/configuration/PoolAddressesProvider.sol`,
      ACLManager: `${source}/protocol/configuration/ACLManager.sol`,
      PoolConfiguratorInstance: `${source}/instances/PoolConfiguratorInstance.sol`,
      ConfiguratorLogic: logic('ConfiguratorLogic'),
      ATokenInstance: `${source}/instances/ATokenInstance.sol`,
      VariableDebtTokenInstance: `${source}/instances/VariableDebtTokenInstance.sol`,
      AaveOracle: `${source}/misc/AaveOracle.sol`,
      DefaultReserveInterestRateStrategyV2: `${source}/misc/DefaultReserveInterestRateStrategyV2.sol`,
      AaveProtocolDataProvider: `${source}/helpers/AaveProtocolDataProvider.sol`,
      EmissionManager: `${source}/rewards/EmissionManager.sol`,
      RewardsController: `${source}/rewards/RewardsController.sol`,
      PullRewardsTransferStrategy: `${source}/rewards/transfer-strategies/PullRewardsTransferStrategy.sol`,
    },
  },
]

const artifacts = '@aave/core-v3/artifacts/contracts'
const spark = (path: string) => `${artifacts}/${path}.sol/${path.split('/').at(-1)}.json`

/** Aave 3.0, the code line that SparkLend runs, as published. Contract name → JSON file. */
export const sparkShipped: Readonly<Record<string, string>> = {
  SparkPool: spark('protocol/pool/Pool'),
  SparkPoolConfigurator: spark('protocol/pool/PoolConfigurator'),
  SparkPoolAddressesProvider: spark('protocol/configuration/PoolAddressesProvider'),
  SparkACLManager: spark('protocol/configuration/ACLManager'),
  SparkAToken: spark('protocol/tokenization/AToken'),
  SparkVariableDebtToken: spark('protocol/tokenization/VariableDebtToken'),
  SparkStableDebtToken: spark('protocol/tokenization/StableDebtToken'),
  SparkOracle: spark('misc/AaveOracle'),
  SparkProtocolDataProvider: spark('misc/AaveProtocolDataProvider'),
  SparkInterestRateStrategy: spark('protocol/pool/DefaultReserveInterestRateStrategy'),
  SparkBorrowLogic: spark('protocol/libraries/logic/BorrowLogic'),
  SparkBridgeLogic: spark('protocol/libraries/logic/BridgeLogic'),
  SparkConfiguratorLogic: spark('protocol/libraries/logic/ConfiguratorLogic'),
  SparkEModeLogic: spark('protocol/libraries/logic/EModeLogic'),
  SparkFlashLoanLogic: spark('protocol/libraries/logic/FlashLoanLogic'),
  SparkLiquidationLogic: spark('protocol/libraries/logic/LiquidationLogic'),
  SparkPoolLogic: spark('protocol/libraries/logic/PoolLogic'),
  SparkSupplyLogic: spark('protocol/libraries/logic/SupplyLogic'),
}
