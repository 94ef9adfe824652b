import { findLimit } from '../../lib/plan/find-limit'
import { planOpen } from '../../lib/plan/plan-open'
import type { ProtocolAdapter } from '../../lib/protocols/protocol'
import { FormIssues } from '../form/form-issues'
import { makePositionKit } from '../form/position-kit'
import { KeyFigures } from '../position/before-after-table'
import { HolderField } from './holder-field'
import { selectHolder } from './select-holder'

const kit = makePositionKit((before, after) => <KeyFigures before={before} after={after} />)

export type OpeningPlanner = ReturnType<typeof makeOpeningPlanner>

/** Everything that plans an opening, with the protocol's own drafting: fetched as one, since neither is of use alone. */
export function makeOpeningPlanner(adapter: ProtocolAdapter) {
  return { adapter, planOpen, findLimit, selectHolder, kit, FormIssues, HolderField }
}
