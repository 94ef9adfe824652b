import { type Address, type Client, parseAbi } from 'viem'
import { readContract } from 'viem/actions'

const providerAbi = parseAbi([
  'function getPool() view returns (address)',
  'function getPriceOracle() view returns (address)',
  'function getPoolDataProvider() view returns (address)',
])
const poolAbi = parseAbi(['function getReservesList() view returns (address[])'])

/** A pool of Aave's code line as anybody finds it: from its addresses' provider. */
export async function readLendingMarket(chain: Client, provider: Address) {
  const ask = { address: provider, abi: providerAbi } as const
  const [pool, oracle, data] = await Promise.all([
    readContract(chain, { ...ask, functionName: 'getPool' }),
    readContract(chain, { ...ask, functionName: 'getPriceOracle' }),
    readContract(chain, { ...ask, functionName: 'getPoolDataProvider' }),
  ])
  const assets = await readContract(chain, { address: pool, abi: poolAbi, functionName: 'getReservesList' })
  return { pool, oracle, data, assets }
}
