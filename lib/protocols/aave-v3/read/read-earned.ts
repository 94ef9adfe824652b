import type { Address } from '../../../domain/asset'
import type { Answers } from '../../batch/answers'
import type { Batch } from '../../batch/batch'
import type { RawHolder } from './raw'
import type { Structure } from './structure'

/** Where `getUserRewards`' list of assets begins, in bytes: behind its three arguments. */
const LIST_AT = 96n

/**
 * What an account has earned of each reward and not claimed: what was noted for it, and for each token what has come since.
 * `getUserRewards` adds both up for the tokens of a list, here of one.
 */
export function readEarned(batch: Batch, { incentives }: Structure, account: Address) {
  const reads = incentives.map(({ controller, token, reward }) => ({
    reward,
    // two controllers may pay the same
    key: `${controller} ${reward}`.toLowerCase(),
    noted: batch.call(controller, 'getUserAccruedRewards(address,address)', [account, reward]),
    since: batch.call(controller, 'getUserRewards(address[],address,address)', [
      LIST_AT,
      account,
      reward,
      1n,
      token,
    ]),
  }))
  return ({ word, attempt }: Answers): RawHolder['rewards'] => {
    const noted = new Map<string, bigint>()
    const amounts = new Map<string, { readonly reward: Address; readonly amount: bigint }>()
    const add = (reward: Address, amount: bigint) => {
      const before = amounts.get(reward.toLowerCase())?.amount ?? 0n
      if (amount > 0n) amounts.set(reward.toLowerCase(), { reward, amount: before + amount })
    }
    for (const read of reads) {
      const before = attempt(() => word(read.noted, 'getUserAccruedRewards')) ?? 0n
      if (!noted.has(read.key)) add(read.reward, before)
      noted.set(read.key, before)
      const all = attempt(() => word(read.since, 'getUserRewards')) ?? before
      add(read.reward, all - before)
    }
    return [...amounts.values()]
  }
}
