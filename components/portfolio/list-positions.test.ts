import { expect, test } from 'vitest'
import type { Asset } from '../../lib/domain/asset'
import { WAD } from '../../lib/domain/math'
import type { OwnedPosition } from '../../lib/domain/position'
import { judge } from '../../lib/domain/test-positions'
import type { AccountSnapshot } from '../../lib/protocols/protocol'
import { listPositions, listTotals, type PositionRowData, type Totals } from './list-positions'

const E8 = 10n ** 8n
const owner = '0x00000000000000000000000000000000000000aa'
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

/** 1 WETH at 2,000 USD against so many dollars, at an 85 % threshold, paying 10 % on its value. */
function position(id: string, debtUsdc: bigint): OwnedPosition {
  const amount = debtUsdc * 10n ** 6n
  return {
    id,
    protocol: 'p',
    chainId: 1,
    account: owner,
    owner,
    farmId: null,
    oracles: [],
    collaterals: [
      {
        asset: weth,
        amount: WAD,
        priceE8: 2_000n * E8,
        liquidationThresholdBps: 8_500n,
        cap: null,
        isDust: false,
        exposures: [{ asset: weth, priceE8: 2_000n * E8, elasticityWad: WAD, isDollar: false }],
      },
    ],
    debts: [
      {
        asset: usdc,
        amount,
        principal: amount,
        priceE8: E8,
        exposures: [{ asset: usdc, priceE8: E8, elasticityWad: WAD, isDollar: true }],
      },
    ],
    judge,
    rewards: [],
    isLiquidatable: false,
    chainHealthFactorWad: null,
    rates: {
      costs: [{ kind: 'interest', debt: usdc.address, aprWad: WAD / 20n }],
      yieldsByCollateral: { [weth.address]: [{ kind: 'share-growth', aprWad: WAD / 10n, asset: null }] },
    },
  }
}

const account = (positions: readonly OwnedPosition[]) =>
  ({ positions, markets: { farms: [], block: { number: 1n, timestamp: 1n } } }) as unknown as AccountSnapshot

/** Of positions that are all counted in one unit. */
function computeTotals(rows: readonly PositionRowData[]): Totals {
  const [totals, ...others] = listTotals(rows)
  if (!totals || others.length > 0) throw new Error('The positions are not in one unit')
  return totals
}

test('lists the most endangered first, those without debt last, over all protocols', () => {
  const rows = listPositions([
    account([position('safe', 500n), position('none', 0n)]),
    account([position('close', 1_600n), position('gone', 1_900n)]),
  ])
  expect(rows.map((row) => row.position.id)).toEqual(['gone', 'close', 'safe', 'none'])
})

test('takes a position for the most endangered, and sums for unknown, where a price is missing', () => {
  const blind = position('blind', 500n)
  const rows = listPositions([
    account([position('close', 1_600n), { ...blind, debts: [{ ...blind.debts[0], priceE8: 0n }] }]),
  ])
  expect(rows.map((row) => row.position.id)).toEqual(['blind', 'close'])
  expect(computeTotals(rows).isPriced).toBe(false)
  expect(computeTotals(listPositions([account([position('a', 500n)])])).isPriced).toBe(true)
})

test('adds up what is held and owed, and weighs the net APY by equity', () => {
  const rows = listPositions([account([position('a', 1_000n), position('b', 0n)])])
  const totals = computeTotals(rows)
  expect(totals).toMatchObject({ collateralE8: 4_000n * E8, debtE8: 1_000n * E8, equityE8: 3_000n * E8 })
  const [a, b] = [rows[0]?.figures.yearOutcome?.netWad ?? 0n, rows[1]?.figures.yearOutcome?.netWad ?? 0n]
  expect(totals.netApyWad).toBe((a * 1_000n + b * 2_000n) / 3_000n)
})

test('has no net APY where one of the positions has none', () => {
  const netApyOf = (...positions: OwnedPosition[]) =>
    computeTotals(listPositions([account(positions)])).netApyWad
  expect(netApyOf(position('under', 2_500n))).toBeNull()
  expect(netApyOf(position('a', 1_000n), position('under', 2_500n))).toBeNull()
  // 1,650 owed grow by 5 % a year past the 1,700 that cover them; the ether's own growth is not looked at here
  const rates = { ...position('c', 0n).rates, yieldsByCollateral: {} }
  expect(netApyOf(position('a', 1_000n), { ...position('close', 1_650n), rates })).toBeNull()
})

test('claimable rewards add up at the oracle’s prices, a reward without one as nothing', () => {
  const farm: Asset = { ...weth, symbol: 'FARM', name: 'FARM' }
  const rewarded = (id: string, priceE8: bigint): OwnedPosition => ({
    ...position(id, 1_000n),
    rewards: [{ asset: farm, amount: 3n * WAD, priceE8 }],
  })
  const rows = listPositions([account([rewarded('a', 2n * E8), rewarded('b', 0n)])])
  expect(computeTotals(rows).rewardsE8).toBe(6n * E8)
})

test('what is counted in different units is not added up', () => {
  const ether = { id: 'ether', symbol: 'ETH' }
  const inEther = (id: string, debt: bigint): OwnedPosition => ({ ...position(id, debt), unit: { ...ether } })
  const rows = listPositions([account([inEther('a', 1_000n), position('b', 1_500n), inEther('c', 500n)])])
  expect(listTotals(rows)).toMatchObject([
    { count: 1, debtE8: 1_500n * E8, collateralE8: 2_000n * E8, equityE8: 500n * E8 },
    { count: 2, unit: ether, debtE8: 1_500n * E8, collateralE8: 4_000n * E8, equityE8: 2_500n * E8 },
  ])
})
