import { isDeviationOver } from '../../lib/format/deviation'
import type { PlanView } from '../../lib/plan/plan-view'
import { Skeleton } from '../ui/skeleton'
import { ComparisonTable, Differs } from './comparison-table'
import { FigureCell } from './figure-cell'
import type { FigureText } from './figure-texts'
import type { OutcomeViews } from './preview-model'
import { listPreviewRows } from './preview-rows'
import { stack } from './stacked-look'

type Props = {
  readonly outcome: OutcomeViews<PlanView>
}

/** Promise and outcome side by side; where the chain did otherwise than simulated, it is said. */
export function OutcomeTable({ outcome: { previewed, simulated, actual, slippageBps } }: Props) {
  const done = listPreviewRows(simulated, actual)
  const rows = listPreviewRows(previewed, simulated).filter(({ before }) => OUTCOME_FIELDS.has(before.field))
  return (
    <ComparisonTable
      comparison={{
        caption: 'Previewed, simulated and actual figures',
        columns: ['Previewed', 'Simulated', 'Actual'],
        look: stack(3),
        rows: rows.map(({ key, label, before, after }) => ({
          key,
          label,
          cells: [
            before.text,
            after?.text,
            <Actual
              key="actual"
              simulated={after}
              actual={done.find((row) => row.key === key)?.after ?? null}
              slippageBps={slippageBps}
            />,
          ],
        })),
      }}
    />
  )
}

type ActualProps = {
  readonly simulated: FigureText | null
  readonly actual: FigureText | null
  readonly slippageBps: bigint
}

function Actual({ simulated, actual, slippageBps }: ActualProps) {
  if (!actual) return <Skeleton className="ml-auto h-4 w-14" />
  // As the eye sees them: a block of interest in the last digits is no news.
  const isOff =
    simulated !== null &&
    simulated.text !== actual.text &&
    isDeviationOver(simulated.value, actual.value, slippageBps)
  return (
    <>
      <FigureCell figure={actual} />
      {isOff && <Differs />}
    </>
  )
}

const OUTCOME_FIELDS: ReadonlySet<string> = new Set([
  'health-factor',
  'liquidation-price',
  'leverage',
  'equity-value',
  'debt-amount',
  'wallet-balance',
])
