import { expect, test } from 'vitest'
import type { Issue } from '../../lib/domain/issue'
import { intents, makeOutcome, makePlan } from '../../lib/plan/testing/outcomes'
import type { Forecast } from '../position/preview-model'
import { answerForecast, type Sides } from './forecast'

const plan = makePlan(intents.repay)
const note: Issue = { code: 'pool-paused', severity: 'info' }
const low: Issue = { code: 'health-factor-low', severity: 'warning', healthFactorWad: 11n * 10n ** 17n }
const sides: Sides<string> = {
  before: (_, { before }) => `${before.wallet[0]?.balance} before`,
  after: (_, { after }) => `${after.wallet[0]?.balance} after`,
}
const estimate: Forecast<string> = {
  state: 'estimate',
  isSimulating: false,
  block: 1n,
  before: 'now',
  after: 'estimated',
  networkFee: null,
  issues: [note],
}

test('an answer takes the place of the estimate, both sides of it, and says what was not said yet', () => {
  const outcome = makeOutcome({ balance: 7n }, { balance: 5n }, { issues: [note, low] })
  const simulated = { plan, result: { ok: true, ...outcome } } as const
  const forecast = answerForecast(estimate, simulated, sides, [note])
  expect(forecast).toMatchObject({ state: 'simulated', block: 2n, before: '7 before', after: '5 after' })
  expect(forecast.networkFee?.amount).toBe(outcome.networkFeeWei)
  expect(forecast.issues).toEqual([note, low])
  expect(answerForecast(estimate, simulated, sides, [note, low]).issues).toEqual([note])
})

test('where the calls would fail the estimate stays, with why', () => {
  const issue: Issue = { code: 'rpc-unreachable', severity: 'refusal' }
  const result = { ok: false, block: null, issue } as const
  expect(answerForecast(estimate, { plan, result }, sides, [])).toEqual({
    ...estimate,
    state: 'error',
    issues: [note, issue],
  })
})
