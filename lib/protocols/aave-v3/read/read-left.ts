import type { Address } from '../../../domain/asset'
import type { Answers } from '../../batch/answers'
import type { Batch } from '../../batch/batch'
import type { RawHolder } from './raw'
import type { Structure } from './structure'

/** What lies in a Safe beside the pool, of all that the pool knows and is paid in on top. What cannot be told is not offered. */
export function readLeft(batch: Batch, { reserves, incentives }: Structure, safe: Address) {
  const tokens = new Set([
    ...reserves.map(({ underlying }) => underlying),
    ...incentives.map(({ reward }) => reward),
  ])
  const reads = [...tokens].map((token) => ({
    token,
    balance: batch.call(token, 'balanceOf(address)', [safe]),
  }))
  return ({ word, attempt }: Answers): NonNullable<RawHolder['left']> =>
    reads.flatMap(({ token, balance }) => {
      const amount = attempt(() => word(balance, 'balanceOf(address)')) ?? 0n
      return amount > 0n ? [{ token, amount }] : []
    })
}
