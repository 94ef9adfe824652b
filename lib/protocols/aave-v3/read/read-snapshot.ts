import { zeroAddress } from 'viem'
import type { Address } from '../../../domain/asset'
import type { SafeCandidate } from '../../../safe/predict'
import { readAnswers } from '../../batch/answers'
import type { Batch, PageAnswers, Read } from '../../batch/batch'
import { findExchangeContracts } from '../addresses'
import type { RawSnapshot } from './raw'
import { readEModes } from './read-e-modes'
import { readHolder } from './read-holder'
import { readIncentives, readRewards } from './read-incentives'
import { readMapped } from './read-mapped'
import { readReserve } from './read-reserve'
import { readSafe } from './read-safe'
import type { Structure } from './structure'

/** Whose wallet to read, and what of whatever may hold positions of theirs. */
export type Owner = {
  readonly owner: Address
  /** What they have is read. */
  readonly holders: readonly Address[]
  /** Safes that are judged. */
  readonly candidates: readonly SafeCandidate[]
  /** Safes that may have been allowed to take of the wallet: those that are there, and the next one. */
  readonly spenders: readonly Address[]
}

export type SnapshotResult = {
  readonly raw: RawSnapshot
  /** The structure no longer stands. */
  readonly isChanged: boolean
}

/** Everything that a snapshot says, asked of the chain reserve by reserve. */
export function planSnapshot(batch: Batch, structure: Structure, owner: Owner | null) {
  const native = owner && batch.balance(owner.owner)
  const hasChanged = readChanges(batch, structure)
  const { sentinel } = structure
  const allowed = sentinel === zeroAddress ? null : batch.call(sentinel, 'isBorrowAllowed()')
  const eModes = readEModes(batch, structure)
  const incentives = readIncentives(batch, structure)
  batch.section()
  const rewards = readRewards(batch, structure)
  const router = findExchangeContracts(structure.chainId)?.router ?? []
  const wallet = owner && { owner: owner.owner, spenders: [router, ...owner.spenders].flat() }
  const reserves = structure.reserves.map((reserve) => {
    batch.section()
    return readReserve(batch, structure, reserve, wallet)
  })
  batch.section()
  const safes = (owner?.candidates ?? []).map((candidate) => readSafe(batch, structure, candidate))
  const holders = (owner?.holders ?? []).map((holder, number) => {
    // where Safes would be takes little, and goes with the first
    if (number > 0) batch.section()
    return readHolder(batch, structure, holder)
  })
  const readPools = readMapped(batch, structure)

  return ({ blockNumber, timestamp, answers }: PageAnswers): SnapshotResult => {
    if (answers.length !== batch.count()) throw new RangeError('The node answered something else')
    const read = readAnswers(answers)
    const ofReserves = reserves.map((reserve) => reserve(read, timestamp))
    const raw = ofReserves.flatMap(({ reserve }) => reserve ?? [])
    const ofEModes = eModes.map((eMode) => eMode(read, raw))
    const ofRewards = rewards.map((reward) => reward(read, raw))
    const ofSafes = owner ? safes.map((safe) => safe(read, owner.owner)) : []
    const ofHolders = holders.map((holder) => holder(read, raw))
    const ofPools = readPools(read)
    return {
      isChanged: hasChanged(read) || [...ofReserves, ...ofEModes].some(({ isChanged }) => isChanged),
      raw: {
        blockNumber,
        timestamp,
        nativeBalance: native === null ? 0n : read.word(native, 'balance'),
        isBorrowAllowed:
          allowed === null || (read.attempt(() => read.flag(allowed, 'isBorrowAllowed()')) ?? false),
        reserves: raw,
        eModes: ofEModes.flatMap(({ eMode }) => eMode ?? []),
        incentives: incentives(read),
        rewards: ofRewards.flatMap(({ reward }) => reward ?? []),
        holders: ofHolders.flatMap(({ holder }) => holder ?? []),
        safes: ofSafes.map(({ safe }) => safe),
        pools: ofPools.pools,
        unreadable: [
          ...structure.unreadable,
          ...ofReserves.flatMap(({ unreadable }) => unreadable),
          ...[...ofEModes, ...ofRewards, ...ofSafes, ...ofHolders].flatMap(
            ({ unreadable }) => unreadable ?? [],
          ),
          ...ofPools.unreadable,
        ],
        structure,
      },
    }
  }
}

/** Whether the same pool, with the same reserves, the same oracle and the same guard, stands where it was found. */
function readChanges(batch: Batch, structure: Structure) {
  const { protocol, chainId, pool, oracle, sentinel, listHash } = structure
  const entry = protocol.entries[chainId] ?? zeroAddress
  const expected: readonly (readonly [Read, bigint])[] = [
    [batch.call(entry, 'getPool()'), BigInt(pool)],
    [batch.call(entry, 'getPriceOracle()'), BigInt(oracle)],
    [batch.call(entry, 'getPriceOracleSentinel()'), BigInt(sentinel)],
    [batch.hash(pool, 'getReservesList()'), listHash],
  ]
  return ({ word, attempt }: ReturnType<typeof readAnswers>) =>
    expected.some(([read, was]) => {
      const found = attempt(() => word(read, 'structure'))
      return found !== undefined && found !== was
    })
}
