import { type Address, erc20Abi, parseAbi } from 'viem'
import { multicall, readContract } from 'viem/actions'
import { parseId } from '../../lib/domain/id'
import { PROTOCOL_ID, parsePositionId } from '../../lib/protocols/gearbox-v3/ids'
import type { ChainControls } from './chain-controls'
import type { ProtocolTruth } from './chain-truth'

const creditAbi = parseAbi([
  'function creditManager() view returns (address)',
  'function collateralTokensCount() view returns (uint8)',
  'function getTokenByMask(uint256 tokenMask) view returns (address)',
  'function creditAccountInfo(address creditAccount) view returns (uint256 debt, uint256 cumulativeIndexLastUpdate, uint128 cumulativeQuotaInterest, uint128 quotaFees, uint256 enabledTokensMask, uint16 flags, uint64 lastDebtUpdate, address borrower)',
  'struct CollateralDebtData { uint256 debt; uint256 cumulativeIndexNow; uint256 cumulativeIndexLastUpdate; uint128 cumulativeQuotaInterest; uint256 accruedInterest; uint256 accruedFees; uint256 totalDebtUSD; uint256 totalValue; uint256 totalValueUSD; uint256 twvUSD; uint256 enabledTokensMask; uint256 quotedTokensMask; address[] quotedTokens; address _poolQuotaKeeper; }',
  'function calcDebtAndCollateral(address creditAccount, uint8 task) view returns (CollateralDebtData)',
])
/** `CollateralCalcTask.DEBT_COLLATERAL` */
const DEBT_COLLATERAL = 3

export const gearboxV3Truth: ProtocolTruth = {
  protocol: PROTOCOL_ID,
  accountOf: (positionId) => {
    const account = parsePositionId(positionId, parseId(positionId)?.chainId ?? 0)
    if (!account) throw new Error(`“${positionId}” names no credit account`)
    return account
  },
  readHealthFactor: async (chain, creditAccount) => {
    const { twvUSD, totalDebtUSD } = await readContract(chain.client, {
      address: await readManager(chain, creditAccount),
      abi: creditAbi,
      functionName: 'calcDebtAndCollateral',
      args: [creditAccount, DEBT_COLLATERAL],
    })
    return (twvUSD * 10n ** 18n) / totalDebtUSD
  },
  findLeftovers,
}

/** Debt, collateral beyond the unit that is kept, allowances of the owner to the credit manager. */
async function findLeftovers(
  chain: ChainControls,
  creditAccount: Address,
  owner: Address,
): Promise<readonly string[]> {
  const creditManager = await readManager(chain, creditAccount)
  const manager = { address: creditManager, abi: creditAbi } as const
  const [debt] = await readContract(chain.client, {
    ...manager,
    functionName: 'creditAccountInfo',
    args: [creditAccount],
  })
  const count = await readContract(chain.client, { ...manager, functionName: 'collateralTokensCount' })
  const all = { allowFailure: false, deployless: true } as const
  const tokens = await multicall(chain.client, {
    ...all,
    contracts: Array.from({ length: count }, (_, index) => ({
      ...manager,
      functionName: 'getTokenByMask' as const,
      args: [1n << BigInt(index)] as const,
    })),
  })
  const [balances, allowances] = await Promise.all([
    multicall(chain.client, {
      ...all,
      contracts: tokens.map((address) => ({
        address,
        abi: erc20Abi,
        functionName: 'balanceOf' as const,
        args: [creditAccount] as const,
      })),
    }),
    multicall(chain.client, {
      ...all,
      contracts: tokens.map((address) => ({
        address,
        abi: erc20Abi,
        functionName: 'allowance' as const,
        args: [owner, creditManager] as const,
      })),
    }),
  ])
  return tokens.flatMap((token, i) => [
    ...(i === 0 && debt > 0n ? [`debt of ${debt}`] : []),
    ...((balances[i] ?? 0n) > 1n ? [`${balances[i]} of ${token}`] : []),
    ...((allowances[i] ?? 0n) > 0n ? [`an allowance of ${allowances[i]} of ${token}`] : []),
  ])
}

function readManager({ client }: ChainControls, creditAccount: Address): Promise<Address> {
  return readContract(client, { address: creditAccount, abi: creditAbi, functionName: 'creditManager' })
}
