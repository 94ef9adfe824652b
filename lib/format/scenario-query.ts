import type { BasePrice } from '../domain/scenario'
import {
  keyOfAsset,
  parseDaysInput,
  parsePriceInput,
  parseRateInput,
  type ScenarioInputs,
} from './scenario-inputs'
import { isScenarioKey, scenarioKeys } from './scenario-keys'

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
    const text = keep(scenarioKeys.pricePrefix + keyOfAsset(base), (typed) => parsePriceInput(typed, base))
    return text === null ? [] : [[keyOfAsset(base), text] as const]
  })
  const chart = values.get(scenarioKeys.chart)?.toLowerCase()
  return {
    prices: Object.fromEntries(prices),
    borrowRate: keep(scenarioKeys.borrowRate, parseRateInput),
    days: keep(scenarioKeys.days, parseDaysInput),
    chartAsset: assets.map(keyOfAsset).find((key) => key === chart) ?? null,
  }
}

/** The query with this scenario in it instead of any other; everything else in it stays. */
export function writeScenarioQuery(query: string, inputs: ScenarioInputs): string {
  const params = new URLSearchParams(query)
  for (const key of [...params.keys()]) {
    if (isScenarioKey(key)) params.delete(key)
  }
  for (const [address, text] of Object.entries(inputs.prices))
    params.set(scenarioKeys.pricePrefix + address, text)
  if (inputs.borrowRate !== null) params.set(scenarioKeys.borrowRate, inputs.borrowRate)
  if (inputs.days !== null) params.set(scenarioKeys.days, inputs.days)
  if (inputs.chartAsset !== null) params.set(scenarioKeys.chart, inputs.chartAsset)
  return params.toString()
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
