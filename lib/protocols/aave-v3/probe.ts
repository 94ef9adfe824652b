import { type Address, isSameAddress } from '../../domain/asset'
import type { Intent } from '../../domain/intent'
import { listCandidates, type SafeCandidate } from '../../safe/predict'
import { createBatch, decodeBatch } from '../batch/batch'
import { batchCode } from '../batch/batch.generated'
import { LENS_ADDRESS } from '../batch/call-code'
import type { AccountProbe, MarketSnapshot, Scope } from '../protocol'
import { chooseHolder } from './choose-holder'
import { parsePositionId } from './ids'
import { convertAccount } from './read/convert'
import { GAS_OF_CALLS } from './read/gas-of-calls'
import { liquidateOf } from './read/liquidate-of'
import type { RawSnapshot } from './read/raw'
import { readOwner } from './read/read-owner'
import { planSnapshot } from './read/read-snapshot'
import { narrow } from './read/scope'
import { stateOf } from './read/state'

/**
 * The owner's wallet, the markets, and what the holder that an intent concerns has, as one call before and after others: whoever
 * holds a position, or the Safe that it will be in, which need not be there yet. All of them where there is no intent.
 */
export function probeAccount(markets: MarketSnapshot, owner: Address, intent?: Intent): AccountProbe {
  const { raw, growth } = stateOf(markets)
  const all = listCandidates(owner)
  const concerned = intent ? findConcerned(raw, owner, intent) : listConcerned(raw, owner)
  const isConcerned = ({ address }: Pick<SafeCandidate, 'address'>) => isAmong(concerned, address)
  const candidates = intent ? all.filter(isConcerned) : all
  // anything else is not the owner's
  const holders = [...(isAmong(concerned, owner) ? [owner] : []), ...addressesOf(all.filter(isConcerned))]
  const known = raw.reserves[0]?.otherAllowances.map(({ spender }) => spender) ?? []
  const spenders = addressesOf(all).filter((safe) => isAmong([...holders, ...known], safe))
  const scope = intent && scopeOf(intent)
  const structure = scope ? narrow(raw.structure, scope, null) : raw.structure
  const { blockNumberFrom } = structure
  const batch = createBatch({ isOnePage: true, blockNumberFrom, gasOf: GAS_OF_CALLS })
  const assemble = planSnapshot(batch, structure, readOwner({ owner, holders, candidates, spenders }))
  const [data = '0x'] = batch.pages()
  return {
    to: LENS_ADDRESS,
    code: batchCode,
    data,
    decode: (answer) => convertAccount(assemble(decodeBatch(answer)).raw, growth, owner, liquidateOf),
  }
}

/** What of the pools that things are traded in an intent needs; all that were read where that is left out. */
function scopeOf(intent: Intent): Scope | undefined {
  if (intent.kind === 'open') return { farmId: intent.farmId }
  return 'poolId' in intent ? { pools: 'all' } : undefined
}

function isAmong(list: readonly Address[], address: Address): boolean {
  return list.some((one) => isSameAddress(one, address))
}

function addressesOf(list: readonly SafeCandidate[]): readonly Address[] {
  return list.map(({ address }) => address)
}

/** Nobody but the owner where it is about their wallet alone. */
function findConcerned(raw: RawSnapshot, owner: Address, intent: Intent): readonly Address[] {
  switch (intent.kind) {
    case 'open':
      return [chooseHolder(raw, intent) ?? owner]
    case 'supply':
    case 'withdraw-supply':
    case 'revoke':
      return [owner]
    case 'sweep':
      return [intent.account]
    default: {
      const { protocol, chainId } = raw.structure
      return [parsePositionId(protocol.id, chainId, intent.positionId) ?? owner]
    }
  }
}

/** Everybody who has anything, and the Safe that comes next. */
function listConcerned(raw: RawSnapshot, owner: Address): readonly Address[] {
  const there = raw.safes.filter(({ state }) => state.kind !== 'absent').map(({ address }) => address)
  return [owner, ...there, chooseHolder(raw, { owner }) ?? owner]
}
