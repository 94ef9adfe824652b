import type { Address } from '../../../domain/asset'
import { SINGLETON } from '../../../safe/singleton'
import type { Answers } from '../../batch/answers'
import type { Batch } from '../../batch/batch'

/** Whether there is anything where a Safe would be: where there is no code, a call says nothing. */
export function readIsThere(batch: Batch, safe: Address) {
  const read = batch.call(safe, SINGLETON)
  return ({ words, attempt }: Answers) => attempt(() => words(read, SINGLETON)) !== undefined
}
