import type { Asset } from '../domain/asset'
import { formatAddress } from './address'

/** Longest symbol shown; longer ones push figures out of sight. */
export const MAX_SYMBOL_LENGTH = 16

/**
 * Controls, format characters (zero-width, direction overrides), private use, lone surrogates, stacked
 * accents, letters that are drawn as nothing, and the Braille blank.
 */
const UNSAFE = /[\p{C}\p{Mn}\p{Me}\p{Default_Ignorable_Code_Point}\u2800]/gu

/**
 * A token contract's text made safe to stand in our sentences: nothing invisible, nothing that turns
 * the reading direction, at most `maxLength` characters.
 */
export function cleanTokenText(text: string, maxLength: number): string {
  const clean = text.normalize('NFC').replace(/\s+/gu, ' ').replace(UNSAFE, '').trim()
  const characters = [...clean]
  return characters.length > maxLength ? `${characters.slice(0, maxLength - 1).join('')}…` : clean
}

/** A token's symbol to show; its short address where nothing readable is left. */
export function formatSymbol(asset: Pick<Asset, 'address' | 'symbol'>): string {
  return cleanTokenText(asset.symbol, MAX_SYMBOL_LENGTH) || formatAddress(asset.address)
}
