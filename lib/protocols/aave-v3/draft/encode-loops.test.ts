import { decodeFunctionData, erc20Abi, maxUint256 } from 'viem'
import { expect, it } from 'vitest'
import type { Address } from '../../../domain/asset'
import type { Call } from '../../../domain/call'
import { weth, wstEth } from '../testing/pools'
import { routerAbi } from '../venues/uniswap-v3/abi'
import { poolAbi } from './abi'
import { encodeLoops } from './encode-loops'
import type { LoopStep } from './loop-state'

const parties = {
  account: '0x4444444444444444444444444444444444444444',
  pool: '0x5555555555555555555555555555555555555555',
  router: '0x6666666666666666666666666666666666666666',
  deadlineSeconds: 1_700_000_000n,
} as const
const place = {
  venue: 'Uniswap V3',
  pool: '0x7777777777777777777777777777777777777777',
  feePips: 100,
} as const

const names = new Map<Address, string>([
  [weth.address, 'WETH'],
  [wstEth.address, 'wstETH'],
])

/** What each call is, in short. */
function tell({ to, data }: Call): string {
  if (to === parties.router) {
    const { functionName, args } = decodeFunctionData({ abi: routerAbi, data })
    const [first] = args
    const amounts =
      'amountIn' in first
        ? [first.amountIn, first.amountOutMinimum]
        : [first.amountInMaximum, first.amountOut]
    return `${functionName} ${names.get(first.tokenIn)} ${amounts.join(' ')} until ${first.deadline}`
  }
  if (to === parties.pool) {
    const { functionName, args } = decodeFunctionData({ abi: poolAbi, data })
    const [asset, amount, ...others] = args
    return `${functionName} ${names.get(asset)} ${amount === maxUint256 ? 'all' : amount} ${others.join(' ')}`
  }
  const { functionName, args } = decodeFunctionData({ abi: erc20Abi, data })
  return `${functionName} ${names.get(to)} ${args.join(' ')}`
}

const swap = (from: Address, to: Address, exact: 'in' | 'out', amount: bigint, limit: bigint): LoopStep => ({
  kind: 'swap',
  place,
  trade: { from, to, exact, amount },
  amountIn: amount,
  amountOut: amount,
  limit,
  feeWad: 0n,
})

it('loops up allow exactly what they take', () => {
  const steps: readonly LoopStep[] = [
    { kind: 'borrow', asset: weth.address, amount: 100n },
    swap(weth.address, wstEth.address, 'in', 100n, 80n),
    { kind: 'supply', asset: wstEth.address, amount: 80n },
    { kind: 'borrow', asset: weth.address, amount: 50n },
    swap(weth.address, wstEth.address, 'in', 50n, 39n),
    { kind: 'supply', asset: wstEth.address, amount: 39n },
  ]
  const { account, pool, router } = parties
  expect(encodeLoops(steps, parties).map(tell)).toEqual([
    `approve WETH ${router} 150`,
    `approve wstETH ${pool} 119`,
    `borrow WETH 100 2 0 ${account}`,
    'exactInputSingle WETH 100 80 until 1700000000',
    `supply wstETH 80 ${account} 0`,
    `borrow WETH 50 2 0 ${account}`,
    'exactInputSingle WETH 50 39 until 1700000000',
    `supply wstETH 39 ${account} 0`,
  ])
})

it('a repayment of all takes back what it did not need', () => {
  const steps: readonly LoopStep[] = [
    { kind: 'withdraw', asset: wstEth.address, amount: 40n },
    swap(wstEth.address, weth.address, 'in', 40n, 47n),
    { kind: 'repay', asset: weth.address, amount: 47n, isAll: false },
    { kind: 'withdraw', asset: wstEth.address, amount: 90n },
    swap(wstEth.address, weth.address, 'out', 101n, 90n),
    { kind: 'repay', asset: weth.address, amount: 100n, isAll: true },
  ]
  const { account, pool, router } = parties
  expect(encodeLoops(steps, parties).map(tell)).toEqual([
    `approve wstETH ${router} 130`,
    `approve WETH ${pool} 148`,
    `withdraw wstETH 40 ${account}`,
    'exactInputSingle wstETH 40 47 until 1700000000',
    `repay WETH 47 2 ${account}`,
    `withdraw wstETH 90 ${account}`,
    'exactOutputSingle wstETH 90 101 until 1700000000',
    `repay WETH all 2 ${account}`,
    `approve wstETH ${router} 0`,
    `approve WETH ${pool} 0`,
  ])
})
