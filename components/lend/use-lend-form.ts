import { useCallback, useMemo, useState } from 'react'
import { zeroAddress } from 'viem'
import type { LendIntent } from '../../lib/domain/intent'
import type { Issue } from '../../lib/domain/issue'
import { computeWithdrawalLimit, type LendingPool, type WithdrawalLimit } from '../../lib/domain/lending'
import { min } from '../../lib/domain/math'
import { parseAmountInput } from '../../lib/format/amount'
import { formatDecimal } from '../../lib/format/decimal'
import { findSupply, type LendView, viewLending } from '../../lib/plan/lend-view'
import type { LendPlanResult } from '../../lib/plan/plan-lend'
import { useCode } from '../../lib/queries/use-code'
import { findRefusal, nameChoice } from '../form/choice'
import type { Subject } from '../form/subject'
import { useTolerance } from '../form/use-tolerance'
import { useTyped } from '../form/use-typed'
import { explainAmount, type LendAction } from './explain-amount'
import { useLendOperation } from './use-lend-operation'

const loadPlanner = async () => (await import('./lending-planner')).makeLendingPlanner

const ACTIONS: readonly LendAction[] = ['supply', 'withdraw']

export type LendFormSource = Subject & { readonly pool: LendingPool }

export type LendForm = ReturnType<typeof useLendForm>

/** One amount, and the two things that can be done with it. */
export function useLendForm(source: LendFormSource) {
  const { pool, markets, owner, account } = source
  const typed = useTyped(`lend|${pool.id}`)
  const typedInput = typed.texts.get('amount') ?? ''
  // What "Max" stands for grows with every block, so it is kept as that and not as a number.
  const maxOf = ACTIONS.find((action) => action === typed.texts.get('max')) ?? null
  const [submitted, setSubmitted] = useState<LendAction | null>(null)

  // Nothing is planned before an amount is typed.
  const planner = useCode('lending-planner', pool, loadPlanner, owner !== null || typed.texts.size > 0)
  const view = viewLending(pool, account)
  const supplied = findSupply(account, pool.id)
  const shares = supplied?.shares ?? 0n
  const limit = computeWithdrawalLimit(pool, shares, supplied?.within?.isPledged)
  const max = maxOf && findMax(maxOf, pool, view, limit)
  const numberOfMax = max === null ? '' : formatDecimal(max, pool.asset.decimals)
  const amountInput = maxOf ? numberOfMax : typedInput
  const parsed = parseAmountInput(amountInput, pool.asset.decimals)
  const amount = parsed.ok ? parsed.amount : null
  const isAll = maxOf === 'withdraw' && limit.canTakeAll

  const { tolerance, toleranceNow } = useTolerance(typed, source)
  const plan = useCallback(
    (intent: LendIntent): LendPlanResult | null =>
      planner === null ? null : planner.planLend(planner.adapter, markets, account, intent, toleranceNow()),
    [planner, markets, account, toleranceNow],
  )
  const results = useMemo(() => {
    if (amount === null) return { supply: null, withdraw: null }
    const subject = { poolId: pool.id, owner: owner ?? zeroAddress }
    return {
      supply: plan({ kind: 'supply', ...subject, amount }),
      withdraw:
        shares > 0n ? plan({ kind: 'withdraw-supply', ...subject, amount: isAll ? 'all' : amount }) : null,
    }
  }, [plan, pool.id, owner, amount, isAll, shares])

  const change = (amount: string | null, max: LendAction | null) => {
    typed.type({ amount, max })
    setSubmitted(null)
  }
  const shared = {
    source,
    kit: planner?.kit ?? null,
    form: typed.form,
    view,
    onDone: () => change(null, null),
  }
  const supply = useLendOperation({
    ...shared,
    action: 'supply',
    key: nameChoice([pool.id, owner, 'supply', amountInput], tolerance),
    result: results.supply,
    isAll: false,
  })
  const withdraw = useLendOperation({
    ...shared,
    action: 'withdraw',
    key: nameChoice([pool.id, owner, 'withdraw', isAll ? 'all' : amountInput], tolerance),
    result: results.withdraw,
    isAll,
  })
  const operations = { supply, withdraw }
  const { error, note } = explainAmount({
    parseIssue: parsed.ok || (amountInput === '' && submitted === null) ? null : parsed.issue,
    refusals: { supply: refusalOf(results.supply), withdraw: refusalOf(results.withdraw) },
    canWithdraw: shares > 0n,
    submitted,
  })
  const say = (issue: Issue) => planner?.kit.describeField(issue, pool.chainId) ?? null
  return {
    source,
    amountInput,
    isAll,
    view,
    /** The position that the supply is a part of, where it is of one. */
    within: supplied?.within ?? null,
    limit,
    operations,
    /** What is drawn beside the fields; null until its code is there. */
    parts: planner,
    /** What is to be said beside the amount. */
    error: error && say(error),
    note: note && `To ${note.action}: ${say(note.issue)}`,
    setAmountInput: (input: string) => change(input, null),
    setMax: (action: LendAction) => change(null, action),
    submit: (action: LendAction, form: HTMLFormElement | null) => {
      setSubmitted(action)
      operations[action].submit(form)
    },
  }
}

/** null where no wallet is known. */
function findMax(
  action: LendAction,
  { supplyRoom }: LendingPool,
  { wallet }: LendView,
  limit: WithdrawalLimit,
): bigint | null {
  return wallet && (action === 'supply' ? min(wallet.amount, supplyRoom ?? wallet.amount) : limit.amount)
}

/** The refusal that belongs beside the field. */
function refusalOf(result: LendPlanResult | null): Issue | null {
  return !result || result.ok ? null : findRefusal(result.issues, 'amount')
}
