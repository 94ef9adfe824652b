import { describe, expect, test } from 'vitest'
import type { Asset } from '../../lib/domain/asset'
import type { Farm } from '../../lib/domain/farm'
import { WAD } from '../../lib/domain/math'
import { judge } from '../../lib/domain/test-positions'
import { computeFarmRows, listFarms } from './list-farms'

const asset = (symbol: string, id: string): Asset => ({
  address: `0x${id.padStart(40, '0')}`,
  symbol,
  name: symbol,
  decimals: 18,
})
const usdc = asset('USDC', '1')
const weth = asset('WETH', '2')

function farm(name: string, yieldWad: bigint, overrides: Partial<Farm> = {}): Farm {
  return {
    id: name,
    protocol: 'p',
    chainId: 1,
    market: '0x0000000000000000000000000000000000000009',
    name,
    forms: ['spot'],
    direction: 'long',
    directionAsset: weth,
    asset: weth,
    priceE8: 3_000n * 10n ** 8n,
    exposures: [],
    oracles: [],
    debtAsset: usdc,
    debtPriceE8: 10n ** 8n,
    debtExposures: [],
    depositAssets: [],
    liquidationThresholdBps: 9_000n,
    yields: [{ kind: 'reward', aprWad: yieldWad, asset: null }],
    borrowAprWad: WAD / 20n,
    cap: null,
    judge,
    minDebt: 0n,
    maxDebt: 0n,
    availableLiquidity: 0n,
    isOpen: true,
    maxLeverageWad: 10n * WAD,
    ...overrides,
  }
}

const farms = [
  farm('WETH plain', WAD / 100n),
  farm('WETH staked', WAD / 10n, { forms: ['staking'] }),
  farm('Dollar vault', WAD / 20n, { forms: ['synthetic'], direction: 'neutral', maxLeverageWad: 2n * WAD }),
]
const all = { search: '', protocol: 'all', form: 'all', direction: 'all' } as const
const rows = computeFarmRows(farms, 3n * WAD, () => 'Gearbox')
const names = (list: readonly { farm: Farm }[]) => list.map((row) => row.farm.name)

describe('listFarms', () => {
  test('sorts by net APY both ways', () => {
    expect(names(listFarms(rows, all, 'descending'))).toEqual(['WETH staked', 'Dollar vault', 'WETH plain'])
    expect(names(listFarms(rows, all, 'ascending'))).toEqual(['WETH plain', 'Dollar vault', 'WETH staked'])
  })

  test('filters by protocol', () => {
    const others = computeFarmRows([farm('Elsewhere', 0n, { protocol: 'q' })], 3n * WAD, () => 'Q')
    const both = [...rows, ...others]
    expect(names(listFarms(both, { ...all, protocol: 'q' }, 'descending'))).toEqual(['Elsewhere'])
    expect(listFarms(both, { ...all, protocol: 'p' }, 'descending')).toHaveLength(rows.length)
  })

  test('filters by form, direction and every word of the search', () => {
    expect(names(listFarms(rows, { ...all, form: 'staking' }, 'descending'))).toEqual(['WETH staked'])
    expect(names(listFarms(rows, { ...all, direction: 'neutral' }, 'descending'))).toEqual(['Dollar vault'])
    expect(names(listFarms(rows, { ...all, search: ' gearbox  PLAIN' }, 'descending'))).toEqual([
      'WETH plain',
    ])
    expect(listFarms(rows, { ...all, search: 'weth nothing' }, 'descending')).toEqual([])
  })
})

test('a farm that cannot reach the leverage is computed at its most', () => {
  expect(rows.map((row) => row.leverageWad)).toEqual([3n * WAD, 3n * WAD, 2n * WAD])
})
