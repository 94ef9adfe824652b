import { createRequire } from 'node:module'
import type { Abi, Hex } from 'viem'
import { aaveUnits, sparkShipped } from './aave/contracts'
import {
  type Artifact,
  type Artifacts,
  type CompileOptions,
  type CompileUnit,
  compile,
  type LinkReferences,
} from './compile'
import { safeShipped } from './safe/contracts'
import { uniswapV3Shipped } from './uniswap-v3/contracts'

const core = '@gearbox-protocol/core-v3/contracts'
const integrations = '@gearbox-protocol/integrations-v3/contracts'

/** Cut so that two cores finish at about the same time; a unit more costs a compiler's start, about 0.7 s. */
const units: readonly CompileUnit[] = [
  ...aaveUnits,
  {
    name: 'Gearbox credit facade and configurator',
    compiler: 'solc-0.8',
    optimizerRuns: 1000,
    contracts: {
      CreditFacadeV3: `${core}/credit/CreditFacadeV3.sol`,
      CreditConfiguratorV3: `${core}/credit/CreditConfiguratorV3.sol`,
    },
  },
  {
    name: 'Gearbox adapters',
    compiler: 'solc-0.8',
    optimizerRuns: 1000,
    contracts: {
      UniswapV2Adapter: `${integrations}/adapters/uniswap/UniswapV2.sol`,
      BalancerV2VaultAdapter: `${integrations}/adapters/balancer/BalancerV2VaultAdapter.sol`,
      StakingRewardsAdapter: `${integrations}/adapters/sky/StakingRewardsAdapter.sol`,
      StakingRewardsPhantomToken: `${integrations}/helpers/sky/StakingRewardsPhantomToken.sol`,
      ERC4626Adapter: `${integrations}/adapters/erc4626/ERC4626Adapter.sol`,
    },
  },
  {
    name: 'Balancer weighted pool',
    compiler: 'solc-0.7',
    optimizerRuns: 1000,
    contracts: {
      WeightedPoolFactory: '@balancer-labs/v2-pool-weighted/contracts/WeightedPoolFactory.sol',
      WeightedPool: '@balancer-labs/v2-pool-weighted/contracts/WeightedPool.sol',
    },
  },
  {
    name: 'Gearbox credit manager',
    compiler: 'solc-0.8',
    optimizerRuns: 1000,
    contracts: { CreditManagerV3: `${core}/credit/CreditManagerV3.sol` },
  },
  {
    name: 'Gearbox pool and core',
    compiler: 'solc-0.8',
    optimizerRuns: 1000,
    contracts: {
      PoolV3: `${core}/pool/PoolV3.sol`,
      PoolQuotaKeeperV3: `${core}/pool/PoolQuotaKeeperV3.sol`,
      TumblerV3: `${core}/pool/TumblerV3.sol`,
      LinearInterestRateModelV3: `${core}/pool/LinearInterestRateModelV3.sol`,
      PriceOracleV3: `${core}/core/PriceOracleV3.sol`,
      BotListV3: `${core}/core/BotListV3.sol`,
      DefaultAccountFactoryV3: `${core}/core/DefaultAccountFactoryV3.sol`,
      AliasedLossPolicyV3: `${core}/core/AliasedLossPolicyV3.sol`,
    },
  },
  {
    name: 'Balancer vault',
    compiler: 'solc-0.7',
    // As deployed on Ethereum: with more runs it outgrows the size limit of a contract.
    optimizerRuns: 400,
    contracts: { Vault: '@balancer-labs/v2-vault/contracts/Vault.sol' },
  },
  {
    name: 'Practice contracts',
    compiler: 'solc-0.8',
    optimizerRuns: 1000,
    contracts: {
      PracticeRegistry: 'devnet/contracts/practice-registry.sol',
      SettablePriceFeed: 'devnet/contracts/practice-price-feeds.sol',
      EqualWeightsPoolPriceFeed: 'devnet/contracts/practice-price-feeds.sol',
      VaultSharePriceFeed: 'devnet/contracts/practice-price-feeds.sol',
      StakedEtherStandIn: 'devnet/contracts/staked-tokens.sol',
      RatePriceFeed: 'devnet/contracts/staked-tokens.sol',
      PracticeToken: 'devnet/contracts/practice-tokens.sol',
      ApproveFromZeroToken: 'devnet/contracts/practice-tokens.sol',
      SavingsVault: 'devnet/contracts/savings-vault.sol',
    },
  },
]

/** Packages that ship bytecode: contract name → JSON file. */
const shipped: Readonly<Record<string, string>> = {
  WETH9: 'canonical-weth/build/contracts/WETH9.json',
  UniswapV2Factory: '@uniswap/v2-core/build/UniswapV2Factory.json',
  UniswapV2Pair: '@uniswap/v2-core/build/UniswapV2Pair.json',
  UniswapV2Router02: '@uniswap/v2-periphery/build/UniswapV2Router02.json',
  StakingRewards: '@uniswap/liquidity-staker/build/StakingRewards.json',
  ...uniswapV3Shipped,
  ...safeShipped,
  ...sparkShipped,
}

/** Everything that the practice chain deploys or calls, compiled or from the cache. */
export async function loadContracts(options: CompileOptions = {}): Promise<Artifacts> {
  return { ...(await compile(units, options)), ...readShipped() }
}

type Shipped = {
  readonly abi: Abi
  readonly bytecode: string
  readonly linkReferences?: LinkReferences
}

function readShipped(): Artifacts {
  const require = createRequire(import.meta.url)
  return Object.fromEntries(
    Object.entries(shipped).map(([name, file]): [string, Artifact] => {
      const { abi, bytecode, linkReferences }: Shipped = require(file)
      const hex: Hex = bytecode.startsWith('0x') ? (bytecode as Hex) : `0x${bytecode}`
      return [name, { abi, bytecode: hex, deployedBytecode: '0x', links: linkReferences }]
    }),
  )
}
