import { type Address, isSameAddress } from '../../domain/asset'
import { listCandidates } from '../../safe/predict'
import { createBatch, decodeBatch } from '../batch/batch'
import { batchCode } from '../batch/batch.generated'
import { LENS_ADDRESS } from '../batch/call-code'
import type { AccountProbe, MarketSnapshot } from '../protocol'
import { convertAccount } from './read/convert'
import { GAS_OF_CALLS } from './read/gas-of-calls'
import { planSnapshot } from './read/read-snapshot'
import { stateOf } from './read/state'

/**
 * The owner's wallet, the markets, and what one holder has, as one call before and after others: whoever holds a position, or
 * the Safe that it will be in, which need not be there yet.
 */
export function probeHolder(markets: MarketSnapshot, owner: Address, holder: Address): AccountProbe {
  const { raw, growth } = stateOf(markets)
  const { structure } = raw
  const candidates = listCandidates(owner).filter(({ address }) => isSameAddress(address, holder))
  const { blockNumberFrom } = structure
  const batch = createBatch({ isOnePage: true, blockNumberFrom, gasOf: GAS_OF_CALLS })
  const assemble = planSnapshot(batch, structure, { owner, holders: [holder], candidates })
  const [data = '0x'] = batch.pages()
  return {
    to: LENS_ADDRESS,
    code: batchCode,
    data,
    decode: (answer) => convertAccount(assemble(decodeBatch(answer)).raw, growth, owner),
  }
}
