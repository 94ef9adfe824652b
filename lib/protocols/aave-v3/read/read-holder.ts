import type { Address } from '../../../domain/asset'
import { type Answers, UnreadableError } from '../../batch/answers'
import type { Batch } from '../../batch/batch'
import { messageOf } from '../../batch/reason'
import type { RawHolder, RawReserve, RawUnreadable } from './raw'
import { readEarned } from './read-earned'
import { readLeft } from './read-left'
import type { Structure } from './structure'

export type HolderResult = { readonly holder: RawHolder | null; readonly unreadable: RawUnreadable | null }

/** What the pool answers as an account's health factor where it owes nothing. */
const NO_DEBT = 2n ** 256n - 1n

/** What an account holds and owes at one block; of a Safe also what lies in it beside that. */
export function readHolder(batch: Batch, structure: Structure, account: Address, isSafe = false) {
  const { pool, reserves } = structure
  const configuration = batch.call(pool, 'getUserConfiguration(address)', [account])
  const eMode = batch.call(pool, 'getUserEMode(address)', [account])
  const data = batch.call(pool, 'getUserAccountData(address)', [account])
  const balances = reserves.map(({ id, symbol, underlying, supplyToken, debtToken }) => ({
    id,
    name: symbol || underlying,
    supply: batch.call(supplyToken, 'scaledBalanceOf(address)', [account]),
    debt: batch.call(debtToken, 'scaledBalanceOf(address)', [account]),
  }))
  const earned = readEarned(batch, structure, account)
  const left = isSafe && readLeft(batch, structure, account)

  return (answers: Answers, raw: readonly RawReserve[]): HolderResult => {
    const { word, attempt } = answers
    const scaled = (side: 'supply' | 'debt') =>
      raw.map(({ id }) => {
        const found = balances.find((balance) => balance.id === id)
        return found ? word(found[side], `scaledBalanceOf(address) of ${found.name}`) : 0n
      })
    try {
      const bitmap = word(configuration, 'getUserConfiguration(address)')
      const isRead = (reserve: { readonly id: number }) => raw.some(({ id }) => id === reserve.id)
      const lost = balances
        .filter((balance) => !isRead(balance))
        .find(({ supply, debt }) => [supply, debt].some((read) => attempt(() => word(read, '')) !== 0n))
      if (lost) throw new UnreadableError(`it has to do with ${lost.name}, which cannot be read`)
      if (listUsed(bitmap).some((id) => !isRead({ id }))) {
        throw new UnreadableError('it has to do with an asset that cannot be read')
      }
      const healthFactorWad = attempt(() => word(data, 'getUserAccountData(address)', 5)) ?? NO_DEBT
      return {
        unreadable: null,
        holder: {
          account,
          configuration: bitmap,
          eMode: Number(word(eMode, 'getUserEMode(address)')),
          scaledSupplies: scaled('supply'),
          scaledDebts: scaled('debt'),
          healthFactorWad: healthFactorWad === NO_DEBT ? null : healthFactorWad,
          rewards: earned(answers),
          ...(left && { left: left(answers) }),
        },
      }
    } catch (error) {
      const reason = messageOf(error)
      return { holder: null, unreadable: { kind: 'position', name: account, reason } }
    }
  }
}

/** Numbers of the reserves that are owed or used as collateral. */
function listUsed(bitmap: bigint): readonly number[] {
  const pairs = Array.from({ length: 128 }, (_, id) => (bitmap >> BigInt(2 * id)) & 3n)
  return pairs.flatMap((pair, id) => (pair === 0n ? [] : [id]))
}
