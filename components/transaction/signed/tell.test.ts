import { encodeFunctionData, erc20Abi, getAddress, maxUint256, parseAbi } from 'viem'
import { describe, expect, test } from 'vitest'
import type { Asset } from '../../../lib/domain/asset'
import type { Hex } from '../../../lib/domain/call'
import { ONE_BY_ONE, planSends } from '../../../lib/execution/executor'
import { readSigned } from '../../../lib/execution/read-signed'
import { createPlan, owner } from '../../../lib/execution/testing/fake-plan'
import { createSafeSteps, pool } from '../../../lib/execution/testing/safe-plan'
import type { PlanStep } from '../../../lib/plan/plan'
import { makeMarkets, usdc } from '../../../lib/plan/testing/fixtures'
import { encodeExecution } from '../../../lib/safe/encode'
import { convertItem } from '../../../lib/safe/inner-call'
import { collectNames } from './names'
import { type Told, tellTransaction } from './tell'

const functions = parseAbi([
  'struct Inner { address target; bytes callData }',
  'struct Swap { address tokenIn; address tokenOut; uint256 amountIn; uint256 amountOutMinimum; bool isExact }',
  'function batch(address onBehalfOf, Inner[] calls)',
  'function supply(address asset, uint256 amount, address onBehalfOf, uint16 referral)',
  'function swap(Swap params)',
  'function swaps(address[] path, bytes extra)',
])
const coin: Asset = { address: usdc.address, symbol: 'ETH', name: 'Ether', decimals: 18 }
const router = getAddress('0x0000000000000000000000000000000000000f00')
const stranger = getAddress('0x00000000000000000000000000000000000f0bad')

const wallet = [
  { asset: usdc, balance: 0n, allowances: [{ spender: router, spenderName: 'Test router', amount: 0n }] },
]

function tellSteps(steps: readonly PlanStep[]): readonly Told[] {
  const plan = createPlan(steps)
  const known = { names: collectNames(plan, makeMarkets(), wallet), functions, coin }
  const requests = readSigned(plan, planSends(steps, ONE_BY_ONE))
  return requests.flat().map((transaction) => tellTransaction(known, transaction))
}

const tellCall = (data: Hex, value = 0n) =>
  tellSteps([{ kind: 'call', call: { to: stranger, data, value }, actions: [] }])[0]

/** All sentences, deepest in. */
const listTexts = ({ text, parts }: Told): readonly string[] => [text, ...parts.flatMap(listTexts)]

describe('a plan in a Safe', () => {
  const { create, approve, execute } = createSafeSteps()
  const [creation, approval, execution] = tellSteps([create, approve, execute])

  test('is told by who acts, what is taken and who receives it', () => {
    expect(creation?.text).toBe('Create your Safe, which your wallet alone owns')
    expect(approval?.text).toBe('Let your Safe take exactly 0.000000000000001 TKN')
    expect(execution?.text).toBe('Have your Safe do all of this, or nothing, with 0.000000000000000003 ETH')
    expect(execution?.parts.map(({ text }) => text)).toEqual([
      'Take exactly 0.000000000000001 TKN from your wallet to your Safe',
      `Let ${pool} take exactly 0.000000000000001 TKN`,
      `Call function 0x617ba037 of ${pool}, with 0.000000000000000003 ETH`,
      'Send all that is left of 0x0000000000000000000000000000000000000702 to your wallet, by code of Test router 0x0000…0F00 run as its own',
    ])
  })

  test('keeps the bytes beside each sentence', () => {
    expect(execution?.bytes).toBe(execute.call.data)
    expect(execution?.parts.every(({ bytes }) => bytes !== null)).toBe(true)
  })
})

test('unwrapping what a Safe is left with is told with who gets it', () => {
  const { execute } = createSafeSteps()
  const batch = execute.kind === 'call' ? execute.batch : undefined
  if (!batch) throw new Error('no batch')
  const toldWith = (minimum: bigint) => {
    const calls = [convertItem({ kind: 'unwrap', by: router, minimum, receiver: owner })]
    const step = { ...execute, call: encodeExecution({ ...batch, value: 0n, calls }) }
    return tellSteps([step])[0]?.parts[0]?.text
  }
  const how = ', by code of Test router 0x0000…0F00 run as its own'
  const all = 'Unwrap all that is left of the wrapped ETH and send it to your wallet'
  expect(toldWith(0n)).toBe(`${all}${how}`)
  expect(toldWith(10n ** 18n)).toBe(`${all}, at least 1 ETH${how}`)
})

describe('a single call', () => {
  test('of a function that the protocol calls is told with its arguments', () => {
    const args = [usdc.address, 1_234n, owner, 0] as const
    const told = tellCall(encodeFunctionData({ abi: functions, functionName: 'supply', args }), 5n)
    expect(told && listTexts(told)).toEqual([
      `Call supply of ${stranger}, with 0.000000000000000005 ETH`,
      'asset: USDC 0x0000…00cc',
      'amount: 1,234 USDC',
      'onBehalfOf: your wallet',
      'referral: 0',
    ])
  })

  test('that makes many is told with each of them', () => {
    const args = [usdc.address, maxUint256, stranger, 0] as const
    const supply = encodeFunctionData({ abi: functions, functionName: 'supply', args })
    const calls = [
      { target: stranger, callData: supply },
      { target: stranger, callData: '0x12345678' },
    ] as const
    const told = tellCall(encodeFunctionData({ abi: functions, functionName: 'batch', args: [owner, calls] }))
    expect(told && listTexts(told)).toEqual([
      `Call batch of ${stranger}`,
      'onBehalfOf: your wallet',
      'calls:',
      '1:',
      `Call supply of ${stranger}`,
      'asset: USDC 0x0000…00cc',
      'amount: the most there is (2²⁵⁶ − 1)',
      `onBehalfOf: ${stranger}`,
      'referral: 0',
      '2:',
      `Call function 0x12345678 of ${stranger}`,
    ])
  })

  test('says each amount of a trade in the token of its own side', () => {
    const args = [
      { tokenIn: usdc.address, tokenOut: stranger, amountIn: 5n, amountOutMinimum: 7n, isExact: true },
    ] as const
    const told = tellCall(encodeFunctionData({ abi: functions, functionName: 'swap', args }))
    expect(told && listTexts(told)).toContain('amountIn: 5 USDC')
    expect(told && listTexts(told)).toContain('amountOutMinimum: 7')
  })

  test('names what lists are empty, and how long loose bytes are', () => {
    const args = [[], '0x0102'] as const
    const told = tellCall(encodeFunctionData({ abi: functions, functionName: 'swaps', args }))
    expect(told && listTexts(told).slice(1)).toEqual(['path: none', 'extra: 2 bytes'])
  })

  test('is told by its selector and bytes where the function is unknown, or has more than its arguments', () => {
    const unknown = tellCall('0xdeadbeef00')
    expect(unknown).toEqual({
      text: `Call function 0xdeadbeef of ${stranger}`,
      parts: [],
      bytes: '0xdeadbeef00',
    })
    const args = [usdc.address, 1n, owner, 0] as const
    const padded = `${encodeFunctionData({ abi: functions, functionName: 'supply', args })}00` as const
    expect(tellCall(padded)?.text).toBe(`Call function ${padded.slice(0, 10)} of ${stranger}`)
  })

  test('of a token to somebody else says to whom, and an approval without a limit says so', () => {
    const transfer = encodeFunctionData({ abi: erc20Abi, functionName: 'transfer', args: [stranger, 5n] })
    const approve = encodeFunctionData({
      abi: erc20Abi,
      functionName: 'approve',
      args: [stranger, maxUint256],
    })
    const [sent, allowed] = tellSteps(
      [transfer, approve].map((data) => ({
        kind: 'call',
        call: { to: usdc.address, data, value: 0n },
        actions: [],
      })),
    )
    expect(sent?.text).toBe(`Send exactly 5 USDC to ${stranger}`)
    expect(allowed?.text).toBe(`Let ${stranger} take USDC without a limit`)
  })
})
