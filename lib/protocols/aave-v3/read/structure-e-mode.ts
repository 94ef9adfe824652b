import { zeroAddress } from 'viem'
import type { Address } from '../../../domain/asset'
import { type Answers, addressOf } from '../../batch/answers'
import type { Batch, Slot } from '../../batch/batch'
import { textOf } from '../../batch/text-of'
import type { Line } from '../line'
import { listMembers } from './read-e-modes'
import type { EModeTerms, ReserveTerms } from './terms'

export type StructureEMode = {
  readonly id: number
  readonly label: string
  /** The asset whose price each of its assets has inside; the zero address where each has its own. */
  readonly priceOf: Address
}

type EModeResult = { readonly eMode: StructureEMode; readonly terms: EModeTerms }
type Read = (answers: Answers, reserves: readonly ReserveTerms[]) => EModeResult | null

/** The category of a number, and which reserves it joins by now; null where there is none. */
export function planEMode(batch: Batch, line: Line, pool: Slot, id: number): Read {
  return line.name === 'rounding' ? planNewer(batch, pool, id) : planOlder(batch, pool, id)
}

function planNewer(batch: Batch, pool: Slot, id: number): Read {
  const ofPool = (signature: string) => batch.call(pool, signature, [BigInt(id)])
  const terms = ofPool('getEModeCategoryCollateralConfig(uint8)')
  const label = ofPool('getEModeCategoryLabel(uint8)')
  const collaterals = ofPool('getEModeCategoryCollateralBitmap(uint8)')
  const borrowables = ofPool('getEModeCategoryBorrowableBitmap(uint8)')
  return ({ word, words, attempt }) => {
    const number = (read: number, at = 0) => attempt(() => word(read, 'its terms', at)) ?? 0n
    const thresholdBps = number(terms, 1)
    if (thresholdBps === 0n) return null
    const text = attempt(() => words(label, 'getEModeCategoryLabel(uint8)')) ?? []
    return {
      eMode: { id, label: textOf(text), priceOf: zeroAddress },
      terms: {
        ...{ id, thresholdBps, ltvBps: number(terms), withoutLtv: 0n, priceE8: null },
        ...{ collaterals: number(collaterals), borrowables: number(borrowables) },
      },
    }
  }
}

function planOlder(batch: Batch, pool: Slot, id: number): Read {
  const data = batch.call(pool, 'getEModeCategoryData(uint8)', [BigInt(id)])
  return ({ words, attempt }, reserves) => {
    const found = attempt(() => words(data, 'getEModeCategoryData(uint8)', 3)) ?? []
    const [, ltvBps = 0n, thresholdBps = 0n] = found
    if (thresholdBps === 0n) return null
    return {
      eMode: { id, label: textOf(found, 4, 1), priceOf: addressOf(found[4] ?? 0n) },
      terms: { id, ltvBps, thresholdBps, ...listMembers(id, reserves), priceE8: null },
    }
  }
}
