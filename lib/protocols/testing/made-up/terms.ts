import { type Asset, isSameAddress } from '../../../domain/asset'
import { BPS, mulDivDown, mulDivUp, WAD } from '../../../domain/math'
import type { Collateral, Debt, Judge, PriceExposure } from '../../../domain/position'
import type { Unit } from '../../../domain/unit'
import { computeUnit } from '../../../domain/value'

/**
 * A protocol that nobody has, as unlike the others as the interface allows: an account holds several collaterals and
 * owes several debts, counted in ether; one that is unhealthy loses a part; and it has words of its own.
 */
export const PROTOCOL_ID = 'commons'
export const ENTRY = `0x${'c0'.repeat(20)}` as const

const asset = (symbol: string, decimals: number, digit: string): Asset => ({
  address: `0x${digit.repeat(40)}`,
  symbol,
  name: symbol,
  decimals,
})

export const ether = asset('WETH', 18, '1')
export const staked = asset('stWETH', 18, '2')
export const dollar = asset('USDC', 6, '3')

/** What it counts in: every price, every value, every judgement. */
export const unit: Unit = { id: 'ether', symbol: 'ETH' }

const ETHER_E8 = 10n ** 8n
const DOLLAR_E8 = ETHER_E8 / 2_000n
const ofDollar: PriceExposure = { asset: dollar, priceE8: DOLLAR_E8, elasticityWad: WAD, isDollar: false }

/** Ether is what is counted in, and staked ether is worth a tenth more of it: neither price moves, a dollar's does. */
const PRICES = [
  { asset: ether, priceE8: ETHER_E8, exposures: [] },
  { asset: staked, priceE8: (ETHER_E8 * 11n) / 10n, exposures: [] },
  { asset: dollar, priceE8: DOLLAR_E8, exposures: [ofDollar] },
] as const

export function priceOf({ address }: Asset): Pick<Collateral, 'priceE8' | 'exposures'> {
  const found = PRICES.find((priced) => isSameAddress(priced.asset.address, address))
  if (!found) throw new Error('The made-up protocol knows three assets')
  return { priceE8: found.priceE8, exposures: found.exposures }
}

/** What each asset counts for. */
const THRESHOLDS_BPS = new Map([
  [ether, 8_300n],
  [staked, 8_000n],
  [dollar, 7_700n],
])

export function held(of: Asset, amount: bigint): Collateral {
  const liquidationThresholdBps = THRESHOLDS_BPS.get(of) ?? 0n
  return { asset: of, amount, liquidationThresholdBps, cap: null, isDust: false, ...priceOf(of) }
}

export function owed(of: Asset, amount: bigint): Debt {
  return { asset: of, amount, principal: amount, ...priceOf(of) }
}

/** In ether with 8 decimals: collateral rounded down, debts up. */
export const judge: Judge = ({ collaterals, debts }) => ({
  weightedE8: collaterals.reduce((sum, { amount, priceE8, asset: of, ...c }) => {
    const counted = mulDivDown(amount, c.liquidationThresholdBps, BPS)
    return sum + mulDivDown(counted, priceE8, computeUnit(of.decimals))
  }, 0n),
  owedE8: debts.reduce(
    (sum, { amount, priceE8, asset: of }) => sum + mulDivUp(amount, priceE8, computeUnit(of.decimals)),
    0n,
  ),
})
