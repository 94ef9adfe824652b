import type { Address } from 'viem'
import { owner } from '../accounts'
import type { Tokens } from '../deploy-tokens'
import { handOut } from '../farm-tokens'
import type { Queue } from '../queue'
import { readPrices } from '../uniswap-v3/deploy'
import type { AaveMarket } from './deploy-aave'

const yearSeconds = 365n * 86_400n
const programSeconds = 10n * yearSeconds

/** What suppliers of staked ether and of dollars, and borrowers of dollars, are paid a year on top, in the platform token. */
const programs = [
  { symbol: 'wstETH', side: 'supply', aprBps: 150n },
  { symbol: 'USDC', side: 'supply', aprBps: 100n },
  { symbol: 'USDT', side: 'debt', aprBps: 80n },
] as const

/** Incentives through Aave's own controller, for ten years, out of a stock that the owner holds. */
export async function startIncentives(
  queue: Queue,
  tokens: Tokens,
  { pool, rewards, emissionManager, plan }: AaveMarket,
): Promise<void> {
  const { deploy, send, read } = queue
  const strategy = await deploy(owner, 'PullRewardsTransferStrategy', [rewards.address, owner, owner])
  await send(owner, emissionManager, 'setEmissionAdmin', [tokens.FARM.address, owner])
  const now = await readNow(queue)
  const prices = await readPrices(queue, [...plan.reserves.map(({ token }) => token), tokens.FARM])
  const configs: object[] = []
  let stock = 0n
  for (const { symbol, side, aprBps } of programs) {
    const reserve = plan.reserves.find(({ token }) => token.symbol === symbol)
    if (!reserve) throw new Error(`No ${symbol} among the reserves`)
    const { token } = reserve
    const getter = side === 'supply' ? 'getReserveAToken' : 'getReserveVariableDebtToken'
    const asset = await read<Address>(pool, getter, [token.address])
    const supply = await read<bigint>(queue.contractAt('ATokenInstance', asset), 'totalSupply')
    const worthE8 = (supply * prices(token)) / 10n ** BigInt(token.decimals)
    const yearly = (worthE8 * aprBps * 10n ** 18n) / 10_000n / prices(tokens.FARM)
    stock += (yearly / yearSeconds) * programSeconds
    configs.push({
      emissionPerSecond: yearly / yearSeconds,
      totalSupply: 0n,
      distributionEnd: Number(now + programSeconds),
      asset,
      reward: tokens.FARM.address,
      transferStrategy: strategy.address,
      rewardOracle: tokens.FARM.feed.address,
    })
  }
  await handOut(queue, tokens, tokens.FARM, owner, stock)
  await send(owner, tokens.FARM, 'approve', [strategy.address, stock])
  await send(owner, emissionManager, 'configureAssets', [configs])
}

async function readNow(queue: Queue): Promise<bigint> {
  const block = await queue.rpc<{ timestamp: string }>('eth_getBlockByNumber', ['latest', false])
  return BigInt(block.timestamp)
}
