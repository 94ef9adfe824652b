import type { Handing } from '../../lib/execution/handing'
import type { TransactionPlan } from '../../lib/plan/plan'
import { describeExecutor, describeLegs, describeSignatures } from './describe-signatures'

type Props = { readonly plan: TransactionPlan; readonly handing: Handing }

/** How many signatures it takes, and who carries it out. */
export function ExecutorLine({ plan, handing }: Props) {
  const { sends, executor, isAtMost } = handing
  const { legs } = plan
  const details = legs ? describeLegs(legs) : describeExecutor(handing)
  return (
    <div className="text-sm">
      <p
        data-field="signatures"
        data-value={sends.length + (legs?.laterSignatures ?? 0)}
        // Not told before it is known.
        data-executor={isAtMost ? undefined : executor}
        className="break-words font-medium"
      >
        {describeSignatures(plan, handing)}
      </p>
      {details && <p className="text-muted">{details}</p>}
    </div>
  )
}
