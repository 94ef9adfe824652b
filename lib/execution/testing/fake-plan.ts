import { encodeFunctionData, erc20Abi } from 'viem'
import { practiceChain } from '../../config/chains'
import type { PlanStep, TransactionPlan } from '../../plan/plan'
import { START_TIME } from './fake-node'

export const owner = '0x00000000000000000000000000000000000a11ce'
const spender = '0x00000000000000000000000000000000000beef0'
const target = '0x000000000000000000000000000000000000ca11'
const asset = {
  address: '0x00000000000000000000000000000000000700c0',
  symbol: 'USDC',
  name: 'USD Coin',
  decimals: 6,
} as const

export const NEEDED = 1_000n

export const mainCall: PlanStep = {
  kind: 'call',
  call: { to: target, data: '0x12345678', value: 0n },
  actions: [],
}

export function approveStep(amount: bigint): PlanStep {
  const data = encodeFunctionData({ abi: erc20Abi, functionName: 'approve', args: [spender, amount] })
  return { kind: 'approve', call: { to: asset.address, data, value: 0n }, asset, spender, amount }
}

/** A plan of these steps; one approval and one call where none are given. `more` is what else is said of it. */
export function createPlan(
  steps: readonly PlanStep[] = [approveStep(NEEDED), mainCall],
  more: Partial<Pick<TransactionPlan, 'owner' | 'deadlineSeconds'>> = {},
): TransactionPlan {
  return {
    chainId: practiceChain.id,
    owner,
    protocol: 'any',
    intent: { kind: 'close', positionId: 'any:31337:0x01', owner: more.owner ?? owner, receive: asset },
    steps,
    deadlineSeconds: START_TIME + 1_200n,
    slippageBps: 50n,
    after: null,
    ratesAfter: null,
    walletChanges: [],
    priceImpactWad: 0n,
    priceImpactE8: 0n,
    feesE8: 0n,
    chargesE8: 0n,
    issues: [],
    ...more,
  }
}

/** A `localStorage` that lives in memory. */
export function createMemoryStorage() {
  const items = new Map<string, string>()
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  }
}
