import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { PriceBasis } from '../../lib/domain/oracle'
import { usdc } from '../../lib/domain/test-positions'
import { OracleLine } from './oracle-line'

const reading = {
  asset: usdc,
  feed: `0x${'fe'.repeat(20)}`,
  priceE8: 10n ** 8n,
  updatedAtSeconds: null,
  stalenessSeconds: null,
  marketPriceE8: null,
  ageSeconds: null,
  divergenceWad: null,
  fault: null,
} as const

function draw(feedName?: string, basis?: PriceBasis): string {
  const html = renderToStaticMarkup(<OracleLine oracles={[{ ...reading, feedName, basis }]} />)
  return html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}

test('a feed is told by what it calls itself, beside its address', () => {
  expect(draw('Capped USDC / USD')).toContain('feed “Capped USDC / USD” 0xfefe…fefe')
  expect(draw()).toContain('feed 0xfefe…fefe')
  expect(draw('\u202e\u200b')).toContain('feed 0xfefe…fefe')
  expect(draw('x'.repeat(60))).toContain(`feed “${'x'.repeat(47)}…” 0xfefe`)
})

test('a price that is not the market’s says so, and no other does', () => {
  expect(draw('USDC / USD', { kind: 'capped', capE8: 104_000_000n })).toContain('Counted up to $1.04:')
  expect(draw('USDC / USD')).not.toContain('Counted')
})
