import { type Address, createTestClient, type Hex, hexToString, http, parseAbi, publicActions } from 'viem'
import { practiceChain } from '../lib/config/chains'
import { practiceEntry } from './accounts'

const abi = parseAbi([
  'function getCreditManagers() view returns (address[])',
  'function creditConfigurator() view returns (address)',
  'function creditAccounts() view returns (address[])',
  'function allowedAdapters() view returns (address[])',
  'function contractType() view returns (bytes32)',
  'function targetContract() view returns (address)',
  'function supportedPairs() view returns ((address token0, address token1)[])',
  'function supportedPoolIds() view returns (bytes32[])',
  'function factory() view returns (address)',
  'function getPair(address, address) view returns (address)',
  'function getReserves() view returns (uint112, uint112, uint32)',
  'function getPoolTokens(bytes32) view returns (address[], uint256[], uint256)',
])

/** A pool as anybody finds it on the chain: two tokens and what it holds of them. */
export type FoundPool = {
  readonly tokens: readonly [Address, Address]
  readonly reserves: readonly [bigint, bigint]
}

export type TestChain = ReturnType<typeof connectTestChain>

/** Reads the practice chain in tests the way the app would: from the entry, knowing no other address. */
export function connectTestChain(url: string) {
  return createTestClient({
    mode: 'anvil',
    chain: practiceChain,
    // a machine that is busy with other tests answers late: what is too slow, the tests' own limits say
    transport: http(url, { retryCount: 0, timeout: 60_000 }),
  }).extend(publicActions)
}

export function readManagers(chain: TestChain): Promise<readonly Address[]> {
  return chain.readContract({ address: practiceEntry, abi, functionName: 'getCreditManagers' })
}

export async function readAccounts(chain: TestChain): Promise<readonly Address[]> {
  const managers = await readManagers(chain)
  const accounts = managers.map((address) =>
    chain.readContract({ address, abi, functionName: 'creditAccounts' }),
  )
  return (await Promise.all(accounts)).flat()
}

/** The contracts behind all adapters of a type, each once, with one adapter that leads there. */
export async function readTargets(chain: TestChain, type: string): Promise<ReadonlyMap<Address, Address>> {
  const targets = new Map<Address, Address>()
  for (const manager of await readManagers(chain)) {
    const configurator = await chain.readContract({
      address: manager,
      abi,
      functionName: 'creditConfigurator',
    })
    const adapters = await chain.readContract({
      address: configurator,
      abi,
      functionName: 'allowedAdapters',
    })
    for (const address of adapters) {
      const found = await chain.readContract({ address, abi, functionName: 'contractType' })
      if (hexToString(found, { size: 32 }) !== type) continue
      const target = await chain.readContract({ address, abi, functionName: 'targetContract' })
      // The first market's adapter allows the most.
      if (!targets.has(target)) targets.set(target, address)
    }
  }
  return targets
}

export async function readPools(chain: TestChain): Promise<readonly FoundPool[]> {
  const pools: FoundPool[] = []
  for (const [router, adapter] of await readTargets(chain, 'ADAPTER::UNISWAP_V2_ROUTER')) {
    const factory = await chain.readContract({ address: router, abi, functionName: 'factory' })
    const pairs = await chain.readContract({ address: adapter, abi, functionName: 'supportedPairs' })
    for (const { token0, token1 } of pairs) {
      const pair = await chain.readContract({
        address: factory,
        abi,
        functionName: 'getPair',
        args: [token0, token1],
      })
      const [reserve0, reserve1] = await chain.readContract({
        address: pair,
        abi,
        functionName: 'getReserves',
      })
      pools.push({ tokens: [token0, token1], reserves: [reserve0, reserve1] })
    }
  }
  for (const [vault, adapter] of await readTargets(chain, 'ADAPTER::BALANCER_VAULT')) {
    const poolIds = await chain.readContract({ address: adapter, abi, functionName: 'supportedPoolIds' })
    for (const poolId of poolIds) pools.push(await readBalancerPool(chain, vault, poolId))
  }
  return pools
}

async function readBalancerPool(chain: TestChain, vault: Address, poolId: Hex): Promise<FoundPool> {
  const [tokens, balances] = await chain.readContract({
    address: vault,
    abi,
    functionName: 'getPoolTokens',
    args: [poolId],
  })
  const [token0, token1] = tokens
  const [reserve0, reserve1] = balances
  if (!token0 || !token1 || reserve0 === undefined || reserve1 === undefined) {
    throw new Error('A pool of fewer than two tokens')
  }
  return { tokens: [token0, token1], reserves: [reserve0, reserve1] }
}
