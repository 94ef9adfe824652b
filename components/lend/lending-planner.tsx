import { type LendView, viewLendingOf } from '../../lib/plan/lend-view'
import { planLend } from '../../lib/plan/plan-lend'
import type { ProtocolAdapter } from '../../lib/protocols/protocol'
import { FormIssues } from '../form/form-issues'
import { makeKit, type Presentation } from '../form/operation-kit'
import { LendNotes } from './lend-notes'
import { LendPreview } from './lend-preview'
import { LendTable } from './lend-table'
import { MaxButtons } from './max-buttons'

export type LendingPlanner = ReturnType<typeof makeLendingPlanner>

/** What an operation with a pool is about. */
export type LendScope = {
  readonly poolId: string
  /** What is shown where the pool is gone. */
  readonly otherwise: LendView
}

/** Everything that plans lending, with the protocol's own drafting: fetched as one, since neither is of use alone. */
export function makeLendingPlanner(adapter: ProtocolAdapter) {
  return { adapter, planLend, kit, FormIssues, LendPreview, LendNotes, MaxButtons }
}

type LendPresentation = Presentation<LendView, LendScope>

const sidesOf: LendPresentation['sidesOf'] = ({ poolId, otherwise }) => ({
  before: (_, { before }) => viewLendingOf(before, poolId) ?? otherwise,
  after: (_, { after }) => viewLendingOf(after, poolId) ?? otherwise,
})

const drawFigures: LendPresentation['drawFigures'] = (before, after) => (
  <LendTable
    caption="Before and after this transaction"
    subject={before}
    columns={[
      { title: 'Before', when: 'before', view: before },
      { title: 'After', when: 'after', view: after },
    ]}
  />
)

const drawOutcome: LendPresentation['drawOutcome'] = ({ previewed, simulated, actual }) => (
  <LendTable
    caption="Previewed, simulated and actual figures"
    subject={simulated}
    columns={[
      { title: 'Previewed', view: previewed },
      { title: 'Simulated', view: simulated },
      { title: 'Actual', view: actual, isLoading: actual === null, promised: simulated },
    ]}
  />
)

const next = { href: '/lend', label: 'Back to the pools' }
const kit = makeKit<LendView, LendScope>({ sidesOf, drawFigures, drawOutcome, next })
