import { zeroAddress } from 'viem'
import type { Address } from '../../../domain/asset'
import { type Answers, UnreadableError } from '../../batch/answers'
import type { Batch, Read } from '../../batch/batch'
import { messageOf } from '../../batch/reason'
import { isDollar } from '../addresses'
import type { RawToken, RawUnreadable } from './raw'
import { type Price, readPrice } from './read-price'
import type { Structure, StructureMarket, StructureToken } from './structure'

/** A token as collateral of a market, or as much of it as can be said, and what cannot. */
export type TokenResult = {
  readonly token: RawToken
  readonly isChanged: boolean
  readonly unreadable: readonly Omit<RawUnreadable, 'market'>[]
}

export type TokenContext = {
  readonly timestamp: bigint
  readonly forbiddenMask: bigint
}

/**
 * What one token is worth and may do in a market. Feeds and balances are asked for once, however many markets share
 * them. `index` is the token's number in the market: number 0, the underlying, has no quota.
 */
export function readToken(
  batch: Batch,
  structure: Structure,
  market: StructureMarket,
  index: number,
  owner: Address | null,
): (answers: Answers, context: TokenContext) => TokenResult {
  const address = market.tokens[index] ?? market.underlying
  const described = structure.tokens.get(address.toLowerCase())
  const ofItself = {
    ...UNKNOWN,
    ...describe(address, described),
    isDollar: isDollar(structure.chainId, address),
  }
  const readIts = {
    price: readPrice(batch, {
      oracle: market.oracle,
      token: address,
      feed: market.feeds[index] ?? zeroAddress,
      reserve: market.reserveFeeds[index] ?? zeroAddress,
    }),
    limits: readLimits(batch, market, address, index),
    wallet: readWallet(batch, market, address, owner, described),
  }
  return (answers, { timestamp, forbiddenMask }) => {
    const price = readIts.price(answers, timestamp)
    const isForbidden = (forbiddenMask & (1n << BigInt(index))) !== 0n
    const token: RawToken = { ...ofItself, ...pricesOf(price), isForbidden }
    const name = token.symbol === '' ? address : token.symbol
    const { isChanged } = price
    try {
      if (!described?.isReadable) throw new UnreadableError('decimals() reverts')
      const readable = { ...token, ...readIts.limits(answers), ...readIts.wallet(answers) }
      const reason = price.reason
      return {
        token: readable,
        isChanged,
        unreadable: reason === null ? [] : [{ kind: 'price', name, address, reason }],
      }
    } catch (error) {
      const reason = messageOf(error)
      // nothing leads into it, and it counts for nothing
      const shut = { ...token, unreadable: reason, price: 0n, isForbidden: true }
      return { token: shut, isChanged, unreadable: [{ kind: 'token', name, address, reason }] }
    }
  }
}

const UNKNOWN = {
  unreadable: null,
  liquidationThreshold: 0,
  quotaRate: 0,
  quotaIncreaseFee: 0,
  quotaTotal: 0n,
  quotaLimit: 0n,
  walletBalance: 0n,
  walletAllowance: 0n,
}

function describe(token: Address, described: StructureToken | undefined) {
  const { symbol = '', name = '', decimals = 0, isPhantom = false } = described ?? {}
  return { token, symbol, name, decimals, isPhantom }
}

function pricesOf({ reason: _, isChanged: __, ...prices }: Price) {
  return prices
}

/** Token and threshold of a market's collateral: by its mask, since by its address the market looks up its mask first. */
export function readCollateral(batch: Batch, { creditManager }: StructureMarket, index: number): Read {
  return batch.call(creditManager, 'collateralTokenByMask(uint256)', [1n << BigInt(index)])
}

function readLimits(batch: Batch, market: StructureMarket, token: Address, index: number) {
  const collateral = readCollateral(batch, market, index)
  const quota = index === 0 ? null : batch.call(market.quotaKeeper, 'getTokenQuotaParams(address)', [token])
  return ({ word, number }: Answers) => {
    const liquidationThreshold = number(collateral, 'collateralTokenByMask(uint256)', 1)
    if (quota === null) return { liquidationThreshold }
    const field = (at: number) => word(quota, 'getTokenQuotaParams(address)', at)
    return {
      liquidationThreshold,
      quotaRate: Number(field(0)),
      quotaIncreaseFee: Number(field(2)),
      quotaTotal: field(3),
      quotaLimit: field(4),
    }
  }
}

function readWallet(
  batch: Batch,
  { creditManager }: StructureMarket,
  token: Address,
  owner: Address | null,
  described: StructureToken | undefined,
) {
  const balance = owner && batch.call(token, 'balanceOf(address)', [owner])
  // phantom tokens, which stand for a staked balance, have no allowances
  const allowance: Read | null =
    owner && !described?.isPhantom
      ? batch.call(token, 'allowance(address,address)', [owner, creditManager])
      : null
  return ({ word, attempt }: Answers) => ({
    walletBalance: balance === null ? 0n : word(balance, 'balanceOf(address)'),
    walletAllowance: allowance === null ? 0n : (attempt(() => word(allowance, 'allowance')) ?? 0n),
  })
}
