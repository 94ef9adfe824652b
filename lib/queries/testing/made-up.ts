import { type Chain, type Client, createClient, custom, defineChain, numberToHex } from 'viem'
import type { Address } from '../../domain/asset'
import type { AccountSnapshot, MarketSnapshot, ProtocolReader } from '../../protocols/protocol'

/** A network that nobody has: what adding one takes. */
export const madeUpChain = (id: number, name: string, blockTime?: number): Chain =>
  defineChain({
    id,
    name,
    nativeCurrency: { name: `${name} coin`, symbol: name.toUpperCase(), decimals: 18 },
    rpcUrls: { default: { http: [`https://${name.toLowerCase()}.example`] } },
    blockTime,
  })

function madeUpMarkets(protocol: string, chainId: number, block: bigint): MarketSnapshot {
  const at = { number: block, timestamp: block * 12n }
  return { protocol, chainId, block: at, farms: [], pools: [], issues: [], state: null }
}

/** A protocol that reads one number from its node, the block, and is on the chains with these ids. */
export function madeUpReader(id: string, name: string, chainIds: readonly number[]): ProtocolReader {
  const entry: Address = `0x${'e1'.repeat(20)}`
  const readBlock = async (client: Client): Promise<bigint> =>
    BigInt(
      await client.request<{ Parameters: readonly unknown[]; ReturnType: string }>(
        { method: 'read', params: [id] },
        { retryCount: 0 },
      ),
    )
  const fetchMarkets: ProtocolReader['fetchMarkets'] = async (client, chainId) =>
    madeUpMarkets(id, chainId, await readBlock(client))
  return {
    id,
    name,
    liquidates: 'all',
    hasPools: true,
    entryOn: (chainId) => (chainIds.includes(chainId) ? entry : null),
    fetchMarkets,
    fetchAccount: async (client, chainId, owner): Promise<AccountSnapshot> => ({
      markets: await fetchMarkets(client, chainId),
      owner,
      positions: [],
      supplies: [],
      wallet: [],
      nativeBalance: 0n,
    }),
    fetchGrowth: async () => null,
    applyGrowth: (markets) => markets,
    applyGrowthToAccount: (account) => account,
    fetchPositionOwner: async () => null,
  }
}

/** A chain's node. What it is asked for is noted; `blockOf` throws for whoever it fails. */
export function madeUpNode(chain: Chain, blockOf: (protocol: string) => bigint) {
  const asked: string[] = []
  const request = async ({ method, params }: { method: string; params?: unknown }) => {
    const [protocol] = Array.isArray(params) ? params : []
    asked.push([method, protocol].filter(Boolean).join(' '))
    return numberToHex(method === 'eth_chainId' ? chain.id : blockOf(String(protocol)))
  }
  const client: Client = createClient({ chain, transport: custom({ request }, { retryCount: 0 }) })
  return { client, asked }
}
