import { type Abi, encodeFunctionData, erc20Abi, maxUint256, parseAbi } from 'viem'
import type { Address, AssetAmount } from '../../../domain/asset'
import type { Call } from '../../../domain/call'
import { routerAbi } from '../venues/uniswap-v3/abi'
import { poolAbi } from './abi'
import { coinAbi } from './coin'

/** Debts at a stable rate are no more. */
const VARIABLE = 2n
const NO_REFERRAL = 0

const collateralAbi = parseAbi(['function setUserUseReserveAsCollateral(address asset, bool isUsed)'])
const eModeAbi = parseAbi(['function setUserEMode(uint8 categoryId)'])
const rewardsAbi = parseAbi([
  'function claimAllRewards(address[] assets, address to) returns (address[] rewards, uint256[] amounts)',
])

/** Everything that drafts call: what tokens and Safes have is known everywhere. */
export const functionAbi: Abi = [
  ...poolAbi,
  ...collateralAbi,
  ...eModeAbi,
  ...rewardsAbi,
  ...routerAbi,
  ...coinAbi,
]

export function encodeSupply(pool: Address, { asset, amount }: AssetAmount, holder: Address): Call {
  const args = [asset.address, amount, holder, NO_REFERRAL] as const
  return to(pool, encodeFunctionData({ abi: poolAbi, functionName: 'supply', args }))
}

export function encodeUseAsCollateral(pool: Address, asset: Address): Call {
  const args = [asset, true] as const
  return to(
    pool,
    encodeFunctionData({ abi: collateralAbi, functionName: 'setUserUseReserveAsCollateral', args }),
  )
}

/** The category of the account that calls; 0 for none. */
export function encodeSetEMode(pool: Address, category: number): Call {
  return to(pool, encodeFunctionData({ abi: eModeAbi, functionName: 'setUserEMode', args: [category] }))
}

/** All is what it is worth in the block that mines it. */
export function encodeWithdraw(
  pool: Address,
  { asset, amount }: AssetAmount,
  isAll: boolean,
  receiver: Address,
): Call {
  const args = [asset.address, isAll ? maxUint256 : amount, receiver] as const
  return to(pool, encodeFunctionData({ abi: poolAbi, functionName: 'withdraw', args }))
}

export function encodeBorrow(pool: Address, { asset, amount }: AssetAmount, holder: Address): Call {
  const args = [asset.address, amount, VARIABLE, NO_REFERRAL, holder] as const
  return to(pool, encodeFunctionData({ abi: poolAbi, functionName: 'borrow', args }))
}

/** All is what is owed in the block that mines it. */
export function encodeRepay(
  pool: Address,
  { asset, amount }: AssetAmount,
  isAll: boolean,
  holder: Address,
): Call {
  const args = [asset.address, isAll ? maxUint256 : amount, VARIABLE, holder] as const
  return to(pool, encodeFunctionData({ abi: poolAbi, functionName: 'repay', args }))
}

export function encodeTransfer({ asset, amount }: AssetAmount, receiver: Address): Call {
  const args = [receiver, amount] as const
  return to(asset.address, encodeFunctionData({ abi: erc20Abi, functionName: 'transfer', args }))
}

export function encodeApproval({ asset, amount }: AssetAmount, spender: Address): Call {
  const args = [spender, amount] as const
  return to(asset.address, encodeFunctionData({ abi: erc20Abi, functionName: 'approve', args }))
}

/** Everything that holding these tokens has earned. */
export function encodeClaim(controller: Address, tokens: readonly Address[], receiver: Address): Call {
  const args = [tokens, receiver] as const
  return to(controller, encodeFunctionData({ abi: rewardsAbi, functionName: 'claimAllRewards', args }))
}

function to(contract: Address, data: Call['data']): Call {
  return { to: contract, data, value: 0n }
}
