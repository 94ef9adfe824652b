import { type Address, type Hex, parseEther, parseUnits } from 'viem'
import { owner } from './accounts'
import type { Tokens } from './deploy-tokens'
import type { Queue } from './queue'
import type { Contract } from './transactor'

/** A token with a feed: its own, or one that follows from another's. */
export type FeedToken = Contract & {
  readonly symbol: string
  readonly decimals: number
  readonly feed: Contract
}

/** What Aave and Spark list beside the tokens of Gearbox. */
export type FarmTokens = {
  readonly wstETH: FeedToken
  readonly weETH: FeedToken
  readonly WBTC: FeedToken
  readonly cbBTC: FeedToken
  /** A dollar that may only be borrowed by itself. */
  readonly LONE: FeedToken
  /** What a market no longer takes, and what it has stopped. */
  readonly FORMER: FeedToken
  readonly HALTED: FeedToken
}

/** Lido's and ether.fi's tokens, with the rates and growth that they have had. */
const stakedPlans = {
  wstETH: { name: 'Wrapped staked Ether (stand-in)', rate: parseEther('1.2'), growthBps: 300n },
  weETH: { name: 'Wrapped restaked Ether (stand-in)', rate: parseEther('1.05'), growthBps: 320n },
} as const

const plainPlans = {
  WBTC: { name: 'Wrapped Bitcoin (stand-in)', decimals: 8, priceUsd: '60000' },
  cbBTC: { name: 'Custodied Bitcoin (stand-in)', decimals: 8, priceUsd: '60000' },
  LONE: { name: 'Lone Dollar', decimals: 18, priceUsd: '1' },
  FORMER: { name: 'Former Token', decimals: 18, priceUsd: '5' },
  HALTED: { name: 'Halted Token', decimals: 18, priceUsd: '8' },
} as const

export async function deployFarmTokens(queue: Queue, tokens: Tokens): Promise<FarmTokens> {
  return {
    wstETH: await deployStaked(queue, tokens, 'wstETH'),
    weETH: await deployStaked(queue, tokens, 'weETH'),
    WBTC: await deployPlain(queue, 'WBTC'),
    cbBTC: await deployPlain(queue, 'cbBTC'),
    LONE: await deployPlain(queue, 'LONE'),
    FORMER: await deployPlain(queue, 'FORMER'),
    HALTED: await deployPlain(queue, 'HALTED'),
  }
}

/** Moves wrapped ether, mints what can be minted, and deposits for what is a vault's share: `amount` arrives, or a little more. */
export async function handOut(
  queue: Queue,
  tokens: Tokens,
  token: Contract,
  to: Address,
  amount: bigint,
): Promise<void> {
  if (token.address === tokens.WETH.address) {
    await queue.send(owner, token, 'transfer', [to, amount])
  } else if (token.address === tokens.savings.address) {
    // Its price rises from block to block.
    const assets = ((await queue.read<bigint>(token, 'previewMint', [amount])) * 10_001n) / 10_000n
    await queue.send(owner, tokens.SYND, 'mint', [owner, assets])
    await queue.send(owner, tokens.SYND, 'approve', [token.address, assets])
    await queue.send(owner, token, 'mint', [amount, to])
  } else await queue.send(owner, token, 'mint', [to, amount])
}

async function deployStaked(
  queue: Queue,
  tokens: Tokens,
  symbol: keyof typeof stakedPlans,
): Promise<FeedToken> {
  const { name, rate, growthBps } = stakedPlans[symbol]
  const token = await queue.deploy(owner, 'StakedEtherStandIn', [name, symbol, rate, growthBps])
  const feed = await queue.deploy(owner, 'RatePriceFeed', [token.address, tokens.WETH.feed.address])
  return { ...token, symbol, decimals: 18, feed }
}

async function deployPlain(queue: Queue, symbol: keyof typeof plainPlans): Promise<FeedToken> {
  const { name, decimals, priceUsd } = plainPlans[symbol]
  const token = await queue.deploy(owner, 'PracticeToken', [name, symbol, decimals])
  const price = parseUnits(priceUsd, 8)
  const feed = await queue.deploy(owner, 'SettablePriceFeed', [`${symbol} / USD`, price])
  return { ...token, symbol, decimals, feed }
}

/** Pays the savings vault as much more as it has grown in `bring`, until the same day: its savers go on earning what they did. */
export async function keepSavingsYield(
  queue: Queue,
  tokens: Tokens,
  bring: () => Promise<void>,
): Promise<void> {
  const { savings, SYND } = tokens
  const read = (name: string) => queue.read<bigint>(savings, name)
  const before = await read('totalAssets')
  await bring()
  const [after, unvested, end] = [
    await read('totalAssets'),
    await read('unvestedAmount'),
    await read('vestingEnd'),
  ]
  const added = (unvested * (after - before)) / before
  await queue.send(owner, SYND, 'mint', [owner, added])
  await queue.send(owner, SYND, 'approve', [savings.address, added])
  const { timestamp } = await queue.rpc<{ timestamp: Hex }>('eth_getBlockByNumber', ['latest', false])
  await queue.send(owner, savings, 'addYield', [added, end - BigInt(timestamp)])
}
