import { zeroAddress } from 'viem'
import { expect, test } from 'vitest'
import type { AssetAmount } from '../domain/asset'
import { findOutcomeMoves } from '../plan/outcome-moves'
import type { PlanStep } from '../plan/plan'
import { usdc } from '../plan/testing/fixtures'
import { intents, makeOutcome, makePlan } from '../plan/testing/outcomes'
import { takeUp } from './rehearse'

const coin = { ...usdc, address: zeroAddress, symbol: 'ETH' }
const call = (value: bigint): PlanStep => ({
  kind: 'call',
  call: { to: usdc.address, data: '0x', value },
  actions: [],
})
const steps = [call(5n), call(0n)]

/** With so much in the wallet, of the token and of the coin. */
function at(balance: bigint, nativeBalance: bigint) {
  const { before } = makeOutcome({}, {})
  return { ...before, nativeBalance, wallet: [{ asset: usdc, balance, allowances: [] }] }
}
const outcome = makeOutcome({}, {})
const reviewed = { ...outcome, before: at(100n, 1_000n), after: at(60n, 500n) }
const changes: readonly AssetAmount[] = [
  { asset: usdc, amount: -40n },
  { asset: coin, amount: -500n },
]
const plan = makePlan(intents.repay, { steps, walletChanges: changes })
const movesOf = (now: typeof reviewed, remaining: readonly PlanStep[]) => {
  const begun = takeUp(plan, now, reviewed, remaining)
  return findOutcomeMoves(begun.plan, reviewed, begun.now)?.moves.map(({ figure }) => figure) ?? []
}

test('what is left of a plan is as it was reviewed where calls that are done moved what they were to move', () => {
  // the first call has taken the coin, and its fee
  const left = { ...reviewed, before: at(100n, 480n), after: at(60n, 480n) }
  expect(movesOf(left, steps.slice(1))).toEqual([])
  expect(movesOf(left, steps)).toEqual(['wallet'])
  // so much as was reviewed would leave the wallet, and something else has by now
  expect(movesOf({ ...left, before: at(90n, 480n), after: at(50n, 480n) }, steps.slice(1))).toEqual([
    'wallet',
  ])
})
