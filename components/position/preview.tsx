import type { ReactNode } from 'react'
import { identifyIssue } from '../../lib/domain/issue'
import { formatTokenAmount } from '../../lib/format/amount'
import { BeforeAfterTable } from './before-after-table'
import { FigureCell } from './figure-cell'
import { describeFees, describePriceImpact } from './figure-texts'
import { LateIssueNotice } from './late-issue-notice'
import type { PreviewModel } from './preview-model'

/** Before → after, and what it costs. Says of itself whether it is our estimate or the chain's answer. */
export function Preview({ preview }: { readonly preview: PreviewModel }) {
  return (
    <section
      aria-label="Preview"
      data-state={preview.state}
      data-block={preview.block.toString()}
      className="grid gap-3 rounded-xl border border-line bg-surface p-4 sm:p-5"
    >
      <header className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 className="font-semibold text-base">Preview</h2>
        <p className="text-muted text-xs tabular-nums">{describeState(preview)}</p>
      </header>
      <BeforeAfterTable before={preview.before} after={preview.after} />
      <dl className="grid gap-1.5 border-line border-t pt-3 text-sm">
        {preview.priceImpactWad !== null && (
          <Cost label="Price impact of your trades">
            <FigureCell figure={describePriceImpact(preview.priceImpactWad)} when="after" />
          </Cost>
        )}
        {preview.feesE8 !== null && (
          <Cost label="Swap fees">
            <FigureCell
              figure={describeFees(preview.feesE8, (preview.after ?? preview.before).figures?.unit)}
              when="after"
            />
          </Cost>
        )}
        <Cost label="Network fee">
          {preview.networkFee ? `about ${formatTokenAmount(preview.networkFee, { rounding: 'up' })}` : '–'}
        </Cost>
      </dl>
      {preview.issues.map((issue) => (
        <LateIssueNotice key={identifyIssue(issue)} issue={issue} />
      ))}
    </section>
  )
}

function Cost({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-3">
      <dt className="text-muted">{label}</dt>
      <dd className="text-right tabular-nums">{children}</dd>
    </div>
  )
}

function describeState({ state, isSimulating, isWaiting, block, after }: PreviewModel): string {
  if (state === 'error') return 'Simulation failed: figures are estimates'
  if (state === 'simulated') return `Simulated on block ${block}`
  if (isWaiting) return 'Waiting for a quote'
  if (!after) return 'Fill in the form to see the outcome'
  return isSimulating ? 'Estimate, simulating…' : 'Estimate'
}
