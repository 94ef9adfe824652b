import type { Direction, FarmForm } from '../../lib/domain/farm'
import { DIRECTION_WORDS, FORM_WORDS } from '../position/farm-words'
import type { FarmFilter } from './list-farms'

/** The part of a filter that a link carries. */
export type LinkedFilter = Omit<FarmFilter, 'search'>

const ALL = 'all'

/** What an address says of the filter, where these protocols are read; whatever it cannot be read as filters nothing. */
export function parseFilterQuery(query: string, protocols: readonly string[]): LinkedFilter {
  const params = new URLSearchParams(query)
  const pick = <Key extends string>(name: string, keys: readonly Key[]): Key | typeof ALL =>
    keys.find((key) => key === params.get(name)?.toLowerCase()) ?? ALL
  return {
    protocol: pick('protocol', protocols),
    form: pick('form', keysOf(FORM_WORDS)),
    direction: pick('direction', keysOf(DIRECTION_WORDS)),
  }
}

/** The address's query with this filter in it, and whatever else it says. */
export function writeFilterQuery(query: string, filter: LinkedFilter): string {
  const params = new URLSearchParams(query)
  for (const [name, value] of Object.entries({ ...filter, search: undefined })) {
    if (value === undefined || value === ALL) params.delete(name)
    else params.set(name, value)
  }
  return params.toString()
}

/** The keys of a table of words, in its order. */
export function keysOf<Key extends FarmForm | Direction>(words: Record<Key, string>): readonly Key[] {
  return Object.keys(words) as Key[]
}
