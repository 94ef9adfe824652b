import { zeroAddress } from 'viem'
import { type Answers, addressOf } from '../../batch/answers'
import type { Batch } from '../../batch/batch'
import { messageOf } from '../../batch/reason'
import type { RawEMode, RawReserve, RawUnreadable } from './raw'
import type { Structure } from './structure'
import type { StructureEMode } from './structure-e-mode'
import type { ReserveTerms } from './terms'

type EModeResult = {
  readonly eMode: RawEMode | null
  readonly isChanged: boolean
  readonly unreadable: RawUnreadable | null
}
type Read = (answers: Answers, reserves: readonly RawReserve[]) => EModeResult

/** What each category of a structure counts for at one block, in the shape of the newer line. */
export function readEModes(batch: Batch, structure: Structure): readonly Read[] {
  const plan = structure.protocol.line.name === 'rounding' ? planNewer : planOlder
  return structure.eModes.map((described) => {
    const { id, label } = described
    const read = plan(batch, structure, described)
    return (answers, reserves) => {
      try {
        const { isChanged, ...found } = read(answers, reserves)
        return { eMode: { id, label, ...found }, isChanged, unreadable: null }
      } catch (error) {
        const reason = messageOf(error)
        return {
          eMode: null,
          isChanged: false,
          unreadable: { kind: 'category', name: label || `${id}`, reason },
        }
      }
    }
  })
}

/** Says itself which reserves are in it, and in which way. */
function planNewer(batch: Batch, { pool }: Structure, { id }: StructureEMode) {
  const ofPool = (signature: string) => batch.call(pool, signature, [BigInt(id)])
  const terms = ofPool('getEModeCategoryCollateralConfig(uint8)')
  const collaterals = ofPool('getEModeCategoryCollateralBitmap(uint8)')
  const borrowables = ofPool('getEModeCategoryBorrowableBitmap(uint8)')
  const withoutLtv = ofPool('getEModeCategoryLtvzeroBitmap(uint8)')
  return ({ word, attempt }: Answers) => ({
    ltvBps: word(terms, 'getEModeCategoryCollateralConfig(uint8)'),
    thresholdBps: word(terms, 'getEModeCategoryCollateralConfig(uint8)', 1),
    bonusBps: word(terms, 'getEModeCategoryCollateralConfig(uint8)', 2),
    collaterals: word(collaterals, 'getEModeCategoryCollateralBitmap(uint8)'),
    borrowables: word(borrowables, 'getEModeCategoryBorrowableBitmap(uint8)'),
    // since V3.6; before, nothing is without
    withoutLtv: attempt(() => word(withoutLtv, 'getEModeCategoryLtvzeroBitmap(uint8)')) ?? 0n,
    priceE8: null,
    isChanged: false,
  })
}

/**
 * What is in a category of the older line: each reserve says in which one it is, for both ways. One that is no collateral outside
 * counts for nothing inside either, and one without a loan-to-value of its own has none inside
 * (`GenericLogic.calculateUserAccountData`).
 */
export function listMembers(
  id: number,
  reserves: readonly ReserveTerms[],
): Pick<RawEMode, 'collaterals' | 'borrowables' | 'withoutLtv'> {
  const bitmapOf = (isMember: (reserve: ReserveTerms) => boolean) =>
    reserves.reduce(
      (bits, r) => (r.config.eMode === id && isMember(r) ? bits | (1n << BigInt(r.id)) : bits),
      0n,
    )
  return {
    collaterals: bitmapOf(({ config }) => config.thresholdBps > 0n),
    borrowables: bitmapOf(({ config }) => config.isBorrowable),
    withoutLtv: bitmapOf(({ config }) => config.ltvBps === 0n),
  }
}

function planOlder(batch: Batch, { pool, oracle }: Structure, { id, priceOf }: StructureEMode) {
  const data = batch.call(pool, 'getEModeCategoryData(uint8)', [BigInt(id)])
  const price = priceOf === zeroAddress ? null : batch.call(oracle, 'getAssetPrice(address)', [priceOf])
  return ({ word }: Answers, reserves: readonly RawReserve[]) => {
    const field = (at: number) => word(data, 'getEModeCategoryData(uint8)', at)
    const priceE8 = price === null ? 0n : word(price, 'its one price')
    return {
      ltvBps: field(1),
      thresholdBps: field(2),
      bonusBps: field(3),
      ...listMembers(id, reserves),
      // a price of 0 is none: then each asset has its own
      priceE8: priceE8 > 0n ? priceE8 : null,
      isChanged: addressOf(field(4)) !== priceOf,
    }
  }
}
