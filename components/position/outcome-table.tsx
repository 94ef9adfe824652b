import { isDeviationOver } from '../../lib/format/deviation'
import type { PlanView } from '../../lib/plan/plan-view'
import { Skeleton } from '../ui/skeleton'
import { FigureCell } from './figure-cell'
import type { FigureText } from './figure-texts'
import { listPreviewRows } from './preview-rows'

type Props = {
  readonly previewed: PlanView
  readonly simulated: PlanView
  /** null until it was read. */
  readonly actual: PlanView | null
  /** What the person allowed: further from the simulation than this is said. Nothing where left out. */
  readonly slippageBps?: bigint
}

/** Promise and outcome side by side; where the chain did otherwise than simulated, it is said. */
export function OutcomeTable({ previewed, simulated, actual, slippageBps = 0n }: Props) {
  const promised = listPreviewRows(previewed, simulated)
  const done = listPreviewRows(simulated, actual)
  return (
    <div className="overflow-x-auto">
      <table className="w-full border-collapse text-sm">
        <caption className="sr-only">Previewed, simulated and actual figures</caption>
        <thead>
          <tr className="text-muted text-xs">
            <th scope="col" className="py-1 text-left font-medium">
              <span className="sr-only">Figure</span>
            </th>
            {['Previewed', 'Simulated', 'Actual'].map((name) => (
              <th key={name} scope="col" className="py-1 pl-3 text-right font-medium">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {promised
            .filter(({ before }) => OUTCOME_FIELDS.has(before.field))
            .map(({ key, label, before, after }) => (
              <tr key={key} className="border-line border-t align-baseline">
                <th scope="row" className="py-1.5 text-left font-normal text-muted">
                  {label}
                </th>
                <td className="py-1.5 pl-3 text-right text-muted tabular-nums">{before.text}</td>
                <td className="py-1.5 pl-3 text-right text-muted tabular-nums">{after?.text}</td>
                <td className="py-1.5 pl-3 text-right font-medium">
                  <Actual
                    simulated={after}
                    actual={done.find((row) => row.key === key)?.after ?? null}
                    slippageBps={slippageBps}
                  />
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  )
}

function Actual({
  simulated,
  actual,
  slippageBps,
}: {
  readonly simulated: FigureText | null
  readonly actual: FigureText | null
  readonly slippageBps: bigint
}) {
  if (!actual) return <Skeleton className="h-4 w-14" />
  // As the eye sees them: a block of interest in the last digits is no news.
  const isOff =
    simulated !== null &&
    simulated.text !== actual.text &&
    isDeviationOver(simulated.value, actual.value, slippageBps)
  return (
    <>
      <FigureCell figure={actual} />
      {isOff && <span className="block text-warn text-xs">differs</span>}
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
