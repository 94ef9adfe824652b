import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { planOpen } from '../../lib/plan/plan-open'
import {
  makeAccount,
  makeAdapter,
  makeDraft,
  makeMarkets,
  makeOpenIntent,
  spender,
  usdc,
} from '../../lib/plan/testing/fixtures'
import { StepList } from './step-list'

const call = (data: `0x${string}`) => ({ to: spender, data, value: 0n }) as const
const claim = (amount: bigint) => ({ kind: 'claim', get: { asset: usdc, amount } }) as const

/** Two calls that need an account, an approval and a delegation. */
const draft = {
  ...makeDraft({}),
  requirements: [
    { kind: 'account', address: spender, name: 'Safe', ways: [{ by: 'call', call: call('0x01') }] },
    ...makeDraft({}).requirements,
    {
      kind: 'delegation',
      delegate: spender,
      delegateName: 'Test gateway',
      debt: { asset: usdc, amount: 7n },
      ways: [{ by: 'call', call: call('0x02') }],
    },
  ],
  calls: [
    { call: call('0x03'), actions: [claim(1n)] },
    { call: call('0x04'), actions: [claim(2n)] },
  ],
} as const

function planSteps() {
  const account = makeAccount({ balance: 10_000n, allowance: 0n })
  const tolerance = { slippageBps: 50n, deadlineSeconds: 2_000_000_000n }
  const result = planOpen(makeAdapter(draft), makeMarkets(), account, makeOpenIntent(3), tolerance)
  if (!result.ok) throw new Error('Refused')
  return result.plan.steps
}

const draw = (isBatch: boolean) =>
  renderToStaticMarkup(<StepList steps={planSteps()} run={{ status: 'idle' }} isBatch={isBatch} />)

test('each requirement of a made-up protocol is a step in words, ahead of its calls', () => {
  expect(planSteps().map(({ kind }) => kind)).toEqual(['prepare', 'approve', 'prepare', 'call', 'call'])
  const html = draw(false)
  const titles = [...html.matchAll(/Step \d of \d: ([^<]+)/g)].map(([, title]) => title)
  expect(titles).toEqual([
    'Create an account of your own',
    'Approve this exact amount',
    'Allow borrowing in your name',
    'One transaction: all of this or nothing',
    'One transaction: all of this or nothing',
  ])
  expect(html).toContain('These are 2 transactions.')
  expect(html).toContain('Let Test gateway 0x0000…00bb borrow exactly 7 USDC in your name.')
})

test('a wallet that batches signs all of them at once: nothing is counted as a step of its own', () => {
  const html = draw(true)
  expect(html).toContain('One signature: all of this or nothing')
  expect(html).not.toMatch(/Step \d of|stays done/)
  const titles = [...html.matchAll(/<span class="font-medium text-sm">([^<]+)/g)].map(([, title]) => title)
  expect(titles).toEqual([
    'Create an account of your own',
    'Approve this exact amount',
    'Allow borrowing in your name',
    'Then',
    'Then',
  ])
})
