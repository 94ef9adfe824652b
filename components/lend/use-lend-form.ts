import { useMemo, useState } from 'react'
import { zeroAddress } from 'viem'
import type { Address } from '../../lib/domain/asset'
import type { LendIntent } from '../../lib/domain/intent'
import type { Issue } from '../../lib/domain/issue'
import { computeWithdrawalLimit, type LendingPool, type WithdrawalLimit } from '../../lib/domain/lending'
import { parseAmountInput } from '../../lib/format/amount'
import { formatDecimal } from '../../lib/format/decimal'
import { findSuppliedShares, type LendView, viewLending } from '../../lib/plan/lend-view'
import { type LendPlanResult, planLend } from '../../lib/plan/plan-lend'
import { makeTolerance } from '../../lib/plan/tolerance'
import type { AccountSnapshot, MarketSnapshot } from '../../lib/protocols/protocol'
import { useAdapter } from '../../lib/queries/adapter'
import { estimateChainTime } from '../transaction/tolerance'
import { explainAmount, type LendAction } from './explain-amount'

export type LendFormSource = {
  readonly pool: LendingPool
  readonly markets: MarketSnapshot
  /** The chain's own time when `markets` was read, in milliseconds. */
  readonly readAtMs: number
  readonly owner: Address | null
  /** null while it is read, or where nobody is connected. */
  readonly account: AccountSnapshot | null
}

export type LendForm = ReturnType<typeof useLendForm>

/** What a person typed, and what supplying or withdrawing it would do. Nothing here asks the chain. */
export function useLendForm(source: LendFormSource) {
  const { pool, markets, readAtMs, owner, account } = source
  const [typedInput, setTypedInput] = useState('')
  // What "Max" stands for grows with every block, so it is kept as that and not as a number.
  const [maxOf, setMaxOf] = useState<LendAction | null>(null)
  const [submitted, setSubmitted] = useState<LendAction | null>(null)

  // Nothing is planned before an amount is typed.
  const adapter = useAdapter(pool, owner !== null || typedInput !== '')
  const view = viewLending(pool, account)
  const shares = findSuppliedShares(account, pool.id)
  const limit = computeWithdrawalLimit(pool, shares)
  const amountInput = maxOf ? formatDecimal(findMax(maxOf, view, limit), pool.asset.decimals) : typedInput
  const parsed = parseAmountInput(amountInput, pool.asset.decimals)
  const amount = parsed.ok ? parsed.amount : null
  const isAll = maxOf === 'withdraw' && limit.canTakeAll

  const results = useMemo(() => {
    if (!adapter || amount === null) return { supply: null, withdraw: null }
    const tolerance = makeTolerance(estimateChainTime(markets.block, readAtMs))
    const subject = { poolId: pool.id, owner: owner ?? zeroAddress }
    const plan = (intent: LendIntent) => planLend(adapter, markets, account, intent, tolerance)
    return {
      supply: plan({ kind: 'supply', ...subject, amount }),
      withdraw:
        shares > 0n ? plan({ kind: 'withdraw-supply', ...subject, amount: isAll ? 'all' : amount }) : null,
    }
  }, [adapter, pool, markets, readAtMs, owner, account, amount, isAll, shares])

  const change = (input: string, max: LendAction | null) => {
    setTypedInput(input)
    setMaxOf(max)
    setSubmitted(null)
  }
  return {
    amountInput,
    isAll,
    view,
    limit,
    results,
    inputsKeyOf: (action: LendAction) =>
      [pool.id, owner, action, action === 'withdraw' && isAll ? 'all' : amountInput.trim()].join('|'),
    ...explainAmount({
      parseIssue: parsed.ok || (amountInput === '' && submitted === null) ? null : parsed.issue,
      refusals: { supply: findRefusal(results.supply), withdraw: findRefusal(results.withdraw) },
      canWithdraw: shares > 0n,
      submitted,
    }),
    setAmountInput: (input: string) => change(input, null),
    setMax: (action: LendAction) => change('', action),
    setSubmitted,
    reset: () => change('', null),
  }
}

function findMax(action: LendAction, { wallet }: LendView, limit: WithdrawalLimit): bigint {
  return action === 'supply' ? (wallet?.amount ?? 0n) : limit.amount
}

/** The refusal that belongs beside the field. */
function findRefusal(result: LendPlanResult | null): Issue | null {
  if (!result || result.ok) return null
  return result.issues.find(({ field, severity }) => severity === 'refusal' && field === 'amount') ?? null
}
