import { chains } from '../config/chains'
import { parseId } from '../domain/id'
import { readers } from '../protocols/readers'

/** Why a link leads nowhere. `given` is what nothing here has, or what is not on the chain that is `known`. */
export type LinkFault =
  | { readonly kind: 'malformed' }
  | { readonly kind: 'unknown-protocol'; readonly given: string }
  | { readonly kind: 'unknown-chain'; readonly given: string }
  | { readonly kind: 'not-there'; readonly given: string; readonly known: string }

/** Why `readLink` takes a link to lead nowhere; null where it does not: then what it names is not there. */
export function explainLink(text: string | null, hasAsset: boolean): LinkFault | null {
  const id = parseId(text ?? '')
  if (!id || (id.asset !== null) !== hasAsset) return { kind: 'malformed' }
  const reader = readers.find((one) => one.id === id.protocol)
  const chain = chains.find((one) => one.id === id.chainId)
  if (!reader) return { kind: 'unknown-protocol', given: id.protocol }
  if (!chain) return { kind: 'unknown-chain', given: String(id.chainId) }
  if (reader.entryOn(chain.id) === null) return { kind: 'not-there', given: reader.name, known: chain.name }
  return null
}
