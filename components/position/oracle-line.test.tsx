import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
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

function draw(feedName?: string): string {
  const html = renderToStaticMarkup(<OracleLine oracles={[{ ...reading, feedName }]} />)
  return html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}

test('a feed is told by what it calls itself, beside its address', () => {
  expect(draw('Capped USDC / USD')).toContain('feed “Capped USDC / USD” 0xfefe…fefe')
  expect(draw()).toContain('feed 0xfefe…fefe')
  expect(draw('\u202e\u200b')).toContain('feed 0xfefe…fefe')
  expect(draw('x'.repeat(60))).toContain(`feed “${'x'.repeat(47)}…” 0xfefe`)
})
