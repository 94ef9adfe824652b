import type { AssetAmount } from '../domain/asset'
import { listWords } from './list-words'
import { formatSymbol } from './symbol'

/** "owes USDC", or each asset that is owed; the first where nothing is: what it would borrow. */
export function describeOwed(debts: readonly AssetAmount[]): string {
  const owed = debts.filter(({ amount }) => amount > 0n)
  const named = owed.length > 0 ? owed : debts.slice(0, 1)
  return `owes ${listWords(
    named.map(({ asset }) => formatSymbol(asset)),
    'and',
  )}`
}
