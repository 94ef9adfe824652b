import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { Holder } from '../../lib/domain/holder'
import { makeAccount, usdc } from '../../lib/plan/testing/fixtures'
import { TransactionContext } from '../transaction/transaction-context'
import { LeftInSafes } from './left-in-safes'

const account = makeAccount({ balance: 0n, allowance: 0n })
const address = `0x${'5a'.repeat(20)}` as const
const safe: Extract<Holder, { kind: 'safe' }> = {
  ...{ kind: 'safe', address, index: 0, isFree: true },
  state: { kind: 'own', nonce: 1n, isUsed: true },
}
const left = [
  { asset: usdc, amount: 5n },
  { asset: { ...usdc, symbol: 'OTHER' }, amount: 7n },
]

function draw(found: Parameters<typeof LeftInSafes>[0]['found']): string {
  const html = renderToStaticMarkup(
    <TransactionContext.Provider value={{ review: () => {} }}>
      <LeftInSafes found={found} here={{ href: '/portfolio', label: 'Show the portfolio' }} />
    </TransactionContext.Provider>,
  )
  return html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}

test('it is said what lies in which Safe, beside the way to have it', () => {
  const text = draw([{ account, safe, left }])
  expect(text).toContain('In Safe 0x5a5a…5a5a')
  expect(text).toMatch(/: 5 USDC and 7 OTHER Send to my wallet/)
  expect(draw([])).toBe('')
})
