import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import type { Issue } from '../../lib/domain/issue'
import { makeMarkets } from '../../lib/plan/testing/fixtures'
import { Asking } from './asking'

const asking = vi.hoisted(() => ({ fault: null as Issue | null, askAgain: () => {} }))
vi.mock('../../lib/queries/asking', () => ({ useAsking: () => asking }))

function draw(fault: Issue | null): string {
  asking.fault = fault
  const html = renderToStaticMarkup(
    <Asking markets={makeMarkets()} question={{ key: 'a', to: '0x01', data: '0x' }} />,
  )
  return html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

test('a plan that waits is no fault: the chain is being asked', () => {
  expect(draw(null)).toBe('Asking the chain for a quote…')
})

test('where nobody answers it says what is missing and why, and offers to ask again', () => {
  const text = draw({ code: 'rpc-timeout', severity: 'refusal' })
  expect(text).toContain('There is no quote for this trade yet')
  expect(text).toContain('The node takes too long')
  expect(text).toContain('Ask again')
})
