import type { Asset } from '../../lib/domain/asset'
import type { TextChange, Texts } from './kept-inputs'

type Of = Pick<Asset, 'address'>

/** What is typed as an amount of an asset: nothing, where it was typed for another one. */
export function readTypedAmount(texts: Texts, asset: Of): { readonly text: string; readonly isMax: boolean } {
  const isItsOwn = isTypedFor(texts, asset)
  return { text: (isItsOwn && texts.get('amount')) || '', isMax: isItsOwn && texts.has('max') }
}

/** Chooses another asset: the number stays, where it is shown; one of an asset that is not there goes. */
export function typeAsset(texts: Texts, shown: Of, address: string): TextChange {
  return isTypedFor(texts, shown) ? { asset: address } : { asset: address, amount: null, max: null }
}

function isTypedFor(texts: Texts, { address }: Of): boolean {
  const asset = texts.get('asset')?.trim().toLowerCase()
  return asset === undefined || asset === address.toLowerCase()
}
