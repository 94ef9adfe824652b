import type { Address } from '../../../domain/asset'
import type { Answers } from '../../batch/answers'
import type { Batch } from '../../batch/batch'
import type { RawHolder } from './raw'
import type { Structure } from './structure'

/** Where `getUserRewards`' list of assets begins, in bytes: behind its three arguments. */
const LIST_AT = 96n

/** What an account has earned of each reward and not claimed: the sum of what it has by each token that pays it. */
export function readEarned(batch: Batch, { incentives }: Structure, account: Address) {
  const reads = incentives.map(({ controller, token, reward }) => ({
    reward,
    earned: batch.call(controller, 'getUserRewards(address[],address,address)', [
      LIST_AT,
      account,
      reward,
      1n,
      token,
    ]),
  }))
  return ({ word, attempt }: Answers): RawHolder['rewards'] => {
    const amounts = new Map<Address, bigint>()
    for (const { reward, earned } of reads) {
      const amount = attempt(() => word(earned, 'getUserRewards')) ?? 0n
      amounts.set(reward, (amounts.get(reward) ?? 0n) + amount)
    }
    return [...amounts].flatMap(([reward, amount]) => (amount > 0n ? [{ reward, amount }] : []))
  }
}
