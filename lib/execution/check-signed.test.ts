import { numberToHex } from 'viem'
import { expect, test } from 'vitest'
import { findSigningDifferences, noteShown } from './check-signed'
import { mainCall, owner } from './testing/fake-plan'
import { createSafeSteps, pool } from './testing/safe-plan'

const plan = { owner, chainId: 31_337 } as const
const { create, approve, execute } = createSafeSteps()
const steps = [create, approve, mainCall, execute]
const shown = [...noteShown(steps).values()]
const batch = {
  version: '2.0.0',
  chainId: '0x7a69',
  from: owner,
  atomicRequired: true,
  calls: steps.map(({ call }) => ({ ...call, value: numberToHex(call.value) })),
} as const
const differ = (changed: Partial<typeof batch> | { from: typeof pool; chainId?: `0x${string}` }) =>
  findSigningDifferences(plan, shown, {
    method: 'wallet_sendCalls',
    params: [{ ...batch, ...changed }],
  })
const wholly = { transaction: null, call: null }

test('a request is what was shown, for the plan’s account and network, each of its transactions', () => {
  expect(differ({})).toEqual([])
  expect(differ({ from: pool })).toEqual([{ kind: 'other-account', ...wholly }])
  expect(findSigningDifferences({ ...plan, chainId: 1 }, shown, request())).toEqual([
    { kind: 'other-network', ...wholly },
  ])
})

test('a request has neither more nor fewer transactions, and each in its place', () => {
  expect(differ({ calls: batch.calls.slice(1) }).map(({ kind }) => kind)).toContain('other-count')
  expect(differ({ calls: [...batch.calls, ...batch.calls.slice(-1)] })).toEqual([
    { kind: 'other-count', ...wholly },
    { kind: 'other-transaction', transaction: 4, call: null },
  ])
  expect(differ({ calls: batch.calls.toReversed() }).map(({ transaction }) => transaction)).toEqual([
    0, 1, 2, 3,
  ])
})

function request() {
  return { method: 'wallet_sendCalls', params: [batch] } as const
}
