import { type Client, numberToHex } from 'viem'
import type { Hex } from '../../../domain/call'
import { LENS_ADDRESS } from '../addresses'

export type BlockTag = bigint | 'latest'

/** Runs code of ours inside one `eth_call`, at an address that no contract has: one RPC request. Throws what the client throws. */
export async function callCode(client: Client, code: Hex, data: Hex, block: BlockTag): Promise<Hex> {
  return client.request<{ Parameters: unknown[]; ReturnType: Hex }>(
    {
      method: 'eth_call',
      params: [
        { to: LENS_ADDRESS, data },
        block === 'latest' ? block : numberToHex(block),
        { [LENS_ADDRESS]: { code } },
      ],
    },
    // Whoever reads asks again, in its own time.
    { retryCount: 0 },
  )
}
