import { expect, test } from 'vitest'
import type { Issue } from '../../lib/domain/issue'
import { intents, makeOutcome, makePlan } from '../../lib/plan/testing/outcomes'
import { makeForecast, type Views } from './forecast'

const plan = makePlan(intents.repay)
const note: Issue = { code: 'pool-paused', severity: 'info' }
const low: Issue = { code: 'health-factor-low', severity: 'warning', healthFactorWad: 11n * 10n ** 17n }
const views: Views<string> = {
  estimate: { before: 'now', after: 'estimated' },
  before: (_, { before }) => `${before.wallet[0]?.balance} before`,
  after: (_, { after }) => `${after.wallet[0]?.balance} after`,
}
const shown = { simulated: null, isSimulating: false, block: 1n, issues: [note], said: [note] }

test('until the chain answers it is our own arithmetic', () => {
  expect(makeForecast(views, { ...shown, isSimulating: true })).toEqual({
    state: 'estimate',
    isSimulating: true,
    block: 1n,
    before: 'now',
    after: 'estimated',
    networkFee: null,
    issues: [note],
  })
})

test('an answer takes its place, both sides of it, and says what was not said yet', () => {
  const outcome = makeOutcome({ balance: 7n }, { balance: 5n }, { issues: [note, low] })
  const forecast = makeForecast(views, { ...shown, simulated: { plan, result: { ok: true, ...outcome } } })
  expect(forecast).toMatchObject({ state: 'simulated', block: 2n, before: '7 before', after: '5 after' })
  expect(forecast.networkFee?.amount).toBe(outcome.networkFeeWei)
  expect(forecast.issues).toEqual([note, low])
})

test('where the calls would fail the estimate stays, with why', () => {
  const issue: Issue = { code: 'rpc-unreachable', severity: 'refusal' }
  const result = { ok: false, block: null, issue } as const
  const forecast = makeForecast(views, { ...shown, simulated: { plan, result } })
  expect(forecast).toMatchObject({ state: 'error', block: 1n, after: 'estimated', networkFee: null })
  expect(forecast.issues).toEqual([note, issue])
})
