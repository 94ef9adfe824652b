import type { Issue } from '../../../domain/issue'
import { min } from '../../../domain/math'
import { convertAsset, tokenOf } from '../read/assets'
import type { RawMarket } from '../read/raw'
import { balanceOf } from '../venues/trade'
import { MAX_QUOTA } from './encode'
import { makeRefusal } from './refusal'
import type { Working } from './working'

/**
 * Where a drafted account leaves the market's limits, as facade, pool and quota keeper would enforce them.
 * `before` is the account as it was, so that only what this transaction changes is judged.
 */
export function findLimitIssues(before: Working, after: Working): readonly Issue[] {
  const { market } = after
  const asset = convertAsset(tokenOf(market, market.underlying))
  const of = (amount: bigint) => ({ asset, amount })
  const issues: Issue[] = []
  const push = (code: Issue['code'], field: Issue['field'], details?: Issue['details']) =>
    issues.push(makeRefusal(code, field, details))
  const borrowed = countBorrowed(after)
  if (borrowed > 0n && market.maxDebtPerBlockMultiplier === 0) push('borrowing-forbidden', undefined)
  if (after.principal !== before.principal && after.principal > 0n) {
    const { minDebt, maxDebt } = market
    if (after.principal < minDebt) {
      push('debt-below-minimum', 'amount', { debt: of(after.principal), minimum: of(minDebt) })
    }
    // a debt that is above a maximum lowered since may still be repaid in parts
    if (after.principal > maxDebt && after.principal > before.principal) {
      push('debt-over-maximum', 'amount', { debt: of(after.principal), maximum: of(maxDebt) })
    }
  }
  const lendable = min(market.borrowable, market.availableLiquidity)
  if (borrowed > lendable) {
    const code =
      market.borrowable < market.availableLiquidity ? 'lending-limit-reached' : 'pool-liquidity-too-low'
    push(code, 'amount', { debt: of(borrowed), available: of(lendable) })
  }
  const lacking = findLackingQuota(before, after, market)
  if (lacking !== null) push('quota-limit-reached', 'amount', { available: of(lacking) })
  return issues
}

function countBorrowed(w: Working): bigint {
  return w.actions.reduce((sum, action) => (action.kind === 'borrow' ? sum + action.get.amount : sum), 0n)
}

/** How much quota there is, where some token would need more; null where all fit. */
function findLackingQuota(before: Working, after: Working, market: RawMarket): bigint | null {
  for (const { token, quotaLimit, quotaTotal } of market.tokens.slice(1)) {
    const [had, wanted] = [balanceOf(before.quotas, token), balanceOf(after.quotas, token)]
    if (wanted <= had) continue
    const free = quotaLimit > quotaTotal ? quotaLimit - quotaTotal : 0n
    const available = min(min(had + free, market.maxQuota), MAX_QUOTA)
    if (wanted > available) return available
  }
  return null
}
