import type { Address } from '../../../domain/asset'
import { type Answers, UnreadableError } from '../../batch/answers'
import type { Batch, Read } from '../../batch/batch'
import { messageOf } from '../../batch/reason'
import type { RawMarket, RawPool, RawToken, RawUnreadable } from './raw'
import { readCollateral, readToken } from './read-token'
import { readVenues, type Shut } from './read-venues'
import { failedCallOf, type Structure, type StructureMarket } from './structure'

export type MarketResult = {
  readonly market: RawMarket | null
  readonly pool: RawPool | null
  /** The market is no longer what its structure says. */
  readonly isChanged: boolean
  readonly unreadable: readonly RawUnreadable[]
}

/** What one market's contracts say at one block. `owner` is null where nobody is connected. */
export function readMarket(
  batch: Batch,
  structure: Structure,
  market: StructureMarket,
  owner: Address | null,
  isThorough: boolean,
) {
  const failed = failedCallOf(market)
  const fail = (reason: string): RawUnreadable => {
    const { name, creditManager } = market
    return { kind: 'market', name: name || creditManager, address: creditManager, market: null, reason }
  }
  if (failed !== null) {
    const result = { market: null, pool: null, isChanged: false, unreadable: [fail(`${failed} reverts`)] }
    return (): MarketResult => result
  }
  const hasChanged = readChanges(batch, market, isThorough)
  const figures = readFigures(batch, market, owner)
  const readPoolFigures = readPool(batch, market, owner)
  const tokens = market.tokens.map((_, index) => readToken(batch, structure, market, index, owner))
  const venues = readVenues(batch, market)

  return (answers: Answers, timestamp: bigint): MarketResult => {
    let isChanged = hasChanged(answers)
    try {
      const { forbiddenMask, ...found } = figures(answers, timestamp)
      const results = tokens.map((read) => read(answers, { timestamp, forbiddenMask }))
      isChanged ||= results.some((result) => result.isChanged)
      const rawTokens = results.map(({ token }) => token)
      const underlying = rawTokens[0]?.unreadable
      if (underlying) throw new UnreadableError(`what it lends cannot be read: ${underlying}`)
      const { unreadable, shut, ...rawVenues } = venues(answers, rawTokens)
      const told = rawTokens.map((token) => tellShut(token, shut))
      const raw = { ...found, tokens: told.map(({ token }) => token), ...rawVenues }
      const failures = [
        ...results.flatMap((result) => result.unreadable),
        ...told.flatMap((result) => result.unreadable),
        ...unreadable,
      ]
      const pool = readPoolFigures(answers)
      return {
        market: raw,
        pool,
        isChanged,
        unreadable: failures.map((f) => ({ ...f, market: market.name })),
      }
    } catch (error) {
      return { market: null, pool: null, isChanged, unreadable: [fail(messageOf(error))] }
    }
  }
}

/** A token that some venue gives out, which cannot be read: what it is worth and counts for is known all the same. */
function tellShut(token: RawToken, shut: Shut) {
  const reason = shut.get(token.token.toLowerCase())
  if (reason === undefined || token.unreadable !== null) return { token, unreadable: [] }
  const { symbol: name, token: address } = token
  return {
    token: { ...token, unreadable: reason },
    unreadable: [{ kind: 'token' as const, name: name || address, address, reason }],
  }
}

/**
 * Whether other contracts, collaterals, adapters, pairs or pools stand where the structure was read. Where it `isThorough` also
 * what takes gas and moves no figure of what is known: who configures a market, what a contract can never change, though a
 * chain that goes back may have another at the same address, and which pairs and pools adapters list.
 */
function readChanges(batch: Batch, market: StructureMarket, isThorough: boolean) {
  const { creditManager, creditFacade, configurator } = market
  const listings = isThorough ? market.listings : []
  const rare: typeof expected = isThorough
    ? [
        [batch.call(creditManager, 'creditConfigurator()'), BigInt(configurator)],
        [batch.call(creditFacade, 'degenNFT()'), BigInt(market.degenNFT)],
        [batch.call(creditFacade, 'expirable()'), BigInt(market.isExpirable)],
      ]
    : []
  const expected: readonly (readonly [Read, bigint])[] = [
    [batch.call(creditManager, 'creditFacade()'), BigInt(creditFacade)],
    [batch.call(creditManager, 'priceOracle()'), BigInt(market.oracle)],
    // what the manager would ask for its own `poolQuotaKeeper()`
    [batch.call(market.pool, 'poolQuotaKeeper()'), BigInt(market.quotaKeeper)],
    [batch.call(creditManager, 'collateralTokensCount()'), BigInt(market.tokens.length)],
    ...market.tokens.map((token, index) => [readCollateral(batch, market, index), BigInt(token)] as const),
    ...rare,
    [batch.hash(configurator, 'allowedAdapters()'), market.adaptersHash],
    ...listings.map(
      ({ adapter, isOfPairs, hash }) =>
        [batch.hash(adapter, isOfPairs ? 'supportedPairs()' : 'supportedPoolIds()'), hash] as const,
    ),
  ]
  return ({ word, attempt }: Answers) =>
    expected.some(([read, was]) => {
      const found = attempt(() => word(read, 'structure'))
      return found !== undefined && found !== was
    })
}

function readFigures(batch: Batch, market: StructureMarket, owner: Address | null) {
  const { creditManager, creditFacade, pool } = market
  const paused = batch.call(creditFacade, 'paused()')
  const expiration = market.isExpirable ? batch.call(creditFacade, 'expirationDate()') : null
  const isInvitation = BigInt(market.degenNFT) !== 0n
  const invitations =
    isInvitation && owner ? batch.call(market.degenNFT, 'balanceOf(address)', [owner]) : null
  const perBlock = batch.call(creditFacade, 'maxDebtPerBlockMultiplier()')
  const enabled = batch.call(creditManager, 'maxEnabledTokens()')
  const fees = batch.call(creditManager, 'fees()')
  const limits = batch.call(creditFacade, 'debtLimits()')
  const quotaMultiplier = batch.call(creditFacade, 'maxQuotaMultiplier()')
  const forbidden = batch.call(creditFacade, 'forbiddenTokenMask()')
  const borrowable = batch.call(pool, 'creditManagerBorrowable(address)', [creditManager])
  const ofPool = (signature: string) => batch.call(pool, signature)
  const available = ofPool('availableLiquidity()')
  const expected = ofPool('expectedLiquidity()')
  const borrowed = ofPool('totalBorrowed()')
  const baseRate = ofPool('baseInterestRate()')
  const supplyRate = ofPool('supplyRate()')

  return ({ word, number, flag, attempt }: Answers, timestamp: bigint) => {
    // as `CreditFacadeV3._isExpired`: a date of 0 is none
    const date = expiration === null ? 0n : word(expiration, 'expirationDate()')
    // whether the owner holds what a facade burns for each opening; a market without such tokens invites everybody
    const invited = invitations === null ? 0n : (attempt(() => word(invitations, 'balanceOf')) ?? 0n)
    const maxDebt = word(limits, 'debtLimits()', 1)
    return {
      creditManager,
      creditFacade,
      pool,
      name: market.name,
      underlying: market.underlying,
      isFacadePaused: flag(paused, 'paused()'),
      isExpired: date !== 0n && timestamp >= date,
      isPermissioned: isInvitation && invited === 0n,
      maxDebtPerBlockMultiplier: number(perBlock, 'maxDebtPerBlockMultiplier()'),
      maxEnabledTokens: number(enabled, 'maxEnabledTokens()'),
      feeInterest: number(fees, 'fees()'),
      minDebt: word(limits, 'debtLimits()'),
      maxDebt,
      maxQuota: word(quotaMultiplier, 'maxQuotaMultiplier()') * maxDebt,
      borrowable: word(borrowable, 'creditManagerBorrowable(address)'),
      availableLiquidity: word(available, 'availableLiquidity()'),
      expectedLiquidity: word(expected, 'expectedLiquidity()'),
      totalBorrowed: word(borrowed, 'totalBorrowed()'),
      baseInterestRate: word(baseRate, 'baseInterestRate()'),
      supplyRate: word(supplyRate, 'supplyRate()'),
      forbiddenMask: word(forbidden, 'forbiddenTokenMask()'),
    }
  }
}

/** A pool that lends to several markets is asked once. */
function readPool(batch: Batch, { pool, poolName, underlying }: StructureMarket, owner: Address | null) {
  const ofPool = (signature: string) => batch.call(pool, signature)
  const paused = ofPool('paused()')
  const fee = ofPool('withdrawFee()')
  const shares = ofPool('totalSupply()')
  const revenue = ofPool('quotaRevenue()')
  const model = batch.call(batch.slot(pool, 'interestRateModel()'), 'getModelParameters()')
  const owned = owner && batch.call(pool, 'balanceOf(address)', [owner])
  const allowance = owner && batch.call(underlying, 'allowance(address,address)', [owner, pool])
  return ({ word, words, number, flag, attempt }: Answers): RawPool => ({
    pool,
    name: poolName,
    isPaused: flag(paused, 'paused()'),
    withdrawFee: number(fee, 'withdrawFee()'),
    totalShares: word(shares, 'totalSupply()'),
    quotaRevenue: word(revenue, 'quotaRevenue()'),
    rateModel: attempt(() => words(model, 'getModelParameters()', 6).slice(0, 6).map(Number)) ?? [],
    ownerShares: owned === null ? 0n : word(owned, 'balanceOf(address) of the pool'),
    walletAllowance: allowance === null ? 0n : word(allowance, 'allowance(address,address)'),
  })
}
