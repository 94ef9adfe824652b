import type { Issue } from '../../../domain/issue'
import { min } from '../../../domain/math'
import { convertAsset, tokenOf } from '../read/assets'
import type { RawMarket } from '../read/raw'
import { balanceOf } from '../venues/trade'
import { MAX_QUOTA } from './encode'
import { makeRefusal } from './refusal'
import { refuseLendingLimit, refusePoolLiquidity, refuseQuota } from './words'
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
  const borrowed = countBorrowed(after)
  if (borrowed > 0n && market.maxDebtPerBlockMultiplier === 0) issues.push(makeRefusal('borrowing-forbidden'))
  if (after.principal !== before.principal && after.principal > 0n) {
    const { minDebt, maxDebt } = market
    if (after.principal < minDebt) {
      const [debt, minimum] = [of(after.principal), of(minDebt)]
      issues.push({ code: 'debt-below-minimum', severity: 'refusal', field: 'amount', debt, minimum })
    }
    // a debt that is above a maximum lowered since may still be repaid in parts
    if (after.principal > maxDebt && after.principal > before.principal) {
      const [debt, maximum] = [of(after.principal), of(maxDebt)]
      issues.push({ code: 'debt-over-maximum', severity: 'refusal', field: 'amount', debt, maximum })
    }
  }
  const lendable = min(market.borrowable, market.availableLiquidity)
  if (borrowed > lendable) {
    const isLimited = market.borrowable < market.availableLiquidity
    issues.push(isLimited ? refuseLendingLimit(of(lendable)) : refusePoolLiquidity(of(lendable)))
  }
  const lacking = findLackingQuota(before, after, market)
  if (lacking !== null) issues.push(refuseQuota(of(lacking)))
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
