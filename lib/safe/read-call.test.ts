import fc from 'fast-check'
import { encodeFunctionData, erc20Abi, getAddress, parseAbi, toFunctionSelector } from 'viem'
import { describe, expect, it } from 'vitest'
import type { InnerCall } from '../domain/batch'
import { convertItem } from './inner-call'
import { readCall } from './read-call'
import { anyAddress, anyUint256 } from './testing/arbitraries'

const token = getAddress('0x0000000000000000000000000000000000000b0b')
const inner = (data: `0x${string}`, value = 0n): InnerCall => ({ to: token, value, data, operation: 'call' })
const permitAbi = parseAbi(['function permit(address, address, uint256, uint256, uint8, bytes32, bytes32)'])
const zero = `0x${'00'.repeat(32)}` as const

describe('a call', () => {
  it('of a token is read to its arguments', () => {
    fc.assert(
      fc.property(anyAddress, anyAddress, anyUint256, anyUint256, (one, other, amount, deadline) => {
        const encode = (functionName: 'approve' | 'transfer') =>
          inner(encodeFunctionData({ abi: erc20Abi, functionName, args: [one, amount] }))
        expect(readCall(encode('approve'))).toEqual({ kind: 'approve', token, spender: one, amount })
        expect(readCall(encode('transfer'))).toEqual({ kind: 'transfer', token, receiver: one, amount })
        const take = encodeFunctionData({
          abi: erc20Abi,
          functionName: 'transferFrom',
          args: [one, other, amount],
        })
        expect(readCall(inner(take))).toEqual({
          kind: 'transfer-from',
          token,
          from: one,
          receiver: other,
          amount,
        })
        const permit = encodeFunctionData({
          abi: permitAbi,
          functionName: 'permit',
          args: [one, other, amount, deadline, 27, zero, zero],
        })
        expect(readCall(inner(permit))).toEqual({
          kind: 'permit',
          token,
          owner: one,
          spender: other,
          amount,
          deadline,
        })
      }),
    )
  })

  it('with a byte more or fewer than a token’s function takes is malformed', () => {
    const data = encodeFunctionData({ abi: erc20Abi, functionName: 'approve', args: [token, 1n] })
    const malformed = { kind: 'malformed', contract: token, selector: '0x095ea7b3' }
    expect(readCall(inner(`${data}00`))).toEqual(malformed)
    expect(readCall(inner(`0x${data.slice(2, -2)}`))).toEqual(malformed)
    expect(readCall(inner('0x095ea7b3'))).toEqual(malformed)
  })

  it.each([
    'increaseAllowance(address,uint256)',
    'setApprovalForAll(address,bool)',
    'permit(address,address,uint256,uint256,bool,uint8,bytes32,bytes32)',
    'approve(address,address,uint160,uint48)',
  ])('of %s lets somebody take what no amount bounds', (signature) => {
    const selector = toFunctionSelector(signature)
    expect(readCall(inner(`${selector}1234`))).toEqual({ kind: 'grant', contract: token, selector })
  })

  it('without data pays, and a sweep sweeps', () => {
    expect(readCall(inner('0x', 7n))).toEqual({ kind: 'pay', receiver: token, amount: 7n })
    const sweep = { kind: 'sweep', by: token, token, minimum: 3n, receiver: token } as const
    expect(readCall(convertItem(sweep))).toEqual(sweep)
    const unwrap = { kind: 'unwrap', by: token, minimum: 3n, receiver: token } as const
    expect(readCall(convertItem(unwrap))).toEqual(unwrap)
  })

  it('of any other function is its contract’s own affair', () => {
    expect(readCall(inner('0xdeadbeef00'))).toEqual({
      kind: 'other',
      contract: token,
      selector: '0xdeadbeef',
    })
    expect(readCall(inner('0xdead'))).toEqual({ kind: 'other', contract: token, selector: '0xdead' })
  })
})
