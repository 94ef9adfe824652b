import type { AssetAmount } from '../domain/asset'
import { listWords } from './list-words'
import { formatSymbol } from './symbol'

/** "owes USDC", each asset that is owed; "owes nothing". */
export function describeOwed(debts: readonly AssetAmount[]): string {
  const symbols = debts.filter(({ amount }) => amount > 0n).map(({ asset }) => formatSymbol(asset))
  return `owes ${listWords(symbols, 'and') || 'nothing'}`
}
