import { useEffect, useMemo, useState } from 'react'
import { findNextLeg, type Goal } from '../../lib/domain/goal'
import { HEALTH_FACTOR_DANGER_WAD } from '../../lib/domain/guards'
import { computeHealthFactorWad } from '../../lib/domain/health'
import type { Carried } from '../../lib/domain/intent'
import { computeLeverageWad } from '../../lib/domain/leverage'
import { findCarried } from '../../lib/execution/note-goal'
import { findGoal, forgetGoal } from '../../lib/execution/remember-goals'
import { findStorage } from '../../lib/execution/run-storage'
import { formatTokenAmount } from '../../lib/format/amount'
import { formatHealthFactor } from '../../lib/format/health-factor'
import { listWords } from '../../lib/format/list-words'
import { formatMultiple } from '../../lib/format/multiple'
import { nativeCoinOf } from '../../lib/queries/native-coin'
import { FormIssues } from '../form/form-issues'
import { OperationForm } from '../form/operation-form'
import { Button } from '../ui/button'
import { useManageForm } from './use-manage-form'
import { type ManageAction, type ManageSource, usePlanner } from './use-planner'

/** Where a position is on its way to, where it was left in between: what that means, and how to go on. */
export function OnItsWay({ source }: { readonly source: ManageSource }) {
  const { account, position } = source
  const [isLeft, setLeft] = useState(false)
  const kept = findGoal(findStorage(), position)
  const carried = useMemo(() => (kept ? findCarried(kept, account) : []), [kept, account])
  const assets = [...account.wallet.map(({ asset }) => asset), nativeCoinOf(position.chainId)]
  const action = kept && findNextLeg(kept.goal, position, { assets, carried })
  // there by now, whatever brought it there: what happens to it later is no part of the way
  const isThere = kept !== null && action === null
  useEffect(() => {
    if (isThere) forgetGoal(findStorage(), position)
  }, [isThere, position])
  if (!kept || !action || isLeft) return null
  const leave = () => {
    forgetGoal(findStorage(), position)
    setLeft(true)
  }
  return (
    <section
      aria-label="On its way"
      className="grid gap-3 rounded-xl border border-line-strong bg-surface p-4"
    >
      <h2 className="font-semibold text-base">{describeGoal(kept.goal)}</h2>
      <p className="text-sm">{describeNow(source, kept.goal)}</p>
      {carried.length > 0 && <p className="text-sm">{describeCarried(carried)}</p>}
      <GoOn source={source} action={action} title={describeGoal(kept.goal)} />
      <Button variant="quiet" className="justify-self-start" onClick={leave}>
        Leave it as it is
      </Button>
    </section>
  )
}

type GoOnProps = {
  readonly source: ManageSource
  readonly action: ManageAction
  readonly title: string
}

function GoOn({ source, action: made, title }: GoOnProps) {
  const planner = usePlanner(source, 'on-its-way')
  const key = JSON.stringify(made, (_, value) => (typeof value === 'bigint' ? `${value}` : value))
  // the same while it is the same, whatever block it was read at
  // biome-ignore lint/correctness/useExhaustiveDependencies: its text says all of it
  const action = useMemo(() => made, [key])
  const form = useManageForm(planner, { action, key: ['on-its-way', key], fields: [], assets: [], title })
  return (
    <OperationForm operation={form} label="Go on">
      <div className="grid gap-3">
        <FormIssues operation={form} />
        <Button type="submit" variant="primary" className="justify-self-start">
          Continue
        </Button>
      </div>
    </OperationForm>
  )
}

function describeGoal(goal: Goal): string {
  if (goal.kind === 'close') return 'This position is on its way to being closed'
  return `This position is on its way to ${formatMultiple(goal.leverageWad)}`
}

function describeNow({ position }: ManageSource, { kind }: Goal): string {
  const leverageWad = computeLeverageWad(position)
  const healthWad = computeHealthFactorWad(position)
  const now = leverageWad === null ? '' : `${formatMultiple(leverageWad)}, `
  const figures = `Now: ${now}health factor ${formatHealthFactor(healthWad)}.`
  if (healthWad !== null && healthWad < HEALTH_FACTOR_DANGER_WAD) {
    return `${figures} Prices have moved since: it is close to liquidation, whether or not you go on.`
  }
  const anew = kind === 'close' ? 'the next step of closing it' : 'the next step'
  return `${figures} It is safe to leave as it is. Going on plans ${anew} from what the chain says now, and asks you to review it.`
}

function describeCarried(carried: readonly Carried[]): string {
  const amounts = carried.map(({ asset, amount }) => formatTokenAmount({ asset, amount }))
  const use = carried.some(({ to }) => to === 'debt') ? 'to repay' : 'to add to the position'
  return `A step was left half done: ${listWords(amounts, 'and')} of it is in your wallet, and going on uses it ${use} first.`
}
