import { expect, test } from 'vitest'
import type { TakeAt } from '../domain/liquidation-take'
import { describeBeginning, describeRest, describeTake } from './liquidation-take'

const asset = (symbol: string, decimals: number) => ({
  address: '0x0000000000000000000000000000000000000001' as const,
  symbol,
  name: symbol,
  decimals,
})
const ether = asset('WETH', 18)
const dollar = asset('USDC', 6)

const at = (side: 'below' | 'above', take: Partial<TakeAt['take']> = {}): TakeAt => ({
  liquidation: {
    asset: ether,
    side,
    priceE8: 181_230_100_000n,
    priceNowE8: 200_000_000_000n,
    distanceWad: 1n,
  },
  take: {
    repaid: { asset: dollar, amount: 4_000_000_000n },
    taken: { asset: ether, amount: 2_100_000_000_000_000_001n },
    fee: { asset: ether, amount: 0n },
    extent: 'part',
    costE8: 1n,
    ...take,
  },
})

test('a price is rounded towards the price now', () => {
  expect(describeBeginning(at('below'))).toBe('WETH under $1,812.31')
  expect(describeBeginning(at('above'))).toBe('WETH over $1,812.30')
})

test('what is taken is told with what is paid back, and with the fee where there is one', () => {
  expect(describeTake(at('below'))).toBe(
    'Up to 4,000 USDC of the debt is paid back for you, and 2.1001 WETH leaves the position for it.',
  )
  expect(describeTake(at('below', { extent: 'whole', fee: { asset: ether, amount: 10n ** 16n } }))).toBe(
    'All of that debt, 4,000 USDC, is paid back for you, and 2.1001 WETH leaves the position for it, of which the protocol keeps 0.01 WETH.',
  )
})

test('what may follow is told of parts alone', () => {
  expect(describeRest([at('below')])).toContain('the next part may follow')
  expect(describeRest([at('below', { extent: 'whole' })])).toBeNull()
})
