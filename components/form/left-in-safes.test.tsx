import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import type { Holder } from '../../lib/domain/holder'
import { makeAccount, usdc } from '../../lib/plan/testing/fixtures'
import { TransactionContext } from '../transaction/transaction-context'
import { LeftInSafes } from './left-in-safes'

vi.mock('../../lib/queries/adapter', () => ({ useAdapterOrSuspend: () => ({}) }))

const account = makeAccount({ balance: 0n, allowance: 0n })
const address = `0x${'5a'.repeat(20)}` as const
const safe: Extract<Holder, { kind: 'safe' }> = {
  ...{ kind: 'safe', address, index: 0, isFree: true },
  state: { kind: 'own', nonce: 1n, isUsed: true },
}
const amounts = [
  { asset: usdc, amount: 5n },
  { asset: { ...usdc, symbol: 'OTHER' }, amount: 7n },
]
const earned = { positionId: 'one', rewards: amounts.slice(0, 1) }

function draw(parts: Partial<Parameters<typeof LeftInSafes>[0]>): string {
  const html = renderToStaticMarkup(
    <TransactionContext.Provider value={{ review: () => {} }}>
      <LeftInSafes
        {...{ left: [], earned: [], ...parts }}
        here={{ href: '/portfolio', label: 'Show the portfolio' }}
      />
    </TransactionContext.Provider>,
  )
  return html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}

test('it is said what lies in which Safe, beside the way to have it', () => {
  const text = draw({ left: [{ account, safe, left: amounts }] })
  expect(text).toContain('In Safe 0x5a5a…5a5a')
  expect(text).toMatch(/: 5 USDC and 7 OTHER Send to my wallet/)
  expect(text).not.toContain('rewards')
  expect(draw({})).toBe('')
})

test('it is said what was earned where, beside the way to claim it', () => {
  const own: Holder = { kind: 'account', address: account.owner }
  const text = draw({
    earned: [
      { account, holder: safe, earned },
      { account, holder: own, earned: { ...earned, positionId: 'two' } },
    ],
  })
  expect(text).toMatch(/Earned in Safe 0x5a5a…5a5a.*, not claimed: 5 USDC Claim rewards/)
  expect(text).toMatch(/Earned in your account 0x0000…00aa.*, not claimed: 5 USDC Claim rewards/)
  expect(text).not.toContain('left over')
})
