import {
  type Chain,
  type Client,
  concatHex,
  createClient,
  custom,
  decodeFunctionData,
  type Hex,
  numberToHex,
  padHex,
  toEventSelector,
  zeroAddress,
} from 'viem'
import type { Address } from '../../../domain/asset'
import { isOfArbSys, packAnswer, packWord, parseCalls } from '../../batch/testing/batch-wire'
import { structureAbi, structureCode } from '../read/lens.generated'
import type { StructureMarket, StructureToken } from '../read/structure-page'
import { encodePage } from './encode-page'
import { KNOWN_CALLS } from './known-calls'

/** One RPC request as it went over the wire: characters up, characters down, and the gas that it would take. */
export type LargeRequest = {
  readonly method: string
  readonly up: number
  readonly down: number
  readonly gas: number
  /** The block that is asked; empty for what is asked of several. */
  readonly block: string
  /** Feeds whose price it asks for. */
  readonly feeds: readonly string[]
}

type LogFilter = { readonly topics: readonly (string | null)[]; readonly fromBlock: Hex | 'earliest' }

type Size = { readonly markets: number; readonly tokensPerMarket: number; readonly tokens: number }

type LargeChain = Size & {
  readonly accounts: number
  readonly owner: Address
  /** Whose blocks are not those that the EVM tells; none, where left out. */
  readonly onTop?: Chain
}

/** What was measured on the practice chain, per token of a market, and rounded up: see `devnet/reads.devnet.test.ts`. */
const STRUCTURE_GAS_PER_TOKEN = 40_000
/** The same, per call of a batch; a feed's there is a plain one, and what shares' feeds take lies far above it. */
const GAS_OF_CALL = 4_000
const GAS: Readonly<Record<string, number>> = {
  'latestRoundData()': 40_000,
  'calcDebtAndCollateral(address,uint8)': 250_000,
}

const addressOf = (kind: number, n: number): Address =>
  `0x${kind.toString(16).padStart(4, '0')}${(n + 1).toString(16).padStart(36, '0')}`
const [MANAGER, TOKEN, FEED, PART, ACCOUNT, STRANGER] = [1, 2, 3, 4, 5, 6]
/** What ArbSys says, and the EVM, where the chain lies upon another. */
const [BLOCK, BLOCK_BENEATH] = [7n, 3n]
/** For whatever answers with one word or several. */
const PLENTY = Array.from({ length: 16 }, () => 10n ** 18n)
const OPENING = toEventSelector('OpenCreditAccount(address,address,address,uint256)')

/**
 * A double of a chain's answers, not a chain: the practice chain is too small for as many markets as this stands for, and would
 * take hours to be made larger. Markets share tokens, and tokens their feeds. `accounts` strangers have an account each, and
 * `owner` has one in the first market.
 */
export function createLargeChain(chain: LargeChain) {
  const requests: LargeRequest[] = []
  let block = BLOCK
  const all = Array.from({ length: chain.markets }, (_, index) => marketOf(chain, index))
  const note = (request: LargeRequest) => void requests.push(request)
  const ownAccount = addressOf(ACCOUNT, 0)
  const blockNumber = (isAsked: boolean) => (chain.onTop && !isAsked ? BLOCK_BENEATH : block)

  function loadStructure(data: Hex): { answer: Hex; gas: number } {
    const { args } = decodeFunctionData({ abi: structureAbi, data })
    const [, first, known, gasLimit, isOfArbSys] = args
    const described = new Set(known.map((token) => token.toLowerCase()))
    const markets: StructureMarket[] = []
    const tokens: Address[] = []
    let gas = 0
    for (let index = Number(first); index < chain.markets && gas <= Number(gasLimit); index++) {
      const market = all[index]
      if (!market) break
      markets.push(market)
      for (const token of market.tokens.filter((token) => !described.has(token))) {
        described.add(token)
        tokens.push(token)
      }
      gas += STRUCTURE_GAS_PER_TOKEN * market.tokens.length
    }
    const answer = encodePage({
      blockNumber: blockNumber(isOfArbSys),
      count: BigInt(chain.markets),
      next: first + BigInt(markets.length),
      markets,
      tokens: tokens.map((token) => ({ ...DESCRIBED, token, symbol: `T${BigInt(token) & 0xffffn}` })),
      brokenConfigurators: [],
    })
    return { answer, gas }
  }

  function runBatch(data: Hex): { answer: Hex; gas: number; feeds: readonly string[] } {
    const feeds: string[] = []
    let gas = 100_000
    const answers = parseCalls(data, KNOWN_CALLS).map(({ target, signature, args, isHashed }) => {
      if (signature === 'latestRoundData()') feeds.push(target)
      gas += GAS[signature] ?? GAS_OF_CALL
      return isHashed ? [0n] : answerOf(target, signature, args)
    })
    const answer = concatHex([
      packWord(blockNumber(isOfArbSys(data))),
      packWord(84n),
      ...answers.map(packAnswer),
    ])
    return { answer, gas, feeds }
  }

  function answerOf(target: Address, signature: string, args: readonly Hex[]): readonly bigint[] {
    const index = Number(BigInt(target) & 0xffffffffn) - 1
    const market = all[target.startsWith('0x0001') ? index : Math.floor(index / 10)] ?? NOWHERE
    const [token = '0x0'] = args
    const words: Readonly<Record<string, () => readonly bigint[]>> = {
      'creditFacade()': () => [BigInt(market.creditFacade)],
      'creditConfigurator()': () => [BigInt(market.configurator)],
      'priceOracle()': () => [BigInt(market.oracle)],
      'poolQuotaKeeper()': () => [BigInt(market.quotaKeeper)],
      'collateralTokensCount()': () => [BigInt(market.tokens.length)],
      'degenNFT()': () => [0n],
      'expirable()': () => [0n],
      'paused()': () => [0n],
      'forbiddenTokenMask()': () => [0n],
      'priceFeedParams(address)': () => [feedOf(token), 86_400n, 0n, 8n],
      'reservePriceFeedParams(address)': () => [feedOf(token), 86_400n, 0n, 8n],
      'latestRoundData()': () => [1n, 10n ** 8n, 80n, 80n, 1n],
      'collateralTokenByMask(uint256)': () => [BigInt(market.tokens[indexOf(token)] ?? 0), 9_000n],
      'getReserves()': () => [10n ** 24n, 10n ** 24n, 80n],
      // an account of the first market, and of nobody's in any other
      'creditAccountInfo(address)': () => [0n, 0n, 0n, 0n, 0n, 0n, 0n, BigInt(chain.owner)],
    }
    return words[signature]?.() ?? PLENTY
  }

  /** Everybody's openings by their topics, of which a node gives those that are asked for. */
  const openings = Array.from({ length: chain.accounts + 1 }, (_, i) => ({
    topics: [
      OPENING,
      padHex(i === 0 ? ownAccount : addressOf(ACCOUNT, i)),
      padHex(i === 0 ? chain.owner : addressOf(STRANGER, i)),
    ],
    address: all[i % all.length]?.creditFacade,
    blockNumber: '0x1',
  }))
  const findLogs = ({ topics: wanted, fromBlock }: LogFilter) =>
    openings.filter(
      ({ topics, blockNumber }) =>
        (fromBlock === 'earliest' || BigInt(fromBlock) <= BigInt(blockNumber)) &&
        topics.every((topic, i) => topic === (wanted[i] ?? topic)),
    )

  const request = async ({ method, params }: { method: string; params?: unknown }) => {
    const up = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }).length
    const done = <T>(answer: T, at = '', gas = 0, feeds: readonly string[] = []): T => {
      note({ method, up, down: JSON.stringify(answer).length, gas, block: at, feeds })
      return answer
    }
    if (method === 'eth_chainId') return done(numberToHex(chain.onTop?.id ?? 31337))
    if (method === 'eth_getLogs') {
      const [filter] = params as [LogFilter]
      return done(findLogs(filter))
    }
    const [{ data }, at, overrides] = params as [{ data: Hex }, string, Record<string, { code: Hex }>]
    const isStructure = Object.values(overrides).some(({ code }) => code === structureCode)
    if (isStructure) {
      const { answer, gas } = loadStructure(data)
      return done(answer, at, gas)
    }
    const { answer, gas, feeds } = runBatch(data)
    return done(answer, at, gas, feeds)
  }
  const client: Client = createClient({
    chain: chain.onTop,
    transport: custom({ request }, { retryCount: 0 }),
  })
  const advance = (blocks: bigint) => {
    block += blocks
  }
  return { client, requests, ownAccount, advance }
}

/** Of a token by its mask. */
const indexOf = (mask: Hex) => BigInt(mask).toString(2).length - 1

/** The feed of a token has its number. */
const feedOf = (token: Hex) => BigInt(addressOf(FEED, Number(BigInt(token) & 0xffffffffn) - 1))

const DESCRIBED: Omit<StructureToken, 'token'> = {
  isReadable: true,
  name: 'Token',
  decimals: 18,
  isPhantom: false,
  symbol: '',
}

const NOWHERE = marketOf({ markets: 1, tokensPerMarket: 1, tokens: 1 }, 0)

function marketOf({ tokensPerMarket, tokens: count }: Size, index: number): StructureMarket {
  const numbers = Array.from({ length: tokensPerMarket }, (_, i) => (index + i * 7) % count)
  const part = (n: number) => addressOf(PART, index * 10 + n)
  const tokens = numbers.map((n) => addressOf(TOKEN, n))
  const [first = zeroAddress, ...others] = tokens
  return {
    creditManager: addressOf(MANAGER, index),
    failed: padHex('0x00'),
    name: `Market ${index}`,
    creditFacade: part(0),
    configurator: part(1),
    pool: part(2),
    poolName: `Pool ${index}`,
    quotaKeeper: part(3),
    oracle: part(4),
    underlying: first,
    degenNFT: zeroAddress,
    isExpirable: false,
    adaptersHash: 0n,
    tokens,
    feeds: numbers.map((n) => addressOf(FEED, n)),
    reserveFeeds: numbers.map((n) => addressOf(FEED, n)),
    uniswapPools: others.map((token1, i) => ({
      adapter: part(5),
      token0: first,
      token1,
      pair: part(6 + (i % 4)),
    })),
    balancerPools: [],
    listings: [],
    stakings: [],
    vaults: [],
    broken: [],
  }
}
