import type { Client } from 'viem'
import type { Intent } from '../../domain/intent'
import { callCode } from '../batch/call-code'
import type { AccountSnapshot, MarketSnapshot } from '../protocol'
import { probeAccount } from './probe'

/**
 * An intent's account as it was at the end of a block: who holds it was known before, what is opened too. One RPC request. Throws
 * what the client throws.
 */
export async function fetchAccountAt(
  client: Client,
  markets: MarketSnapshot,
  intent: Intent,
  blockNumber: bigint,
): Promise<AccountSnapshot> {
  const { code, data, decode } = probeAccount(markets, intent.owner, intent)
  return decode(await callCode(client, code, data, blockNumber))
}
