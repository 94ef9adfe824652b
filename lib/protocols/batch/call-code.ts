import { type Client, numberToHex } from 'viem'
import type { Address } from '../../domain/asset'
import type { Hex } from '../../domain/call'

/** Where a read pretends that its code stands: an address that no key and no contract has. "furrow lens" in ASCII. */
export const LENS_ADDRESS: Address = '0x000000000000000000667572726f77206c656e73'

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
