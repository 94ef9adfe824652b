import { zeroAddress } from 'viem'
import type { Address } from '../../../domain/asset'
import { min } from '../../../domain/math'
import { type Answers, addressOf, UnreadableError } from '../../batch/answers'
import type { Batch, Read } from '../../batch/batch'
import { reasonOf } from '../../batch/reason'
import type { RawToken } from './raw'

export type Price = Pick<
  RawToken,
  'price' | 'safePrice' | 'hasSafePrice' | 'feed' | 'feedUpdatedAt' | 'feedStaleness'
> & {
  /** Why the oracle has no price; null where it has, or was never given a feed. */
  readonly reason: string | null
  /** The oracle takes it from elsewhere than the structure says. */
  readonly isChanged: boolean
}

type Source = {
  readonly oracle: Address
  readonly token: Address
  readonly feed: Address
  readonly reserve: Address
}

/**
 * A token's price and safe price, as `PriceOracleV3.getPrice` and `getSafePrice` make them of what the feeds say. The feeds
 * themselves are asked, each once: every market has an oracle of its own, and most tokens have the same feeds in all of them.
 */
export function readPrice(batch: Batch, { oracle, token, feed, reserve }: Source) {
  const main = readFeed(batch, batch.call(oracle, 'priceFeedParams(address)', [token]), feed)
  const spare = readFeed(batch, batch.call(oracle, 'reservePriceFeedParams(address)', [token]), reserve)
  return (answers: Answers, timestamp: bigint): Price => {
    const first = main(answers, timestamp)
    const second = spare(answers, timestamp)
    const safePrice = safePriceOf(first, second)
    return {
      price: first.price ?? 0n,
      safePrice: safePrice ?? 0n,
      hasSafePrice: safePrice !== null,
      feed: first.feed,
      feedUpdatedAt: first.updatedAt,
      feedStaleness: first.staleness,
      reason: BigInt(first.feed) === 0n ? null : first.reason,
      isChanged: first.isChanged || second.isChanged,
    }
  }
}

type FeedReading = { readonly feed: Address; readonly price: bigint | null }

/** The lower of the two; 0 without a reserve feed; null where there is no feed at all, or one that is asked reverts. */
function safePriceOf(main: FeedReading, reserve: FeedReading): bigint | null {
  if (main.feed === zeroAddress) return null
  if (reserve.feed === zeroAddress) return 0n
  // the same feed twice counts by what the first says of it
  if (reserve.feed === main.feed) return main.price
  return main.price === null || reserve.price === null ? null : min(main.price, reserve.price)
}

function readFeed(batch: Batch, params: Read, feed: Address) {
  const round = BigInt(feed) === 0n ? null : batch.call(feed, 'latestRoundData()')
  return (answers: Answers, timestamp: bigint) => {
    const { word, attempt } = answers
    // `PriceFeedParams`: feed, staleness period, whether checks are skipped, decimals
    const field = (index: number) => attempt(() => word(params, 'priceFeedParams', index)) ?? 0n
    const [address, period, skipsCheck] = [addressOf(field(0)), field(1), field(2) !== 0n]
    const isChanged = BigInt(address) !== BigInt(feed)
    const check = () => readAnswer(answers, isChanged ? null : round, { period, skipsCheck, timestamp })
    return {
      feed: address,
      staleness: skipsCheck ? 0n : period,
      updatedAt: round === null ? 0n : (attempt(() => word(round, 'latestRoundData()', 3)) ?? 0n),
      price: attempt(check) ?? null,
      reason: reasonOf(check),
      isChanged,
    }
  }
}

type Check = { readonly period: bigint; readonly skipsCheck: boolean; readonly timestamp: bigint }

/** `PriceFeedValidationTrait._getValidatedPrice`: positive and fresh, or not negative where checks are skipped. */
function readAnswer(
  { word, words }: Answers,
  round: Read | null,
  { period, skipsCheck, timestamp }: Check,
): bigint {
  if (round === null) throw new UnreadableError('there is no price feed')
  words(round, 'its price feed', 5)
  const price = BigInt.asIntN(256, word(round, 'its price feed', 1))
  if (price < 0n || (!skipsCheck && price === 0n))
    throw new UnreadableError('its price feed says a price of 0 or less')
  if (!skipsCheck && timestamp >= word(round, 'its price feed', 3) + period) {
    throw new UnreadableError('its price feed is too old for the oracle')
  }
  return price
}
