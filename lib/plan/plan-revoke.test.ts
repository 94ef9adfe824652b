import { decodeFunctionData, erc20Abi } from 'viem'
import { describe, expect, it } from 'vitest'
import { listAllowances, planRevoke } from './plan-revoke'
import { makeAccount, spender, usdc } from './testing/fixtures'
import { makeTolerance } from './tolerance'

const withAllowance = (allowance: bigint) => makeAccount({ balance: 0n, allowance })

describe('taking an allowance back', () => {
  it('lists what may still be taken, by whom, and nothing else', () => {
    expect(listAllowances(withAllowance(5_000n))).toEqual([
      { asset: usdc, spender, spenderName: 'Test spender', amount: 5_000n },
    ])
    expect(listAllowances(withAllowance(0n))).toEqual([])
  })

  it('is one approval of 0, which moves nothing', () => {
    const account = withAllowance(5_000n)
    const [allowance] = listAllowances(account)
    if (!allowance) throw new Error('There is one')
    const result = planRevoke(account, allowance, makeTolerance(account.markets.block))
    if (!result.ok) throw new Error('Nothing is in the way')
    const { steps, walletChanges } = result.plan
    expect(walletChanges).toEqual([])
    expect(steps).toMatchObject([
      { kind: 'approve', asset: usdc, spender, spenderName: 'Test spender', amount: 0n },
    ])
    const [step] = steps
    expect(step?.call.to).toBe(usdc.address)
    const { functionName, args } = decodeFunctionData({ abi: erc20Abi, data: step?.call.data ?? '0x' })
    expect([functionName, args?.[1]]).toEqual(['approve', 0n])
  })
})
