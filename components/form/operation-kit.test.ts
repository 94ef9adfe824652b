import { expect, test, vi } from 'vitest'
import type { Intent } from '../../lib/domain/intent'
import { makeMarkets } from '../../lib/plan/testing/fixtures'
import { intents, makeOutcome, makePlan, makePosition } from '../../lib/plan/testing/outcomes'
import type { Sides } from './forecast'
import { makeKit } from './operation-kit'

const { owner } = intents.repay
const open: Intent = {
  kind: 'open',
  farmId: 'test:1:0xm:0xa',
  owner,
  deposit: intents.withdraw.withdraw,
  leverageWad: 2n * 10n ** 18n,
}
const position = makePosition(300n, 100n)
const opened = { ok: true, ...makeOutcome({ balance: 7n }, { balance: 5n, position }) } as const
const sides: Sides<string> = {
  before: (_, { before }) => `${before.wallet[0]?.balance}`,
  after: (_, { after }) => `${after.wallet[0]?.balance}`,
}

function requestFor(intent: Intent, estimated: string | null = 'estimated') {
  const drawn = { figures: vi.fn(), outcome: vi.fn() }
  const kit = makeKit<string, Sides<string>>({
    sidesOf: (scope) => scope,
    drawFigures: drawn.figures,
    drawOutcome: drawn.outcome,
  })
  const request = kit.makeRequest({
    plan: makePlan(intent),
    markets: makeMarkets(),
    title: 'Do it',
    inputsKey: 'key',
    scope: sides,
    estimated,
    replan: () => null,
  })
  return { request, drawn }
}

test('the review shows what the chain answered, and beside the outcome what was promised and tolerated', () => {
  const { request, drawn } = requestFor(open)
  request.renderFigures(opened)
  expect(drawn.figures).toHaveBeenCalledWith('7', '5')
  request.renderOutcome(opened, opened.before)
  const promised = { previewed: 'estimated', simulated: '5', slippageBps: 50n }
  expect(drawn.outcome).toHaveBeenCalledWith({ ...promised, actual: '7' })
  request.renderOutcome(opened, null)
  expect(drawn.outcome).toHaveBeenLastCalledWith({ ...promised, actual: null })
})

test('what was never estimated was previewed as it was simulated', () => {
  const { request, drawn } = requestFor(open, null)
  request.renderOutcome(opened, null)
  expect(drawn.outcome).toHaveBeenCalledWith(expect.objectContaining({ previewed: '5' }))
})

test('it goes on to the position, once it is known, and to the portfolio where there is none', () => {
  const next = (intent: Intent, actual = opened.after) =>
    requestFor(intent).request.findNext(opened, actual).href
  const there = `/position?id=${encodeURIComponent(position.id)}`
  expect(next(open)).toBe(there)
  expect(requestFor(open).request.findNext(opened, null).href).toBe('/portfolio')
  expect(next(intents.repay)).toBe(there)
  expect(next(intents.close)).toBe('/portfolio')
})
