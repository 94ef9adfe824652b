import { decodeFunctionData, getAddress, pad, zeroAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import { multiSendAbi, safeAbi } from './abi'
import { safeContracts } from './contracts'
import { encodeExecution } from './encode'
import { convertItem } from './inner-call'
import { encodePackedCalls } from './packed'
import { predictSafe } from './predict'

const owner = getAddress('0x00000000000000000000000000000000000a11ce')
const token = getAddress('0x0000000000000000000000000000000000000b0b')
const safe = predictSafe(owner, 0)
const call = convertItem({ kind: 'call', call: { to: token, value: 5n, data: '0x1234' } })
const sweep = convertItem({ kind: 'sweep', by: token, token, minimum: 0n, receiver: owner })

describe('what the owner sends', () => {
  it.each([
    ['without', safeContracts.multiSendCallOnly, [call, call]],
    ['with', safeContracts.multiSend, [call, sweep]],
  ] as const)('%s a delegated call goes through the contract for it, and refunds nothing', (_, to, calls) => {
    const sent = encodeExecution({ safe, owner, value: 5n, calls })
    expect(sent).toMatchObject({ to: safe, value: 5n })
    const { functionName, args } = decodeFunctionData({ abi: safeAbi, data: sent.data })
    expect(functionName).toBe('execTransaction')
    const batch = args?.[2]
    const signature = `${pad(owner).toLowerCase()}${'0'.repeat(64)}01`
    expect(args).toEqual([to, 0n, batch, 1, 0n, 0n, 0n, zeroAddress, zeroAddress, signature])
    const packed = decodeFunctionData({ abi: multiSendAbi, data: batch as `0x${string}` }).args
    expect(packed).toEqual([encodePackedCalls(calls)])
  })
})
