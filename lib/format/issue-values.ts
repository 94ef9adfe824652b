import type { NamedAmount } from '../domain/issue'
import type { IssuePart } from '../domain/issue-of-market'
import { formatAmount } from './amount'
import { cleanTokenText, MAX_SYMBOL_LENGTH } from './symbol'

/** Longest text from a contract, wallet or node that is repeated in a sentence. */
const MAX_REASON_LENGTH = 160

/** "1,234.5 USDC"; rounded down unless told. */
export function tellAmount({ asset, amount }: NamedAmount, rounding: 'down' | 'up' = 'down'): string {
  return `${formatAmount(amount, asset.decimals, { rounding })} ${tellSymbol(asset.symbol)}`
}

/** "WETH and USDC"; '' for none. */
export function tellSymbols(symbols: readonly string[]): string {
  return [...new Set(symbols.map(tellSymbol))].join(' and ')
}

/** A symbol safe to stand in a sentence, where there is no address to show in its place. */
export function tellSymbol(symbol: string): string {
  return cleanTokenText(symbol, MAX_SYMBOL_LENGTH) || 'tokens'
}

/** Text of a contract, wallet or node made safe to repeat; '' where nothing readable is left. */
export function tellReason(text: string): string {
  return cleanTokenText(text, MAX_REASON_LENGTH)
}

/** The parts of an adapter's sentence, put together. */
export function tellParts(parts: readonly IssuePart[]): string {
  return parts.map(tellPart).join('')
}

function tellPart(part: IssuePart): string {
  if (typeof part === 'string') return part
  if ('symbols' in part) return tellSymbols(part.symbols) || 'this token'
  return tellAmount(part)
}
