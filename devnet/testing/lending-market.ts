import { type Address, parseAbi } from 'viem'
import type { TestChain } from '../test-chain'

const providerAbi = parseAbi([
  'function getPool() view returns (address)',
  'function getPriceOracle() view returns (address)',
  'function getPoolDataProvider() view returns (address)',
])
const poolAbi = parseAbi(['function getReservesList() view returns (address[])'])

/** A pool of Aave's code line as anybody finds it: from its addresses' provider. */
export async function readLendingMarket(chain: TestChain, provider: Address) {
  const ask = { address: provider, abi: providerAbi } as const
  const [pool, oracle, data] = await Promise.all([
    chain.readContract({ ...ask, functionName: 'getPool' }),
    chain.readContract({ ...ask, functionName: 'getPriceOracle' }),
    chain.readContract({ ...ask, functionName: 'getPoolDataProvider' }),
  ])
  const assets = await chain.readContract({ address: pool, abi: poolAbi, functionName: 'getReservesList' })
  return { pool, oracle, data, assets }
}
