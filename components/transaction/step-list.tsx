import type { RunState } from '../../lib/execution/run-state'
import { formatAction, formatApproval } from '../../lib/format/action'
import { formatPreparation } from '../../lib/format/preparation'
import type { PlanStep } from '../../lib/plan/plan'
import { StatusMark } from './run-status'

type Props = { readonly steps: readonly PlanStep[]; readonly run: RunState }

/** Each signature, and in it each thing that it does, in words. */
export function StepList({ steps, run }: Props) {
  const calls = steps.filter(({ kind }) => kind === 'call').length
  return (
    <>
      {calls > 1 && (
        <p className="text-muted text-sm">
          These are {calls} transactions. Where your wallet cannot send them as one, each stays done even if a
          later one is not.
        </p>
      )}
      <Steps steps={steps} run={run} />
    </>
  )
}

function Steps({ steps, run }: Props) {
  return (
    <ol className="grid gap-2">
      {steps.map((step, index) => (
        <li
          key={`${step.kind}-${step.call.to}-${step.call.data}`}
          className="rounded-lg border border-line p-3"
        >
          <div className="flex items-center justify-between gap-3">
            <span className="font-medium text-sm">
              {steps.length > 1 ? `Step ${index + 1} of ${steps.length}: ` : ''}
              {describeStep(step)}
            </span>
            {isStepDone(run, index) && (
              <span className="flex items-center gap-1 text-ok text-xs">
                <StatusMark status="confirmed" /> Done
              </span>
            )}
          </div>
          <StepDetails step={step} />
        </li>
      ))}
    </ol>
  )
}

function StepDetails({ step }: { readonly step: PlanStep }) {
  if (step.kind === 'approve') {
    return <p className="mt-1 break-words text-muted text-sm">{formatApproval(step)}.</p>
  }
  if (step.kind === 'prepare') {
    const { text } = formatPreparation(step.requirement)
    return <p className="mt-1 break-words text-muted text-sm">{text}.</p>
  }
  return (
    <ol className="mt-2 grid gap-1 text-muted text-sm">
      {step.actions.map((action, index) => (
        <li key={formatAction(action)} className="flex gap-2">
          <span aria-hidden="true" className="w-4 flex-none text-right tabular-nums">
            {index + 1}
          </span>
          <span className="min-w-0 break-words">{formatAction(action)}</span>
        </li>
      ))}
    </ol>
  )
}

function describeStep(step: PlanStep): string {
  if (step.kind === 'call') return 'One transaction: all of this or nothing'
  if (step.kind === 'prepare') return formatPreparation(step.requirement).title
  return step.amount === 0n ? 'Remove an old approval' : 'Approve this exact amount'
}

function isStepDone(run: RunState, index: number): boolean {
  if (run.status === 'idle') return false
  return run.status === 'confirmed' || run.stepIndex > index
}
