import { type Address, encodeFunctionData, type Hex, parseAbi } from 'viem'
import type { Contract } from './transactor'

/** What a credit facade understands inside a multicall. */
const facadeMulticallAbi = parseAbi([
  'function increaseDebt(uint256 amount)',
  'function addCollateral(address token, uint256 amount)',
  'function withdrawCollateral(address token, uint256 amount, address to)',
  'function updateQuota(address token, int96 quotaChange, uint96 minQuota)',
])

export type MultiCall = { readonly target: Address; readonly callData: Hex }

export function multiCall(target: Contract, functionName: string, args: readonly unknown[]): MultiCall {
  return { target: target.address, callData: encodeFunctionData({ abi: target.abi, functionName, args }) }
}

export function facadeCall(
  market: { readonly facade: Contract },
  functionName: (typeof facadeMulticallAbi)[number]['name'],
  args: readonly unknown[],
): MultiCall {
  return multiCall({ address: market.facade.address, abi: facadeMulticallAbi }, functionName, args)
}
