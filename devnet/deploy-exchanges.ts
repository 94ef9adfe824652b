import { type Address, encodeAbiParameters, type Hex, parseEther, parseUnits, zeroAddress } from 'viem'
import { owner } from './accounts'
import { giveTokens, type PricedSymbol, type PricedToken, type Tokens } from './deploy-tokens'
import type { Contract, Transactor } from './transactor'

export type UniswapPair = Contract & { readonly tokens: readonly [PricedToken, PricedToken] }

export type BalancerPool = Contract & {
  readonly poolId: Hex
  readonly swapFeeWad: bigint
  /** In the vault's order, by address. */
  readonly tokens: readonly [PricedToken, PricedToken]
  /** Fair value of a pool share. */
  readonly feed: Contract
}

export type Exchanges = {
  readonly uniswapRouter: Contract
  readonly uniswapPairs: readonly UniswapPair[]
  readonly balancerVault: Contract
  readonly balancerPool: BalancerPool
}

/** Each side in whole tokens; both sides are worth the same at the feeds' first prices. */
const pairPlans: readonly {
  readonly symbols: readonly [PricedSymbol, PricedSymbol]
  readonly liquidity: readonly [string, string]
}[] = [
  { symbols: ['WETH', 'USDC'], liquidity: ['20000', '40000000'] },
  { symbols: ['SYND', 'USDC'], liquidity: ['60000000', '60000000'] },
  { symbols: ['USDT', 'USDC'], liquidity: ['30000000', '30000000'] },
  { symbols: ['FARM', 'USDC'], liquidity: ['10000000', '20000000'] },
]

const balancerPlan = { weth: '20000', usdc: '40000000', swapFeeWad: parseEther('0.002') }

export async function deployExchanges(transactor: Transactor, tokens: Tokens): Promise<Exchanges> {
  const factory = await transactor.deploy(owner, 'UniswapV2Factory', [owner])
  const uniswapRouter = await transactor.deploy(owner, 'UniswapV2Router02', [
    factory.address,
    tokens.WETH.address,
  ])
  const uniswapPairs: UniswapPair[] = []
  for (const { symbols, liquidity } of pairPlans) {
    const pairTokens = [tokens[symbols[0]], tokens[symbols[1]]] as const
    await transactor.send(
      owner,
      factory,
      'createPair',
      pairTokens.map((token) => token.address),
    )
    const address = await transactor.read<Address>(
      factory,
      'getPair',
      pairTokens.map((token) => token.address),
    )
    const pair = transactor.contractAt('UniswapV2Pair', address)
    for (const [index, token] of pairTokens.entries()) {
      await giveTokens(transactor, token, address, parseUnits(liquidity[index] ?? '0', token.decimals))
    }
    await transactor.send(owner, pair, 'mint', [owner])
    uniswapPairs.push({ ...pair, tokens: pairTokens })
  }
  return { uniswapRouter, uniswapPairs, ...(await deployBalancer(transactor, tokens)) }
}

async function deployBalancer(
  transactor: Transactor,
  tokens: Tokens,
): Promise<Pick<Exchanges, 'balancerVault' | 'balancerPool'>> {
  // No pause window; the authoriser is asked only by functions that nobody calls here.
  const vault = await transactor.deploy(owner, 'Vault', [owner, tokens.WETH.address, 0, 0])
  const factory = await transactor.deploy(owner, 'WeightedPoolFactory', [vault.address])
  const sides: [Side, Side] = [
    { token: tokens.WETH, amount: parseUnits(balancerPlan.weth, tokens.WETH.decimals) },
    { token: tokens.USDC, amount: parseUnits(balancerPlan.usdc, tokens.USDC.decimals) },
  ]
  if (BigInt(sides[0].token.address) > BigInt(sides[1].token.address)) sides.reverse()
  const addresses = sides.map((side) => side.token.address)
  const { logs } = await transactor.send(owner, factory, 'create', [
    'Balancer 50 WETH 50 USDC',
    'B-50WETH-50USDC',
    addresses,
    [parseEther('0.5'), parseEther('0.5')],
    [zeroAddress, zeroAddress],
    balancerPlan.swapFeeWad,
    owner,
  ])
  const poolTopic = logs.at(-1)?.topics[1]
  if (!poolTopic) throw new Error('The weighted pool factory announced no pool')
  const pool = transactor.contractAt('WeightedPool', `0x${poolTopic.slice(26)}`)
  const poolId = await transactor.read<Hex>(pool, 'getPoolId')
  const amounts = sides.map((side) => side.amount)
  for (const { token, amount } of sides) {
    await giveTokens(transactor, token, owner, amount)
    await transactor.send(owner, token, 'approve', [vault.address, amount])
  }
  await transactor.send(owner, vault, 'joinPool', [
    poolId,
    owner,
    owner,
    {
      assets: addresses,
      maxAmountsIn: amounts,
      userData: encodeAbiParameters([{ type: 'uint256' }, { type: 'uint256[]' }], [joinKindInit, amounts]),
      fromInternalBalance: false,
    },
  ])
  const feed = await transactor.deploy(owner, 'EqualWeightsPoolPriceFeed', [
    pool.address,
    sides[0].token.feed.address,
    sides[1].token.feed.address,
  ])
  return {
    balancerVault: vault,
    balancerPool: {
      ...pool,
      poolId,
      swapFeeWad: balancerPlan.swapFeeWad,
      tokens: [sides[0].token, sides[1].token],
      feed,
    },
  }
}

type Side = { readonly token: PricedToken; readonly amount: bigint }

const joinKindInit = 0n
