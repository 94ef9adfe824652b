import type { AssetAmount } from '../domain/asset'
import { FEE_RESERVE_WEI, findSpendable, isCoin } from '../domain/coin'
import type { Issue } from '../domain/issue'
import type { AccountSnapshot } from '../protocols/protocol'

/** What is said where an operation takes more than the wallet can spare: of the chain's coin fees need some. */
export function findOverBalance(account: AccountSnapshot, { asset, amount }: AssetAmount): readonly Issue[] {
  const spendable = findSpendable(account, asset)
  if (amount <= spendable) return []
  const balance = { asset, amount: spendable }
  const reserve = isCoin(asset) ? { reserve: { asset, amount: FEE_RESERVE_WEI } } : {}
  return [{ code: 'amount-over-balance', severity: 'refusal', field: 'amount', balance, ...reserve }]
}
