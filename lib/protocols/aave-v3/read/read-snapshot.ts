import { zeroAddress } from 'viem'
import { readAnswers } from '../../batch/answers'
import type { Batch, PageAnswers, Read } from '../../batch/batch'
import { findExchangeContracts } from '../addresses'
import { hasMoved } from '../venues/uniswap-v3/read'
import type { RawSnapshot } from './raw'
import { readEModes } from './read-e-modes'
import { readIncentives, readRewards } from './read-incentives'
import { readMapped } from './read-mapped'
import type { OwnerRead } from './read-owner'
import { readReserve } from './read-reserve'
import type { Structure } from './structure'

export type SnapshotResult = {
  readonly raw: RawSnapshot
  /** The structure no longer stands. */
  readonly isChanged: boolean
}

/** What nobody has. */
const NOTHING = { nativeBalance: 0n, holders: [], safes: [], unreadable: [] } as const

/** Everything that a snapshot says, asked of the chain reserve by reserve. */
export function planSnapshot(batch: Batch, structure: Structure, owner: OwnerRead | null) {
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
  const owned = owner?.plan(batch, structure)
  const readPools = readMapped(batch, structure)

  return ({ blockNumber, timestamp, answers }: PageAnswers): SnapshotResult => {
    if (answers.length !== batch.count()) throw new RangeError('The node answered something else')
    const read = readAnswers(answers)
    const ofReserves = reserves.map((reserve) => reserve(read, timestamp))
    const raw = ofReserves.flatMap(({ reserve }) => reserve ?? [])
    const ofEModes = eModes.map((eMode) => eMode(read, raw))
    const ofRewards = rewards.map((reward) => reward(read, raw))
    const ofOwner = owned?.(read, raw) ?? NOTHING
    const ofPools = readPools(read)
    return {
      isChanged:
        hasChanged(read) ||
        [...ofReserves, ...ofEModes].some(({ isChanged }) => isChanged) ||
        hasMoved(structure.maps, ofPools.pools),
      raw: {
        blockNumber,
        timestamp,
        ...ofOwner,
        isBorrowAllowed:
          allowed === null || (read.attempt(() => read.flag(allowed, 'isBorrowAllowed()')) ?? false),
        reserves: raw,
        eModes: ofEModes.flatMap(({ eMode }) => eMode ?? []),
        incentives: incentives(read),
        rewards: ofRewards.flatMap(({ reward }) => reward ?? []),
        pools: ofPools.pools,
        unreadable: [
          ...structure.unreadable,
          ...ofReserves.flatMap(({ unreadable }) => unreadable),
          ...[...ofEModes, ...ofRewards].flatMap(({ unreadable }) => unreadable ?? []),
          ...ofOwner.unreadable,
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
