/** What a scenario is called in a page's address. */
export const scenarioKeys = {
  pricePrefix: 'price.',
  borrowRate: 'borrow-rate',
  days: 'days',
  chart: 'chart',
} as const

export function isScenarioKey(key: string): boolean {
  const name = key.toLowerCase()
  const { pricePrefix, borrowRate, days, chart } = scenarioKeys
  return name.startsWith(pricePrefix) || name === borrowRate || name === days || name === chart
}

/** Whether an address asks "what if", readable or not: then the answer is shown at once. */
export function hasScenario(query: string): boolean {
  return [...new URLSearchParams(query).keys()].some(isScenarioKey)
}
