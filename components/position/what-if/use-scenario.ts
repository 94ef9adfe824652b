import { useSearchParams } from 'next/navigation'
import { useEffect, useMemo, useState } from 'react'
import type { BasePrice } from '../../../lib/domain/scenario'
import type { Unit } from '../../../lib/domain/unit'
import {
  noScenarioInputs,
  parseScenarioInputs,
  type ScenarioInputs,
} from '../../../lib/format/scenario-inputs'
import { parseScenarioQuery, writeScenarioQuery } from '../../../lib/format/scenario-query'
import { changeAddress, noteArrival, watchLeaving } from './address'

/** Browsers allow an address to change about three times a second: it follows once the fingers rest. */
const ADDRESS_REST_MS = 400

export type ScenarioForm = ReturnType<typeof useScenario>

const NO_CONTEXT: Readonly<Record<string, string>> = {}

/** What a person asks, kept in the page's address so that the link can be shared. Nothing here asks the chain. */
export function useScenario(assets: readonly BasePrice[], context = NO_CONTEXT, unit?: Unit) {
  const query = useSearchParams().toString()
  const [inputs, setInputs] = useState(() => parseScenarioQuery(query, assets))
  useEffect(noteArrival, [])
  useEffect(() => {
    const timer = setTimeout(() => writeScenario(inputs, assets), ADDRESS_REST_MS)
    return () => clearTimeout(timer)
  }, [inputs, assets])
  useEffect(() => {
    const timer = setTimeout(() => writeContext(context), ADDRESS_REST_MS)
    // What it says is over: read again, it would beat as a link's what was typed since.
    const clear = () => clearContext(context)
    const stopWatching = watchLeaving(clear)
    return () => {
      clearTimeout(timer)
      stopWatching()
      clear()
    }
  }, [context])

  const { scenario, problems } = useMemo(
    () => parseScenarioInputs(inputs, assets, unit),
    [inputs, assets, unit],
  )
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

/** Only what can be read goes into the address. */
function writeScenario(inputs: ScenarioInputs, assets: readonly BasePrice[]): void {
  const readable = parseScenarioQuery(writeScenarioQuery('', inputs), assets)
  changeAddress((query) => writeScenarioQuery(query, readable))
}

function writeContext(context: Readonly<Record<string, string>>): void {
  changeAddress((query) => {
    const params = new URLSearchParams(query)
    for (const [key, value] of Object.entries(context)) {
      if (value === '') params.delete(key)
      else params.set(key, value)
    }
    return params.toString()
  })
}

/** Where the address still says so: it may be another page's by now. */
function clearContext(context: Readonly<Record<string, string>>): void {
  changeAddress((query) => {
    const params = new URLSearchParams(query)
    for (const [key, value] of Object.entries(context)) params.delete(key, value)
    return params.toString()
  })
}
