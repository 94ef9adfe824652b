import { type AaveMarket, deployAave } from './aave/deploy-aave'
import { deploySpark } from './aave/deploy-spark'
import { openInSafe } from './aave/in-safe'
import { type LendingMarket, stopReserves } from './aave/lending-market'
import { borrowAll, openPosition, supplyAll } from './aave/people'
import { planAave } from './aave/plan-aave'
import { planSpark } from './aave/plan-spark'
import { startIncentives } from './aave/rewards'
import { aaveDeployer, sparkDeployer, uniswapV3Deployer } from './accounts'
import type { Tokens } from './deploy-tokens'
import { deployFarmTokens, type FarmTokens, keepSavingsYield } from './farm-tokens'
import { createQueue, type Queue } from './queue'
import { deploySafe } from './safe/deploy'
import type { Transactor } from './transactor'
import { deployUniswapV3, type UniswapV3 } from './uniswap-v3/deploy'

/** What people farm with from their own account or Safe: two pools of Aave's code line, and where they trade. */
export type LendingWorld = {
  readonly farmTokens: FarmTokens
  readonly uniswapV3: UniswapV3
  readonly aave: AaveMarket
  readonly spark: LendingMarket
}

export async function deployLendingWorld(transactor: Transactor, tokens: Tokens): Promise<LendingWorld> {
  const queue = createQueue(transactor)
  for (const deployer of [uniswapV3Deployer, aaveDeployer, sparkDeployer]) await queue.impersonate(deployer)
  await deploySafe(queue)
  const farmTokens = await deployFarmTokens(queue, tokens)
  const uniswapV3 = await deployUniswapV3(queue, tokens, farmTokens)
  const aave = await deployAave(queue, planAave(tokens, farmTokens))
  const spark = await deploySpark(queue, planSpark(tokens, farmTokens), aave.rewards)
  await keepSavingsYield(queue, tokens, async () => {
    await supplyAll(queue, tokens, aave)
    await supplyAll(queue, tokens, spark)
  })
  await borrowAll(queue, tokens, 'aave', aave)
  await borrowAll(queue, tokens, 'spark', spark)
  await openPositions(queue, tokens, { aave, spark })
  await openKeeper(queue, tokens, { aave, spark, uniswapV3 })
  await stopReserves(queue, aave)
  await startIncentives(queue, tokens, aave)
  await queue.flush()
  return { farmTokens, uniswapV3, aave, spark }
}

/** Safe ones, several debts at once, and two that a small fall would end. */
async function openPositions(
  queue: Queue,
  tokens: Tokens,
  { aave, spark }: Pick<LendingWorld, 'aave' | 'spark'>,
): Promise<void> {
  const open = openPosition.bind(null, queue, tokens)
  await open(aave, {
    who: 'aave staker',
    eMode: 1,
    supplies: { wstETH: '500' },
    debts: { WETH: '500' },
  })
  await open(aave, {
    who: 'aave several',
    eMode: 0,
    supplies: { WETH: '300', WBTC: '4', USDC: '50000' },
    debts: { USDC: '200000', WBTC: '1', USDT: '10000' },
  })
  await open(aave, { who: 'aave brink', eMode: 0, supplies: { WETH: '100' }, debts: { USDC: '160000' } })
  await open(aave, { who: 'aave isolated', eMode: 0, supplies: { FARM: '100000' }, debts: { USDC: '80000' } })
  await open(aave, { who: 'aave lone', eMode: 0, supplies: { WETH: '50' }, debts: { LONE: '40000' } })
  await open(spark, {
    who: 'spark staker',
    eMode: 1,
    supplies: { wstETH: '200' },
    debts: { WETH: '200' },
  })
  await open(spark, { who: 'spark brink', eMode: 0, supplies: { WETH: '100' }, debts: { SYND: '163000' } })
}

/** Somebody who has positions in the account itself and in Safes, on both. */
async function openKeeper(
  queue: Queue,
  tokens: Tokens,
  { aave, spark, uniswapV3 }: Pick<LendingWorld, 'aave' | 'spark' | 'uniswapV3'>,
): Promise<void> {
  const who = 'keeper'
  const long = { who, eMode: 0, supplies: { WETH: '30' }, debts: { USDC: '24000' } }
  const staked = { who, eMode: 1, supplies: { wstETH: '40' }, debts: { WETH: '36' } }
  const short = { who, eMode: 0, supplies: { USDC: '60000' }, debts: { WETH: '12' } }
  await openPosition(queue, tokens, aave, long)
  await openInSafe(queue, tokens, aave, uniswapV3.router, { ...staked, index: 0 })
  await openInSafe(queue, tokens, aave, uniswapV3.router, { ...short, index: 1 })
  await openPosition(queue, tokens, spark, { ...long, debts: { SYND: '20000' } })
  await openInSafe(queue, tokens, spark, uniswapV3.router, { ...staked, index: 2 })
}
