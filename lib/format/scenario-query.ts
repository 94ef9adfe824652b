import type { BasePrice } from '../domain/scenario'
import {
  keyOfAsset,
  parseDaysInput,
  parsePriceInput,
  parseRateInput,
  type ScenarioInputs,
} from './scenario-inputs'

const PRICE_PREFIX = 'price.'
const BORROW_RATE = 'borrow-rate'
const DAYS = 'days'
const CHART = 'chart'

/**
 * The scenario that an address (its query) holds. Only assets that the position follows are looked at, and
 * what cannot be read is as if it were not there: a link may come from anywhere.
 */
export function parseScenarioQuery(query: string, assets: readonly BasePrice[]): ScenarioInputs {
  const values = readQuery(query)
  const keep = (key: string, parse: (text: string) => bigint | null) => {
    const text = values.get(key)?.trim()
    return text !== undefined && parse(text) !== null ? text : null
  }
  const prices = assets.flatMap((base) => {
    const text = keep(PRICE_PREFIX + keyOfAsset(base), (typed) => parsePriceInput(typed, base))
    return text === null ? [] : [[keyOfAsset(base), text] as const]
  })
  const chart = values.get(CHART)?.toLowerCase()
  return {
    prices: Object.fromEntries(prices),
    borrowRate: keep(BORROW_RATE, parseRateInput),
    days: keep(DAYS, parseDaysInput),
    chartAsset: assets.map(keyOfAsset).find((key) => key === chart) ?? null,
  }
}

/** The query with this scenario in it instead of any other; everything else in it stays. */
export function writeScenarioQuery(query: string, inputs: ScenarioInputs): string {
  const params = new URLSearchParams(query)
  for (const key of [...params.keys()]) {
    if (isScenarioKey(key)) params.delete(key)
  }
  for (const [address, text] of Object.entries(inputs.prices)) params.set(PRICE_PREFIX + address, text)
  if (inputs.borrowRate !== null) params.set(BORROW_RATE, inputs.borrowRate)
  if (inputs.days !== null) params.set(DAYS, inputs.days)
  if (inputs.chartAsset !== null) params.set(CHART, inputs.chartAsset)
  return params.toString()
}

/** Whether an address was shared with a scenario for this position in it. */
export function hasScenario(query: string, assets: readonly BasePrice[]): boolean {
  const { prices, borrowRate, days, chartAsset } = parseScenarioQuery(query, assets)
  return Object.keys(prices).length > 0 || borrowRate !== null || days !== null || chartAsset !== null
}

/** Keys in lower case, as addresses may be written either way; the first of a key counts. */
function readQuery(query: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  for (const [key, value] of new URLSearchParams(query)) {
    const name = key.toLowerCase()
    if (!values.has(name)) values.set(name, value)
  }
  return values
}

function isScenarioKey(key: string): boolean {
  const name = key.toLowerCase()
  return name.startsWith(PRICE_PREFIX) || name === BORROW_RATE || name === DAYS || name === CHART
}
