import type { Unit } from '../../lib/domain/unit'
import { formatIssue, joinIssue } from '../../lib/format/issue'
import { formatMultiple } from '../../lib/format/multiple'
import { formatExactValue, formatValue } from '../../lib/format/value'
import type { Exit } from '../../lib/plan/find-exits'
import { Figure } from '../ui/figure'

type Props = {
  readonly exits: readonly Exit[]
  /** What costs are in; the dollar where left out. */
  readonly unit?: Unit
}

/** For a quarter, a half and all of a position: whether it can be left now, what that costs, and what stands in the way. */
export function Exits({ exits, unit }: Props) {
  return (
    <ul className="grid gap-3 text-sm">
      {exits.map((exit) => (
        <li key={exit.share} className="grid gap-0.5">
          <div className="flex items-baseline justify-between gap-3">
            <span>
              <span className="font-medium">{exit.share}%</span>{' '}
              <span className="text-muted">{describeAction(exit)}</span>
            </span>
            <span className="flex-none text-right">
              {exit.costE8 === null ? (
                <span className="text-muted">–</span>
              ) : (
                <Figure field="exit-cost" value={formatExactValue(exit.costE8)} share={exit.share}>
                  {formatValue(exit.costE8, { rounding: 'up', unit })}
                </Figure>
              )}
            </span>
          </div>
          <Possible exit={exit} />
        </li>
      ))}
    </ul>
  )
}

function describeAction({ action }: Exit): string {
  if (action.kind !== 'change-leverage') return 'closed, into what is owed'
  return `of the debt repaid out of it: ${formatMultiple(action.leverageWad)} after`
}

const POSSIBLE: Record<Exit['kind'], string> = {
  open: 'Possible now.',
  refused: 'Not possible now.',
  unasked: 'The chain quotes it once its form is open.',
}

function Possible({ exit }: { readonly exit: Exit }) {
  const { kind, share } = exit
  return (
    <p className="text-muted text-xs">
      <Figure field="exit-possible" value={`${kind === 'open'}`} share={share}>
        {POSSIBLE[kind]}
      </Figure>
      {kind === 'refused' && ` ${describeReason(exit.issues)}`}
    </p>
  )
}

function describeReason(issues: Extract<Exit, { readonly kind: 'refused' }>['issues']): string {
  const issue = issues.find(({ severity }) => severity === 'refusal') ?? issues[0]
  if (!issue) return ''
  return joinIssue(formatIssue(issue))
}
