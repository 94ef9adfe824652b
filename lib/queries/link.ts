import { makeId, parseId } from '../domain/id'
import { findPlace, type Place } from './place'

/** What an id in a link leads to: a place of this build, and the id as this build spells it. */
export type Link = { readonly place: Place; readonly id: string }

/**
 * Reads an id out of a link: of a farm, which names an asset, or of anything else, which does not. null where it
 * leads nowhere; why, `explainLink` tells.
 */
export function readLink(text: string | null, hasAsset: boolean): Link | null {
  const id = parseId(text ?? '')
  const place = id && (id.asset !== null) === hasAsset && findPlace(id)
  return place ? { place, id: makeId(id) } : null
}
