import { identifyIssue } from '../../lib/domain/issue'
import { max } from '../../lib/domain/math'
import { formatTokenAmount } from '../../lib/format/amount'
import type { LendView } from '../../lib/plan/lend-view'
import { LateIssueNotice } from '../position/late-issue-notice'
import type { Forecast } from '../position/preview-model'
import type { LendAction } from './explain-amount'
import { LendTable } from './lend-table'

/** What one of the two actions would lead to. */
export type LendForecast = Forecast<LendView> & { readonly action: LendAction }

type Props = {
  readonly poolName: string
  readonly now: LendView
  readonly forecasts: readonly LendForecast[]
}

const TITLES = { supply: 'If you supply', withdraw: 'If you withdraw' } as const

/** Now, and after either action: who has nothing in the pool sees one column less. */
export function LendPreview({ poolName, now, forecasts }: Props) {
  const state = summarise(forecasts)
  const issues = new Map(forecasts.flatMap((f) => f.issues).map((issue) => [identifyIssue(issue), issue]))
  const block = forecasts.reduce((newest, f) => max(newest, f.block), 0n)
  return (
    <section
      aria-label={`Preview, ${poolName}`}
      data-state={state}
      data-block={block.toString()}
      className="grid content-start gap-3"
    >
      <header className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 className="font-semibold text-sm">Preview</h3>
        <p className="text-muted text-xs tabular-nums">{describeState(state, forecasts, block)}</p>
      </header>
      <LendTable
        caption={`${poolName}: now and afterwards`}
        subject={now}
        columns={[
          { title: 'Now', when: 'before', view: now },
          ...forecasts.map(({ action, after }) => ({
            title: TITLES[action],
            when: 'after' as const,
            view: after,
          })),
        ]}
      />
      <dl className="grid gap-1.5 border-line border-t pt-3 text-sm">
        {forecasts.map(({ action, networkFee }) => (
          <div key={action} className="flex items-baseline justify-between gap-3">
            <dt className="text-muted">
              Network fee{forecasts.length > 1 && (action === 'supply' ? ' to supply' : ' to withdraw')}
            </dt>
            <dd className="text-right tabular-nums">
              {networkFee ? `about ${formatTokenAmount(networkFee, { rounding: 'up' })}` : '–'}
            </dd>
          </div>
        ))}
      </dl>
      {[...issues.values()].map((issue) => (
        <LateIssueNotice key={identifyIssue(issue)} issue={issue} />
      ))}
    </section>
  )
}

/** All that is shown is the chain's answer, or something of it is not. */
function summarise(forecasts: readonly LendForecast[]): LendForecast['state'] {
  const shown = forecasts.filter(({ after }) => after !== null)
  if (shown.some(({ state }) => state === 'error')) return 'error'
  return shown.length > 0 && shown.every(({ state }) => state === 'simulated') ? 'simulated' : 'estimate'
}

function describeState(
  state: LendForecast['state'],
  forecasts: readonly LendForecast[],
  block: bigint,
): string {
  if (state === 'error') return 'Simulation failed: figures are estimates'
  if (state === 'simulated') return `Simulated on block ${block}`
  if (forecasts.every(({ after }) => after === null)) return 'Enter an amount to see the outcome'
  return forecasts.some(({ isSimulating }) => isSimulating) ? 'Estimate, simulating…' : 'Estimate'
}
