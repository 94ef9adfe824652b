import { type Address, erc20Abi, isAddressEqual, parseAbi } from 'viem'
import { multicall, readContract } from 'viem/actions'
import { practiceUniswapV3 } from '../../devnet/accounts'
import { readLendingMarket } from '../../devnet/testing/lending-market'
import { parseId } from '../../lib/domain/id'
import { parsePositionId } from '../../lib/protocols/aave-v3/ids'
import { aaveV3, type LendingProtocol, spark } from '../../lib/protocols/aave-v3/protocols'
import type { ChainControls } from './chain-controls'
import type { ProtocolTruth } from './chain-truth'

const poolAbi = parseAbi([
  'function getUserAccountData(address user) view returns (uint256 collateral, uint256 debt, uint256 available, uint256 threshold, uint256 ltv, uint256 healthFactor)',
])
const dataAbi = parseAbi([
  'function getUserReserveData(address asset, address user) view returns (uint256 supplied, uint256 stableDebt, uint256 debt, uint256, uint256, uint256, uint256, uint40, bool isCollateral)',
])

export const aaveV3Truth = makeTruth(aaveV3)
export const sparkTruth = makeTruth(spark)

/** By the pool itself and its data provider, found from the addresses' provider. */
function makeTruth(protocol: LendingProtocol): ProtocolTruth {
  const readMarket = (chain: ChainControls) => {
    const provider = protocol.entries[chain.client.chain.id]
    if (!provider) throw new Error(`${protocol.name} is not on ${chain.client.chain.name}`)
    return readLendingMarket(chain.client, provider)
  }
  return {
    protocol: protocol.id,
    accountOf: (positionId) => {
      const holder = parsePositionId(protocol.id, parseId(positionId)?.chainId ?? 0, positionId)
      if (!holder) throw new Error(`“${positionId}” names no holder`)
      return holder
    },
    readHealthFactor: async (chain, holder) => {
      const { pool } = await readMarket(chain)
      const ask = { address: pool, abi: poolAbi, functionName: 'getUserAccountData', args: [holder] } as const
      const [, , , , , healthFactor] = await readContract(chain.client, ask)
      return healthFactor
    },
    findLeftovers: async (chain, holder, owner) => {
      const market = await readMarket(chain)
      const spenders = [market.pool, practiceUniswapV3.router]
      const isSafe = !isAddressEqual(holder, owner)
      const left = await Promise.all([
        findHoldings(chain, market, holder),
        isSafe ? findBalances(chain, market.assets, holder) : [],
        findAllowances(chain, market.assets, owner, isSafe ? [...spenders, holder] : spenders),
        isSafe ? findAllowances(chain, market.assets, holder, spenders) : [],
      ])
      return left.flat()
    },
  }
}

type Market = Awaited<ReturnType<typeof readLendingMarket>>
const all = { allowFailure: false, deployless: true } as const

/** What the pool keeps for an account: lent to it, and owed to it. */
async function findHoldings(
  { client }: ChainControls,
  { data, assets }: Market,
  holder: Address,
): Promise<readonly string[]> {
  const contracts = assets.map((asset) => ({
    address: data,
    abi: dataAbi,
    functionName: 'getUserReserveData' as const,
    args: [asset, holder] as const,
  }))
  const found = await multicall(client, { ...all, contracts })
  return found.flatMap(([supplied, stableDebt, debt], i) => [
    ...(supplied > 0n ? [`${supplied} of ${assets[i]} lent`] : []),
    ...(debt + stableDebt > 0n ? [`debt of ${debt + stableDebt} of ${assets[i]}`] : []),
  ])
}

async function findBalances(
  { client }: ChainControls,
  assets: readonly Address[],
  holder: Address,
): Promise<readonly string[]> {
  const contracts = assets.map((address) => ({
    address,
    abi: erc20Abi,
    functionName: 'balanceOf' as const,
    args: [holder] as const,
  }))
  const balances = await multicall(client, { ...all, contracts })
  return balances.flatMap((balance, i) => (balance > 0n ? [`${balance} of ${assets[i]} in the Safe`] : []))
}

async function findAllowances(
  { client }: ChainControls,
  assets: readonly Address[],
  from: Address,
  spenders: readonly Address[],
): Promise<readonly string[]> {
  const contracts = assets.flatMap((address) =>
    spenders.map((spender) => ({
      address,
      abi: erc20Abi,
      functionName: 'allowance' as const,
      args: [from, spender] as const,
    })),
  )
  const allowed = await multicall(client, { ...all, contracts })
  return contracts.flatMap(({ address, args }, i) =>
    allowed[i] ? [`an allowance of ${allowed[i]} of ${address} to ${args[1]}`] : [],
  )
}
