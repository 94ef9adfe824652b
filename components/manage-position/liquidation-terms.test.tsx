import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { computeFigures } from '../../lib/domain/figures'
import type { Liquidate } from '../../lib/domain/liquidation-take'
import { WAD } from '../../lib/domain/math'
import { held, owed, positionOf, usdc, weth } from '../../lib/domain/test-positions'
import { LiquidationTerms } from './liquidation-terms'

const position = positionOf([held(weth, 10n * WAD, 8_000n)], owed(usdc, 20_000n * 10n ** 6n))
const { liquidations } = computeFigures(position)

const draw = (liquidate: Liquidate) =>
  renderToStaticMarkup(
    <LiquidationTerms position={position} liquidate={liquidate} liquidations={liquidations} />,
  )

test('tells at which price, what is taken and what that costs, to the last digit beneath', () => {
  const page = draw(() => ({
    repaid: { asset: usdc, amount: 10_000n * 10n ** 6n },
    taken: { asset: weth, amount: 4n * WAD },
    fee: { asset: weth, amount: 0n },
    extent: 'part',
    costE8: 50_000_000_001n,
  }))
  expect(page).toContain('WETH under $2,500.00:')
  expect(page).toContain('Up to 10,000 USDC of the debt is paid back for you')
  expect(page).toContain('data-field="liquidation-cost" data-value="500.00000001" data-asset="WETH"')
  expect(page).toContain('$500.01')
})

test('is not there where nothing is told', () => {
  expect(draw(() => null)).toBe('')
})
