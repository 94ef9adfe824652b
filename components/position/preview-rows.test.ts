import { describe, expect, test } from 'vitest'
import type { Asset } from '../../lib/domain/asset'
import type { Figures } from '../../lib/domain/figures'
import { type FigureColumn, listPreviewRows } from './preview-rows'

const WAD = 10n ** 18n
const E8 = 10n ** 8n
const weth: Asset = {
  address: '0x0000000000000000000000000000000000000001',
  symbol: 'WETH',
  name: 'WETH',
  decimals: 18,
}
const usdc: Asset = {
  address: '0x0000000000000000000000000000000000000002',
  symbol: 'USDC',
  name: 'USDC',
  decimals: 6,
}

const figures: Figures = {
  hasDebt: true,
  isPriced: true,
  healthFactorWad: 1_009_999_999_999_999_999n,
  isLiquidatable: false,
  ltvWad: (2n * WAD) / 3n,
  leverageWad: 3n * WAD + 1n,
  collateralValueE8: 30_000n * E8,
  debtValueE8: 20_000n * E8 + 1n,
  equityE8: 10_000n * E8 - 1n,
  liquidations: [
    {
      asset: weth,
      side: 'below',
      priceE8: 1_573n * E8 + 1n,
      priceNowE8: 2_000n * E8,
      distanceWad: (2_135n * WAD) / 10_000n,
    },
  ],
  nearestDistanceWad: (2_135n * WAD) / 10_000n,
  yearOutcome: { parts: [], netWad: -WAD / 100n, liquidatedAfterDays: null },
}
const nothing: FigureColumn = {
  figures: null,
  debts: [{ asset: usdc, amount: 0n }],
  wallet: [{ asset: usdc, amount: 12_345_678_901n }],
}
const open: FigureColumn = {
  ...nothing,
  figures,
  debts: [{ asset: usdc, amount: 20_000_000_001n }],
  wallet: [{ asset: usdc, amount: 2_345_678_901n }],
}

function find(before: FigureColumn, after: FigureColumn | null, field: string) {
  const row = listPreviewRows(before, after).find((candidate) => candidate.before.field === field)
  if (!row) throw new Error(`No row ${field}`)
  return row
}

describe('listPreviewRows', () => {
  test('says that nothing is known where a price is missing, and no liquidation is then ruled out', () => {
    const blind = { ...open, figures: { ...figures, isPriced: false, debtValueE8: 0n } }
    for (const field of [
      'health-factor',
      'liquidation-price',
      'leverage',
      'ltv',
      'debt-value',
      'equity-value',
    ]) {
      expect(find(open, blind, field).after).toMatchObject({ value: '', text: 'Not known' })
    }
    // what is owed in tokens takes no price
    expect(find(open, blind, 'debt-amount').after?.text).toBe('20,000.01')
  })

  test('keeps full precision in the value and rounds the text against the reader', () => {
    expect(find(nothing, open, 'health-factor').after).toMatchObject({
      value: '1.009999999999999999',
      text: '1.00',
    })
    expect(find(nothing, open, 'leverage').after).toMatchObject({
      value: '3.000000000000000001',
      text: '3.01x',
    })
    expect(find(nothing, open, 'debt-value').after).toMatchObject({
      value: '20000.00000001',
      text: '$20,000.01',
    })
    expect(find(nothing, open, 'equity-value').after).toMatchObject({
      value: '9999.99999999',
      text: '$9,999.99',
    })
    expect(find(nothing, open, 'liquidation-price').after).toMatchObject({
      value: '1573.00000001',
      text: '$1,573.01',
      asset: 'WETH',
    })
    expect(find(nothing, open, 'net-apy').after).toMatchObject({ value: '-0.01', text: '−1.00%' })
  })

  test('says ∞ as Infinity where nothing is owed, and never invents a price', () => {
    expect(find(nothing, open, 'health-factor').before).toMatchObject({ value: 'Infinity', text: '∞' })
    expect(find(nothing, open, 'liquidation-distance').before).toMatchObject({
      value: 'Infinity',
      text: 'None',
    })
    expect(find(nothing, open, 'liquidation-price').before).toMatchObject({ value: '0', text: 'None' })
    expect(find(open, nothing, 'health-factor').after).toMatchObject({ value: 'Infinity' })
  })

  test('has a row for each liquidation price of either side', () => {
    const above: FigureColumn = {
      ...open,
      figures: {
        ...figures,
        liquidations: [
          ...figures.liquidations,
          {
            asset: weth,
            side: 'above',
            priceE8: 3_000n * E8 + 1n,
            priceNowE8: 2_000n * E8,
            distanceWad: WAD / 2n,
          },
        ],
      },
    }
    const prices = listPreviewRows(open, above).filter((row) => row.before.field === 'liquidation-price')
    expect(prices.map((row) => row.before.value)).toEqual(['1573.00000001', 'Infinity'])
    expect(prices.map((row) => row.after?.text)).toEqual(['$1,573.01', '$3,000.00'])
  })

  test('has no figures after where nothing can be said yet', () => {
    expect(listPreviewRows(nothing, null).every((row) => row.after === null)).toBe(true)
  })

  test('shows each balance with its asset', () => {
    expect(find(nothing, open, 'wallet-balance')).toMatchObject({
      label: 'USDC in wallet',
      before: { value: '12345.678901', asset: 'USDC' },
      after: { value: '2345.678901', asset: 'USDC' },
    })
  })
})
