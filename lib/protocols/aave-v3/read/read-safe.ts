import type { Address } from '../../../domain/asset'
import { judgeSafe } from '../../../safe/judge'
import type { SafeCandidate } from '../../../safe/predict'
import { planSafeReads, type SafeRead, type SafeReads } from '../../../safe/read'
import type { Answers } from '../../batch/answers'
import type { Batch } from '../../batch/batch'
import type { RawSafe, RawUnreadable } from './raw'
import type { Structure } from './structure'

export type SafeResult = { readonly safe: RawSafe; readonly unreadable: RawUnreadable | null }

/** What lies where a Safe would be, and whether the pool counts anything for it or against it. */
export function readSafe(batch: Batch, { pool }: Pick<Structure, 'pool'>, candidate: SafeCandidate) {
  const { address } = candidate
  const said = readWords(batch, address)
  const configuration = batch.call(pool, 'getUserConfiguration(address)', [address])
  return (answers: Answers, owner: Address): SafeResult => {
    const { word, attempt } = answers
    const state = judgeSafe(owner, said(answers))
    const reason = 'it does not answer as a Safe does'
    return {
      safe: {
        ...candidate,
        state,
        configuration: attempt(() => word(configuration, 'getUserConfiguration(address)')) ?? 0n,
      },
      unreadable: state.kind === 'unreadable' ? { kind: 'position', name: address, reason } : null,
    }
  }
}

/** What an address says to all that `judgeSafe` wants to know. */
export function readWords(batch: Batch, safe: Address) {
  const plan = planSafeReads(safe)
  const ask = ({ to, signature, args }: SafeRead) => {
    const read = batch.call(to, signature, args)
    return ({ words, attempt }: Answers) => attempt(() => words(read, signature, 0)) ?? null
  }
  const reads: SafeReads<ReturnType<typeof ask>> = {
    singleton: ask(plan.singleton),
    owners: ask(plan.owners),
    threshold: ask(plan.threshold),
    nonce: ask(plan.nonce),
    modules: ask(plan.modules),
    guard: ask(plan.guard),
    fallbackHandler: ask(plan.fallbackHandler),
  }
  return (answers: Answers): SafeReads<readonly bigint[] | null> => ({
    singleton: reads.singleton(answers),
    owners: reads.owners(answers),
    threshold: reads.threshold(answers),
    nonce: reads.nonce(answers),
    modules: reads.modules(answers),
    guard: reads.guard(answers),
    fallbackHandler: reads.fallbackHandler(answers),
  })
}
