import {
  type Address,
  formatUnits,
  isAddress,
  isAddressEqual,
  numberToHex,
  parseEther,
  parseUnits,
} from 'viem'
import { liquidateUnhealthyHolders } from './aave/liquidate'
import { owner } from './accounts'
import { arbitrage } from './arbitrage'
import { renewRewards } from './deploy-staking'
import { type FeedToken, handOut } from './farm-tokens'
import type { RpcMethods } from './front'
import { type Liquidation, liquidateUnhealthyAccounts } from './liquidations'
import { createQueue } from './queue'
import { RpcFailure } from './rpc'
import type { Scenario } from './scenario'
import type { Transactor } from './transactor'
import { arbitrageUniswapV3 } from './uniswap-v3/arbitrage'

export type PricedAsset = {
  readonly address: Address
  readonly symbol: string
  readonly decimals: number
  /** USD, a decimal string. */
  readonly price: string
}

/** In whole tokens. */
const gift = {
  WETH: '50',
  USDC: '100000',
  USDT: '10000',
  SYND: '10000',
  wstETH: '20',
  weETH: '20',
  WBTC: '1',
  cbBTC: '1',
  LONE: '10000',
} as const
const giftSymbols = Object.keys(gift) as (keyof typeof gift)[]
const giftEther = parseEther('100')

const daySeconds = 86_400
/** Steps short enough, and renewals early enough, that a reward period never ends on the way. */
const stepSeconds = 15 * daySeconds
const renewalHorizonSeconds = BigInt(30 * daySeconds)
const maxAdvanceSeconds = 3_660 * daySeconds
const maxPriceE8 = 10n ** 9n * 10n ** 8n

/** The practice controls as JSON-RPC methods. They run one after the other: each leaves the chain settled. */
export function createPracticeMethods(transactor: Transactor, scenario: Scenario): RpcMethods {
  const { tokens, lending } = scenario
  const { farmTokens, uniswapV3, aave, spark } = lending
  // What follows another's price by a rate of its own has none that could be set.
  const priced: readonly FeedToken[] = [
    tokens.WETH,
    tokens.USDC,
    tokens.USDT,
    tokens.SYND,
    tokens.FARM,
    farmTokens.WBTC,
    farmTokens.cbBTC,
    farmTokens.LONE,
  ]

  let turns: Promise<unknown> = Promise.resolve()
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const turn = turns.then(work)
    turns = turn.catch(() => {})
    return turn
  }

  const known: Readonly<Record<keyof typeof gift, FeedToken>> = { ...tokens, ...farmTokens }
  const gifts = giftSymbols.map((symbol) => known[symbol].address)

  async function describe(): Promise<{ assets: PricedAsset[]; gifts: readonly Address[] }> {
    const prices = await Promise.all(priced.map((token) => transactor.read<bigint>(token.feed, 'price')))
    const assets = priced.map(({ address, symbol, decimals }, index) => {
      const [whole, fraction = ''] = formatUnits(prices[index] ?? 0n, 8).split('.')
      return { address, symbol, decimals, price: `${whole}.${fraction.padEnd(8, '0')}` }
    })
    return { assets, gifts }
  }

  async function arbitrageAll(): Promise<void> {
    await arbitrage(transactor, scenario.exchanges)
    await arbitrageUniswapV3(createQueue(transactor), tokens, uniswapV3)
  }

  async function setPrice([asset, price, options]: readonly unknown[]): Promise<null> {
    const token = priced.find(({ address }) => isAddressEqual(address, readAddress(asset)))
    if (!token) throw new RpcFailure(-32_602, `${asset} is not an asset whose price can be set`)
    await transactor.send(owner, token.feed, 'setPrice', [readPriceE8(price)])
    if (!isFeedOnly(options)) await arbitrageAll()
    return null
  }

  async function advanceTime([seconds]: readonly unknown[]): Promise<number> {
    let left = readSeconds(seconds)
    let now = await readNow(transactor)
    while (left > 0) {
      const step = Math.min(left, stepSeconds)
      await transactor.rpc('evm_increaseTime', [step])
      await transactor.rpc('evm_mine')
      now = await readNow(transactor)
      await renewRewards(transactor, tokens, scenario.staking, now, renewalHorizonSeconds)
      left -= step
    }
    // What staked ether is worth has grown.
    await arbitrageUniswapV3(createQueue(transactor), tokens, uniswapV3)
    return Number(await readNow(transactor))
  }

  async function fund([account]: readonly unknown[]): Promise<null> {
    const to = readAddress(account)
    const ether = BigInt(await transactor.rpc<string>('eth_getBalance', [to, 'latest']))
    await transactor.rpc('anvil_setBalance', [to, numberToHex(ether + giftEther)])
    const queue = createQueue(transactor)
    for (const symbol of giftSymbols) {
      const token = known[symbol]
      await handOut(queue, tokens, token, to, parseUnits(gift[symbol], token.decimals))
    }
    await queue.flush()
    return null
  }

  async function liquidate(): Promise<readonly Liquidation[]> {
    const queue = createQueue(transactor)
    return [
      ...(await liquidateUnhealthyAccounts(transactor, scenario.markets)),
      ...(await liquidateUnhealthyHolders(queue, tokens, aave)),
      ...(await liquidateUnhealthyHolders(queue, tokens, spark)),
    ]
  }

  return {
    furrow_practice: () => describe(),
    furrow_setPrice: (params) => inTurn(() => setPrice(params)),
    furrow_advanceTime: (params) => inTurn(() => advanceTime(params)),
    furrow_fund: (params) => inTurn(() => fund(params)),
    furrow_liquidate: () => inTurn(liquidate),
  }
}

async function readNow(transactor: Transactor): Promise<bigint> {
  const block = await transactor.rpc<{ timestamp: string }>('eth_getBlockByNumber', ['latest', false])
  return BigInt(block.timestamp)
}

function readAddress(value: unknown): Address {
  if (typeof value === 'string' && isAddress(value, { strict: false })) return value
  throw new RpcFailure(-32_602, `${value} is not an address`)
}

function readPriceE8(value: unknown): bigint {
  if (typeof value === 'string' && /^\d{1,12}(\.\d{1,8})?$/.test(value)) {
    const price = parseUnits(value, 8)
    if (price > 0n && price <= maxPriceE8) return price
  }
  throw new RpcFailure(
    -32_602,
    `${value} is not a price: write US dollars as a decimal string, like "1800.5", with at most 8 decimals`,
  )
}

function readSeconds(value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= maxAdvanceSeconds) {
    return value
  }
  throw new RpcFailure(-32_602, `${value} is not a number of seconds from 1 to ${maxAdvanceSeconds}`)
}

function isFeedOnly(options: unknown): boolean {
  return typeof options === 'object' && options !== null && 'feedOnly' in options && options.feedOnly === true
}
