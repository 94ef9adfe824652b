import { isSameAddress } from '../../../domain/asset'
import { type Answers, UnreadableError } from '../../batch/answers'
import type { Batch } from '../../batch/batch'
import { messageOf } from '../../batch/reason'
import { textOf } from '../../batch/text-of'
import type { RawIncentive, RawReserve, RawReward, RawUnreadable } from './raw'
import type { Structure } from './structure'
import type { StructureIncentive } from './structure-reserve'

/** Decimals of every price that is told. */
const PRICE_DECIMALS = 8n

/** What holders of each token are paid, as long as anybody is or was. */
export function readIncentives(batch: Batch, { incentives }: Structure) {
  const reads = incentives.map(({ controller, token, reward }) => ({
    token,
    reward,
    data: batch.call(controller, 'getRewardsData(address,address)', [token, reward]),
  }))
  return ({ word, attempt }: Answers): readonly RawIncentive[] =>
    reads.flatMap(({ token, reward, data }) => {
      // index, emission a second, last update, end
      const field = (at: number) => attempt(() => word(data, 'getRewardsData(address,address)', at)) ?? 0n
      if (field(2) === 0n) return []
      return [{ token, reward, emissionPerSecond: field(1), endsAt: field(3) }]
    })
}

type RewardResult = { readonly reward: RawReward | null; readonly unreadable: RawUnreadable | null }
type ReadReward = (answers: Answers, reserves: readonly RawReserve[]) => RewardResult

/** What each reward is, and is worth: by the pool's oracle where that knows it, else by the price that its payer names. */
export function readRewards(batch: Batch, { incentives }: Structure): readonly ReadReward[] {
  const byReward = new Map(incentives.map((incentive) => [incentive.reward.toLowerCase(), incentive]))
  return [...byReward.values()].map((incentive) => readReward(batch, incentive))
}

function readReward(batch: Batch, { controller, reward }: StructureIncentive): ReadReward {
  const ofReward = (signature: string) => batch.call(reward, signature)
  const [symbol, name, decimals] = [ofReward('symbol()'), ofReward('name()'), ofReward('decimals()')]
  const feed = batch.slot(controller, 'getRewardOracle(address)', [reward])
  const price = batch.call(feed, 'latestAnswer()')
  const priceDecimals = batch.call(feed, 'decimals()')
  return ({ word, words, attempt }, reserves) => {
    const text = (read: typeof symbol) => textOf(attempt(() => words(read, 'its text')) ?? [])
    const known = reserves.find(({ underlying }) => isSameAddress(underlying, reward))
    const fromFeed = () => {
      const answer = BigInt.asIntN(256, word(price, 'its price'))
      const scale = 10n ** word(priceDecimals, 'decimals() of its price')
      return answer > 0n ? (answer * 10n ** PRICE_DECIMALS) / scale : 0n
    }
    try {
      const unit = word(decimals, 'decimals()')
      if (unit > 77n) throw new UnreadableError('decimals() answers nonsense')
      return {
        unreadable: null,
        reward: {
          reward,
          symbol: text(symbol),
          name: text(name),
          decimals: Number(unit),
          priceE8: known?.priceE8 ?? attempt(fromFeed) ?? 0n,
        },
      }
    } catch (error) {
      const reason = messageOf(error)
      return { reward: null, unreadable: { kind: 'reward', name: text(symbol) || reward, reason } }
    }
  }
}
