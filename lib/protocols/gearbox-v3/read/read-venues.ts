import { type Address, isSameAddress } from '../../../domain/asset'
import { type Answers, addressOf } from '../../batch/answers'
import type { Batch } from '../../batch/batch'
import { messageOf } from '../../batch/reason'
import type { RawBalancerPool, RawMarket, RawStaking, RawToken, RawUniswapPool, RawVault } from './raw'
import type { StructureMarket } from './structure'

type Venues = Pick<RawMarket, 'uniswapPools' | 'balancerPools' | 'stakings' | 'vaults'>

/** By token, in lower case: why nothing can be said of it. */
export type Shut = ReadonlyMap<string, string>

/** A venue with the tokens that it takes, of which it is nothing without any. */
type Reading<Venue> = { readonly venue: Venue; readonly tokens: readonly Address[] }
type VenueRead<Venue> = {
  readonly address: Address
  /** The token that it gives out, which nobody but the venue can tell of. */
  readonly share: Address | null
  readonly read: (answers: Answers) => Reading<Venue>
}

/** So many of a share's smallest units that small steps of its worth show in assets of few decimals too. */
export const SHARES = 10n ** 27n

/**
 * Where a market's collateral can be traded, staked or deposited. What cannot be read, or deals in a token that cannot, is
 * left out; `shut` has the tokens that cannot, those that such a venue gives out among them.
 */
export function readVenues(batch: Batch, market: StructureMarket) {
  const uniswap = market.uniswapPools.map((pool) => readUniswap(batch, pool))
  const balancer = market.balancerPools.map((pool) => readBalancer(batch, pool))
  const stakings = market.stakings.map((staking) => readStaking(batch, staking))
  const vaults = market.vaults.map((vault) => readVault(batch, vault))

  return (answers: Answers, tokens: readonly RawToken[]) => {
    const all = [uniswap, balancer, stakings, vaults].flatMap((reads) =>
      reads.map((read) => ({ ...read, result: attempt<unknown>(read, answers) })),
    )
    const nameOf = (address: Address) =>
      tokens.find(({ token }) => isSameAddress(token, address))?.symbol || address
    const shutWithShares = shutShares(all, findUnreadable(market, tokens, all), nameOf)
    const shut = new Map([...shutWithShares, ...findUnpaid(market, tokens, shutWithShares)])
    const collect = <Venue>(reads: readonly VenueRead<Venue>[]): readonly Venue[] =>
      reads.flatMap((read) => {
        const result = attempt(read, answers)
        return 'venue' in result && !findShut(result.tokens, shut) ? [result.venue] : []
      })
    const venues: Venues = {
      uniswapPools: collect(uniswap),
      balancerPools: collect(balancer),
      stakings: collect(stakings),
      vaults: collect(vaults),
    }
    const untold = market.broken.map((address) => ({ address, reason: UNTOLD }))
    // what gives out a token is told of by that
    const failed = all.flatMap(({ address, share, result }) =>
      'reason' in result && !tokens.some(({ token }) => share && isSameAddress(token, share))
        ? [{ address, reason: result.reason }]
        : [],
    )
    const unreadable = [...untold, ...failed].map((failure) => ({
      kind: 'venue' as const,
      name: failure.address,
      ...failure,
    }))
    return { ...venues, shut, unreadable }
  }
}

const UNTOLD = 'its adapter does not say what it leads to'

type Result<Venue> = Reading<Venue> | { readonly reason: string }

function attempt<Venue>({ read }: VenueRead<Venue>, answers: Answers): Result<Venue> {
  try {
    return read(answers)
  } catch (error) {
    return { reason: messageOf(error) }
  }
}

function findShut(tokens: readonly Address[], shut: Shut): Address | undefined {
  return tokens.find((token) => shut.has(token.toLowerCase()))
}

type Attempted = Pick<VenueRead<unknown>, 'share'> & { readonly result: Result<unknown> }

/**
 * Collaterals that do not tell of themselves; and where some adapter does not say what it leads to, those that no venue
 * deals in: they may be anything.
 */
function findUnreadable(
  { broken }: StructureMarket,
  tokens: readonly RawToken[],
  venues: readonly Attempted[],
) {
  const dealt = venues.flatMap(({ share, result }) => [share ?? [], 'tokens' in result ? result.tokens : []])
  const told = new Set(dealt.flat().map((token) => token.toLowerCase()))
  const reasonOf = ({ token, unreadable, liquidationThreshold }: RawToken, index: number) => {
    const isUntold = index > 0 && liquidationThreshold > 0 && !told.has(token.toLowerCase())
    return unreadable ?? (broken.length > 0 && isUntold ? UNTOLD : null)
  }
  return new Map(
    tokens.flatMap((token, index) => {
      const reason = reasonOf(token, index)
      return reason === null ? [] : [[token.token.toLowerCase(), reason] as const]
    }),
  )
}

/** With what venues give out that cannot be read, and what is made of that in turn. */
function shutShares(venues: readonly Attempted[], known: Shut, nameOf: (token: Address) => string): Shut {
  const found = venues.flatMap(({ share, result }) => {
    if (!share || known.has(share.toLowerCase())) return []
    if ('reason' in result) return [[share.toLowerCase(), result.reason] as const]
    const cause = findShut(result.tokens, known)
    return cause ? [[share.toLowerCase(), `it rests on ${nameOf(cause)}, which cannot be read`] as const] : []
  })
  return found.length === 0 ? known : shutShares(venues, new Map([...known, ...found]), nameOf)
}

/** Mere rewards of stakes that cannot be read, and of no other: nothing tells what else they would be. */
function findUnpaid({ stakings }: StructureMarket, tokens: readonly RawToken[], shut: Shut) {
  const isShut = ({ phantomToken }: { readonly phantomToken: Address }) =>
    shut.has(phantomToken.toLowerCase())
  return tokens.flatMap(({ token, liquidationThreshold }) => {
    const paying = stakings.filter(({ rewardsToken }) => isSameAddress(rewardsToken, token))
    return liquidationThreshold === 0 && paying.length > 0 && paying.every(isShut)
      ? [[token.toLowerCase(), 'what pays it cannot be read'] as const]
      : []
  })
}

function readUniswap(
  batch: Batch,
  { adapter, token0, token1, pair }: StructureMarket['uniswapPools'][number],
): VenueRead<RawUniswapPool> {
  const reserves = batch.call(pair, 'getReserves()')
  const read = ({ word }: Answers): Reading<RawUniswapPool> => {
    // a pair that was allowed and never made
    const reserve = (index: number) => (BigInt(pair) === 0n ? 0n : word(reserves, 'getReserves()', index))
    return {
      venue: { adapter, token0, token1, reserve0: reserve(0), reserve1: reserve(1) },
      tokens: [token0, token1],
    }
  }
  return { address: pair, share: null, read }
}

function readBalancer(
  batch: Batch,
  { adapter, vault, poolId, pool }: StructureMarket['balancerPools'][number],
): VenueRead<RawBalancerPool> {
  const status = batch.call(adapter, 'poolStatus(bytes32)', [poolId])
  const held = batch.call(vault, 'getPoolTokens(bytes32)', [poolId])
  const supply = batch.call(pool, 'totalSupply()')
  const fee = batch.call(pool, 'getSwapFeePercentage()')
  const weights = batch.call(pool, 'getNormalizedWeights()')
  const read = ({ word, number, list, attempt }: Answers): Reading<RawBalancerPool> => {
    const tokens = list(held, 'getPoolTokens(bytes32)').map(addressOf)
    const venue = {
      adapter,
      poolId,
      pool,
      status: number(status, 'poolStatus(bytes32)'),
      tokens,
      balances: list(held, 'getPoolTokens(bytes32)', 1),
      // stable pools have no weights: an empty list says that this is not a weighted pool
      weights: attempt(() => list(weights, 'getNormalizedWeights()')) ?? [],
      swapFee: word(fee, 'getSwapFeePercentage()'),
      supply: word(supply, 'totalSupply()'),
    }
    return { venue, tokens: [pool, ...tokens] }
  }
  return { address: pool, share: pool, read }
}

function readStaking(batch: Batch, staking: StructureMarket['stakings'][number]): VenueRead<RawStaking> {
  const rate = batch.call(staking.target, 'rewardRate()')
  const finish = batch.call(staking.target, 'periodFinish()')
  const supply = batch.call(staking.target, 'totalSupply()')
  const read = ({ word }: Answers): Reading<RawStaking> => ({
    venue: {
      ...staking,
      rewardRate: word(rate, 'rewardRate()'),
      periodFinish: word(finish, 'periodFinish()'),
      supply: word(supply, 'totalSupply()'),
    },
    tokens: [staking.stakingToken, staking.phantomToken],
  })
  return { address: staking.target, share: staking.phantomToken, read }
}

function readVault(batch: Batch, vault: StructureMarket['vaults'][number]): VenueRead<RawVault> {
  const worth = batch.call(vault.vault, 'convertToAssets(uint256)', [SHARES])
  const most = batch.call(vault.vault, 'maxDeposit(address)', [vault.adapter])
  const read = ({ word }: Answers): Reading<RawVault> => ({
    venue: {
      ...vault,
      assetsPerShare: word(worth, 'convertToAssets(uint256)'),
      maxDeposit: word(most, 'maxDeposit(address)'),
    },
    tokens: [vault.vault, vault.asset],
  })
  return { address: vault.vault, share: vault.vault, read }
}
