import { type Asset, isSameAddress } from '../../../domain/asset'
import { BPS, mulDivDown, mulDivUp, WAD } from '../../../domain/math'
import type { Collateral, Debt, Holdings, Judge, PriceExposure } from '../../../domain/position'
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

const ETHER_E8 = 2_000n * 10n ** 8n
const DOLLAR_E8 = 10n ** 8n
const ofEther: PriceExposure = { asset: ether, priceE8: ETHER_E8, elasticityWad: WAD, isDollar: false }
const ofDollar: PriceExposure = { asset: dollar, priceE8: DOLLAR_E8, elasticityWad: WAD, isDollar: true }

/** Staked ether is worth a tenth more than ether, and follows it. */
const PRICES = [
  { asset: ether, priceE8: ETHER_E8, exposures: [ofEther] },
  { asset: staked, priceE8: (ETHER_E8 * 11n) / 10n, exposures: [ofEther] },
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

/** In ether with 8 decimals, at the holdings' own price of ether: collateral rounded down, debts up. */
export const judge: Judge = (holdings) => {
  const etherE8 = findEtherE8(holdings)
  const inEther = (amount: bigint, priceE8: bigint, decimals: number, round: typeof mulDivDown) =>
    round(amount, priceE8 * 10n ** 8n, computeUnit(decimals) * etherE8)
  return {
    weightedE8: holdings.collaterals.reduce((sum, { amount, priceE8, asset: of, ...c }) => {
      const counted = mulDivDown(amount, c.liquidationThresholdBps, BPS)
      return sum + inEther(counted, priceE8, of.decimals, mulDivDown)
    }, 0n),
    owedE8: holdings.debts.reduce(
      (sum, { amount, priceE8, asset: of }) => sum + inEther(amount, priceE8, of.decimals, mulDivUp),
      0n,
    ),
  }
}

function findEtherE8({ collaterals, debts }: Holdings): bigint {
  const all = [...collaterals, ...debts].flatMap(({ exposures }) => exposures)
  return all.find((exposure) => isSameAddress(exposure.asset.address, ether.address))?.priceE8 || ETHER_E8
}
