import { useSearchParams } from 'next/navigation'
import { useEffect, useMemo, useState } from 'react'
import type { BasePrice } from '../../../lib/domain/scenario'
import {
  noScenarioInputs,
  parseScenarioInputs,
  type ScenarioInputs,
} from '../../../lib/format/scenario-inputs'
import { parseScenarioQuery, writeScenarioQuery } from '../../../lib/format/scenario-query'

/** Browsers allow an address to change about three times a second: it follows once the fingers rest. */
const ADDRESS_REST_MS = 400

export type ScenarioForm = ReturnType<typeof useScenario>

const NO_CONTEXT: Readonly<Record<string, string>> = {}

/** What a person asks, kept in the page's address so that the link can be shared. Nothing here asks the chain. */
export function useScenario(assets: readonly BasePrice[], context = NO_CONTEXT) {
  const query = useSearchParams().toString()
  const [inputs, setInputs] = useState(() => parseScenarioQuery(query, assets))
  useEffect(() => {
    const timer = setTimeout(() => writeAddress(inputs, assets, context), ADDRESS_REST_MS)
    return () => clearTimeout(timer)
  }, [inputs, assets, context])

  const { scenario, problems } = useMemo(() => parseScenarioInputs(inputs, assets), [inputs, assets])
  const change = (part: Partial<ScenarioInputs>) => setInputs((now) => ({ ...now, ...part }))
  return {
    inputs,
    scenario,
    problems,
    /** null is back to the price now. */
    setPrice: (key: string, text: string | null) =>
      setInputs(({ prices: { [key]: _, ...others }, ...rest }) => ({
        ...rest,
        prices: text === null ? others : { ...others, [key]: text },
      })),
    setBorrowRate: (borrowRate: string | null) => change({ borrowRate }),
    setDays: (days: string | null) => change({ days }),
    setChartAsset: (chartAsset: string) => change({ chartAsset }),
    reset: () => setInputs(({ chartAsset }) => ({ ...noScenarioInputs, chartAsset })),
  }
}

/** Only what can be read goes into the address; an entry of the history is not made of it. */
function writeAddress(
  inputs: ScenarioInputs,
  assets: readonly BasePrice[],
  context: Readonly<Record<string, string>>,
): void {
  const { pathname, search, hash } = window.location
  const readable = parseScenarioQuery(writeScenarioQuery('', inputs), assets)
  const now = new URLSearchParams(search).toString()
  const params = new URLSearchParams(writeScenarioQuery(now, readable))
  for (const [key, value] of Object.entries(context)) {
    if (value === '') params.delete(key)
    else params.set(key, value)
  }
  const next = params.toString()
  if (next !== now) window.history.replaceState(null, '', `${pathname}${next && `?${next}`}${hash}`)
}
