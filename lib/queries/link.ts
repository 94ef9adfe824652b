import { chains } from '../config/chains'
import { makeId, parseId } from '../domain/id'
import { readers } from '../protocols/readers'
import { findPlace, type Place } from './place'

/** What an id in a link leads to: a place and the id as this build spells it, or why nowhere. */
export type Link =
  | { readonly place: Place; readonly id: string }
  | { readonly place: null; readonly fault: LinkFault }

/** `given` is the part that nothing here has, `known` the name of the part that is known. */
export type LinkFault =
  | { readonly kind: 'malformed' }
  | { readonly kind: 'unknown-protocol'; readonly given: string }
  | { readonly kind: 'unknown-chain'; readonly given: string }
  | { readonly kind: 'not-there'; readonly given: string; readonly known: string }

/** Reads an id out of a link: of a farm, which names an asset, or of anything else, which does not. */
export function readLink(text: string | null, { hasAsset }: { readonly hasAsset: boolean }): Link {
  const id = parseId(text ?? '')
  const fail = (fault: LinkFault): Link => ({ place: null, fault })
  if (!id || (id.asset !== null) !== hasAsset) return fail({ kind: 'malformed' })
  const place = findPlace(id)
  if (place) return { place, id: makeId(id) }
  const reader = readers.find((one) => one.id === id.protocol)
  const chain = chains.find((one) => one.id === id.chainId)
  if (!reader) return fail({ kind: 'unknown-protocol', given: id.protocol })
  if (!chain) return fail({ kind: 'unknown-chain', given: String(id.chainId) })
  return fail({ kind: 'not-there', given: reader.name, known: chain.name })
}
