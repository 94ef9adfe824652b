import type { Client } from 'viem'
import type { Intent } from '../../../domain/intent'
import { callCode } from '../../batch/call-code'
import type { AccountSnapshot, MarketSnapshot } from '../../protocol'
import { stateOf } from './convert'
import { fetchOpenedIn } from './find-accounts'
import { probeAccount } from './probe'

/**
 * An intent's account as it was at the end of a block. What was opened in that very block is found by the event of its opening:
 * others may have opened or closed accounts of the same market after it. Two RPC requests for an opening, else one.
 */
export async function fetchAccountAt(
  client: Client,
  markets: MarketSnapshot,
  intent: Intent,
  blockNumber: bigint,
): Promise<AccountSnapshot> {
  const { owner } = intent
  const { structure } = stateOf(markets).raw
  const opened = intent.kind === 'open' ? await fetchOpenedIn(client, structure, owner, blockNumber) : []
  const { code, data, decode } = probeAccount(markets, owner, intent, opened)
  return decode(await callCode(client, code, data, blockNumber))
}
