import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import type { Liquidation } from '../../lib/domain/liquidated'
import { makeAccount } from '../../lib/plan/testing/fixtures'
import { makePosition } from '../../lib/plan/testing/outcomes'
import { LiquidatedNotice } from './liquidated-notice'

const found = vi.hoisted(() => ({ data: null as Liquidation | null }))
vi.mock('../../lib/queries/liquidation', () => ({ useLiquidation: () => found }))
vi.mock('./withdraw-rest', () => ({ WithdrawRest: () => 'a way to take the rest' }))

const liquidation: Liquidation = {
  blockNumber: 77n,
  timestamp: 1_700_000_000n,
  transactionHash: `0x${'ab'.repeat(32)}`,
  liquidator: `0x${'0c'.repeat(20)}`,
  extent: 'whole',
  remaining: null,
  loss: null,
}

function draw(data: Liquidation | null): string {
  found.data = data
  const account = makeAccount({ balance: 0n, allowance: 0n })
  const source = { position: makePosition(30_000n, 10_000n), account, readAtMs: 0, farm: null }
  const html = renderToStaticMarkup(<LiquidatedNotice source={source} isOwn />)
  return html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}

test('a position that was liquidated owes nothing, and what is left can be taken', () => {
  const text = draw(liquidation)
  expect(text).toContain('This position was liquidated')
  expect(text).toContain('Nothing is owed any more')
  expect(text).toContain('a way to take the rest')
})

test('one of which a part was liquidated still owes, and is not offered as a rest', () => {
  const text = draw({ ...liquidation, extent: 'part' })
  expect(text).toContain('A part of this position was liquidated')
  expect(text).toContain('still owes')
  expect(text).not.toContain('Nothing is owed')
  expect(text).not.toContain('a way to take the rest')
})

test('one that nobody liquidated says nothing', () => {
  expect(draw(null)).toBe('')
})
