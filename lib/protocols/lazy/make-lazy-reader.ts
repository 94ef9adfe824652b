import type { ProtocolReader, ReaderHead } from '../protocol'

/**
 * A reader whose code comes with its first read, which fails where the code does not come, and is tried again as any. What is
 * pure concerns snapshots, which nobody has before.
 */
export function makeLazyReader(head: ReaderHead, load: () => Promise<ProtocolReader>): ProtocolReader {
  let loaded: ProtocolReader | null = null
  const get = async () => {
    loaded ??= await load()
    return loaded
  }
  return {
    ...head,
    fetchMarkets: async (...asked) => (await get()).fetchMarkets(...asked),
    fetchAccount: async (...asked) => (await get()).fetchAccount(...asked),
    fetchGrowth: async (...asked) => (await get()).fetchGrowth(...asked),
    fetchPositionOwner: async (...asked) => (await get()).fetchPositionOwner(...asked),
    applyGrowth: (markets, growth) => loaded?.applyGrowth(markets, growth) ?? markets,
    applyGrowthToAccount: (account, growth) => loaded?.applyGrowthToAccount(account, growth) ?? account,
  }
}
