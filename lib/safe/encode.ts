import { concat, encodeFunctionData, numberToHex, zeroAddress } from 'viem'
import type { Address } from '../domain/asset'
import type { Execution } from '../domain/batch'
import type { Call, Hex } from '../domain/call'
import { factoryAbi, multiSendAbi, safeAbi } from './abi'
import { safeContracts } from './contracts'
import { encodePackedCalls } from './packed'
import { computeSaltNonce, encodeSetup, SINGLETON } from './predict'

const DELEGATECALL = 1

/** Creates an account's Safe of that index. Anybody may send it, and it reverts where the Safe is there already. */
export function encodeCreation(owner: Address, index: number): Call {
  const data = encodeFunctionData({
    abi: factoryAbi,
    functionName: 'createProxyWithNonce',
    args: [SINGLETON, encodeSetup(owner), computeSaltNonce(index)],
  })
  return { to: safeContracts.factory, data, value: 0n }
}

/**
 * For the owner to send: being the sender is the signature. Nothing is refunded to anybody, and no gas is set aside, so
 * that a call which fails takes all others with it. Where nothing is delegated it goes through the contract that refuses
 * to delegate.
 */
export function encodeExecution({ safe, owner, value, calls }: Execution): Call {
  const isDelegating = calls.some(({ operation }) => operation === 'delegatecall')
  const carrier = isDelegating ? safeContracts.multiSend : safeContracts.multiSendCallOnly
  const batch = encodeFunctionData({
    abi: multiSendAbi,
    functionName: 'multiSend',
    args: [encodePackedCalls(calls)],
  })
  // The Safe's own code reads no value of what it delegates: what is sent along is in it by then.
  const nothing = [0n, 0n, 0n, zeroAddress, zeroAddress] as const
  const data = encodeFunctionData({
    abi: safeAbi,
    functionName: 'execTransaction',
    args: [carrier, 0n, batch, DELEGATECALL, ...nothing, encodeSenderSignature(owner)],
  })
  return { to: safe, data, value }
}

/** "Approved by `owner`", which the Safe believes of whoever calls it (`Safe.checkNSignatures`, v = 1). */
export function encodeSenderSignature(owner: Address): Hex {
  const word = (value: bigint) => numberToHex(value, { size: 32 })
  return concat([word(BigInt(owner)), word(0n), numberToHex(1, { size: 1 })])
}
