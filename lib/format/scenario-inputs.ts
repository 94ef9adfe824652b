import { floorDiv, WAD } from '../domain/math'
import type { BasePrice } from '../domain/scenario'
import type { Unit } from '../domain/unit'
import { USD_DECIMALS } from '../domain/value'
import type { Scenario } from '../domain/what-if'
import { parseAmountInput } from './amount'
import { formatFixed } from './decimal'
import { explainUnread } from './explain-unread'
import { nameUnit } from './value'

/** Beyond a thousand times today's price nothing is worth asking, and beneath a millionth rounding answers. */
const MAX_PRICE_MULTIPLE = 1_000n
const MIN_PRICE_DIVISOR = 1_000_000n

/** Ten thousand percent a year: more than any pool's steepest slope asks for. */
const MAX_BORROW_APR_WAD = 100n * WAD

/** Ten years: simple rates say nothing about more. */
const MAX_DAYS = 3_650n

/** Percent with 16 decimals are a ratio with 18. */
const PERCENT_DECIMALS = 16

/** What a person typed into a scenario. What was left alone stays as it is now. */
export type ScenarioInputs = {
  /** In the position's unit, by base asset's address in lower case. */
  readonly prices: Readonly<Record<string, string>>
  /** Percent a year. */
  readonly borrowRate: string | null
  readonly days: string | null
  /** The base asset along whose price charts run, in lower case. */
  readonly chartAsset: string | null
}

export const noScenarioInputs: ScenarioInputs = {
  prices: {},
  borrowRate: null,
  days: null,
  chartAsset: null,
}

/** What is wrong with what was typed, in words, field by field. */
export type ScenarioProblems = {
  readonly prices: Readonly<Record<string, string>>
  readonly borrowRate: string | null
  readonly days: string | null
}

/** A base asset's key in `prices`. */
export function keyOfAsset({ asset }: BasePrice): string {
  return asset.address.toLowerCase()
}

/** Inputs → scenario; null as soon as one of them cannot be read, since an answer would be about another question. */
export function parseScenarioInputs(
  inputs: ScenarioInputs,
  assets: readonly BasePrice[],
  unit?: Unit,
): { readonly scenario: Scenario | null; readonly problems: ScenarioProblems } {
  const typed = assets.flatMap((base) => {
    const text = inputs.prices[keyOfAsset(base)]
    return text === undefined ? [] : [{ base, text, priceE8: parsePriceInput(text, base) }]
  })
  const borrowAprWad = inputs.borrowRate === null ? undefined : parseRateInput(inputs.borrowRate)
  const days = inputs.days === null ? 0n : parseDaysInput(inputs.days)
  const problems: ScenarioProblems = {
    prices: Object.fromEntries(
      typed
        .filter(({ priceE8 }) => priceE8 === null)
        .map(({ base, text }) => [keyOfAsset(base), explainUnread(withoutDollar(text), explainPrice(unit))]),
    ),
    borrowRate:
      borrowAprWad === null ? explainUnread(withoutPercent(inputs.borrowRate ?? ''), BAD_RATE) : null,
    days: days === null ? BAD_DAYS : null,
  }
  const prices = typed.flatMap(({ base, priceE8 }) =>
    priceE8 === null ? [] : [{ asset: base.asset, priceE8 }],
  )
  if (prices.length < typed.length || borrowAprWad === null || days === null) {
    return { scenario: null, problems }
  }
  return {
    scenario: { prices, days, ...(borrowAprWad === undefined ? {} : { borrowAprWad }) },
    problems,
  }
}

/** With 8 decimals, above 0 and within reach of today's price; null where the text says nothing like it. */
export function parsePriceInput(text: string, { priceE8 }: BasePrice): bigint | null {
  const parsed = parseBounded(withoutDollar(text), USD_DECIMALS, priceE8 * MAX_PRICE_MULTIPLE)
  return parsed !== null && parsed > 0n && parsed >= priceE8 / MIN_PRICE_DIVISOR ? parsed : null
}

/** Percent a year → ratio with 18 decimals. */
export function parseRateInput(text: string): bigint | null {
  return parseBounded(withoutPercent(text), PERCENT_DECIMALS, MAX_BORROW_APR_WAD)
}

export function parseDaysInput(text: string): bigint | null {
  return parseBounded(text, 0, MAX_DAYS)
}

/** A price as it is typed: two decimals from 1 on, else every digit. */
export function formatPriceInput(priceE8: bigint): string {
  const maxDecimals = priceE8 >= 10n ** BigInt(USD_DECIMALS) ? 2 : USD_DECIMALS
  return formatFixed(priceE8, USD_DECIMALS, { maxDecimals })
}

/** A yearly rate as it is typed, in percent, rounded up: it is paid. */
export function formatRateInput(aprWad: bigint): string {
  return formatFixed(aprWad, PERCENT_DECIMALS, { maxDecimals: 2, rounding: 'up' })
}

/** So many percent of today's price, as it would be typed. */
export function scalePriceInput({ priceE8 }: BasePrice, percent: number): string {
  return formatPriceInput(floorDiv(priceE8 * BigInt(percent), 100n) || 1n)
}

function parseBounded(text: string, decimals: number, most: bigint): bigint | null {
  const parsed = parseAmountInput(text, decimals)
  if (!parsed.ok) return parsed.issue.code === 'amount-zero' ? 0n : null
  return parsed.amount <= most ? parsed.amount : null
}

function withoutDollar(text: string): string {
  return text.replace(/^\s*\$/, '')
}

function withoutPercent(text: string): string {
  return text.replace(/%\s*$/, '')
}

const explainPrice = (unit?: Unit) =>
  `Write a price in ${nameUnit(unit)} like 2500.5: above 0, and at most a thousand times the price now.`
const BAD_RATE = 'Write percent a year like 7.5, from 0 to 10,000.'
const BAD_DAYS = 'Write whole days from 0 to 3,650.'
