import { expect, test } from 'vitest'
import { planNextLeg } from '../components/form/next-leg'
import type { Goal } from '../lib/domain/goal'
import { WAD } from '../lib/domain/math'
import { createPlan } from '../lib/execution/testing/fake-plan'
import { aaveV3Adapter as aave } from '../lib/protocols/aave-v3'
import { weth } from '../lib/protocols/aave-v3/testing/pools'
import { makeWorld, owner } from '../lib/protocols/aave-v3/testing/trading'
import type { AccountSnapshot } from '../lib/protocols/protocol'

const whole = 10n ** 18n

/** Staked ether of 100, and ether owed: of a leverage in hundredths. */
const leveraged = (hundredths: bigint) =>
  makeWorld({
    holder: {
      configuration: 0b0110n,
      eMode: 1,
      scaledSupplies: [100n * whole, 0n, 0n],
      scaledDebts: [0n, (120n * whole * (hundredths - 100n)) / hundredths, 0n],
    },
  })

const goal: Goal = { kind: 'leverage', leverageWad: 3n * WAD, from: 'below', debt: weth.address }

/** What comes after a leg that was planned a minute before, and led to this account. */
function next(account: AccountSnapshot, to: Goal = goal) {
  const { markets } = account
  const plan = {
    ...createPlan(),
    ...{ owner, slippageBps: 30n, deadlineSeconds: markets.block.timestamp + 600n },
  }
  const scope = { position: null, account, debtAsset: weth, assets: [] }
  const words = { title: 'Open', inputsKey: 'key', replan: () => null }
  return planNextLeg(
    { plan, markets, scope, estimated: null, ...words },
    { adapter: aave, goal: to, account },
  )
}

test('a leg is followed by the next, planned from where it led, with the same tolerance', () => {
  const account = leveraged(200n)
  const found = next(account)
  expect(found?.plan.intent).toMatchObject({
    kind: 'change-leverage',
    leverageWad: 3n * WAD,
    isStepwise: true,
  })
  expect(found?.plan.legs?.stops.length).toBeGreaterThan(0)
  expect(found?.plan.slippageBps).toBe(30n)
  expect(found?.plan.deadlineSeconds).toBe(account.markets.block.timestamp + 600n)
  expect(found?.scope.position?.account).toBe(account.positions[0]?.account)
  expect(found?.inputsKey).not.toBe('key')
})

test('none follows where the position is there, or what is warned of has not been accepted', () => {
  expect(next(leveraged(300n))).toBe(null)
  expect(next(makeWorld())).toBe(null)
  // at a health factor under 1.15
  expect(next(leveraged(530n), { ...goal, leverageWad: 54n * (WAD / 10n) })).toBe(null)
})
