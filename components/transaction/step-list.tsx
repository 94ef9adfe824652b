import type { RunState } from '../../lib/execution/run-state'
import { formatAction, formatApproval } from '../../lib/format/action'
import { formatPreparation } from '../../lib/format/preparation'
import type { PlanStep } from '../../lib/plan/plan'
import { numberAlike } from './number-alike'
import { StatusMark } from './run-status'

type Props = {
  readonly steps: readonly PlanStep[]
  readonly run: RunState
  /** Whether the wallet takes all of them as one. */
  readonly isBatch: boolean
}

/** Each signature, and in it each thing that it does, in words. */
export function StepList(props: Props) {
  const calls = props.steps.filter(({ kind }) => kind === 'call').length
  if (props.isBatch) return <OneSignature {...props} />
  return (
    <>
      {calls > 1 && (
        <p className="text-muted text-sm">
          These are {calls} transactions. Each stays done even if a later one is not.
        </p>
      )}
      <Steps {...props} />
    </>
  )
}

function OneSignature({ steps }: Props) {
  return (
    <section aria-label="One signature" className="rounded-lg border border-line p-3">
      <h3 className="font-medium text-sm">One signature: all of this or nothing</h3>
      <ol className="mt-2 grid gap-3 border-line border-t pt-3">
        {numberAlike(steps, nameStep).map(({ key, item: step }) => (
          <li key={key}>
            <span className="font-medium text-sm">{describePart(step)}</span>
            <StepDetails step={step} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function Steps({ steps, run }: Props) {
  return (
    <ol className="grid gap-2">
      {numberAlike(steps, nameStep).map(({ key, item: step }, index) => (
        <li key={key} className="rounded-lg border border-line p-3">
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

function nameStep({ kind, call: { to, data } }: PlanStep): string {
  return `${kind}-${to}-${data}`
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
      {numberAlike(step.actions, formatAction).map(({ key, item: action }, index) => (
        <li key={key} className="flex gap-2">
          <span aria-hidden="true" className="w-4 flex-none text-right tabular-nums">
            {index + 1}
          </span>
          <span className="min-w-0 break-words">{formatAction(action)}</span>
        </li>
      ))}
    </ol>
  )
}

/** As a part of one signature. */
function describePart(step: PlanStep): string {
  if (step.kind !== 'call') return describeStep(step)
  return step.batch ? 'In your Safe' : 'Then'
}

function describeStep(step: PlanStep): string {
  if (step.kind === 'call')
    return step.batch
      ? 'One transaction in your Safe: all of this or nothing'
      : 'One transaction: all of this or nothing'
  if (step.kind === 'prepare') return formatPreparation(step.requirement).title
  return step.amount === 0n ? 'Remove an old approval' : 'Approve this exact amount'
}

function isStepDone(run: RunState, index: number): boolean {
  if (run.status === 'idle') return false
  return run.status === 'confirmed' || run.stepIndex > index
}
