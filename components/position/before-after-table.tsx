import type { FigureField } from '../ui/figure'
import { InfoTip } from '../ui/info-tip'
import { FigureCell } from './figure-cell'
import { HealthBadge } from './health-badge'
import { type FigureColumn, listPreviewRows, type PreviewRow } from './preview-rows'

type Props = {
  readonly before: FigureColumn
  readonly after: FigureColumn | null
  /** All rows where left out. */
  readonly fields?: readonly FigureField[]
  /** What the columns are called: before and after a transaction where left out. */
  readonly words?: { readonly caption: string; readonly before: string; readonly after: string }
}

const TRANSACTION = {
  caption: 'Before and after this transaction',
  before: 'Before',
  after: 'After',
} as const

export function BeforeAfterTable({ before, after, fields, words = TRANSACTION }: Props) {
  const rows = listPreviewRows(before, after)
  return (
    <table className="w-full border-collapse text-sm">
      <caption className="sr-only">{words.caption}</caption>
      <thead>
        <tr className="text-muted text-xs">
          <th scope="col" className="py-1 text-left font-medium">
            <span className="sr-only">Figure</span>
          </th>
          <th scope="col" className="py-1 pl-3 text-right font-medium">
            {words.before}
          </th>
          <th scope="col" className="py-1 pl-3 text-right font-medium">
            {words.after}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows
          .filter((row) => !fields || fields.includes(row.before.field))
          .map((row) => (
            <Row key={row.key} row={row} before={before} after={after} />
          ))}
      </tbody>
    </table>
  )
}

function Row({ row, before, after }: Omit<Props, 'fields' | 'words'> & { readonly row: PreviewRow }) {
  const isHealth = row.before.field === 'health-factor'
  return (
    <tr className="border-line border-t align-baseline">
      <th scope="row" className="py-1.5 text-left font-normal text-muted">
        {row.label}
        {row.meaning && <InfoTip about={row.label}>{row.meaning}</InfoTip>}
      </th>
      <td className="whitespace-nowrap py-1.5 pl-3 text-right text-muted">
        <FigureCell figure={row.before} when="before" />
        {isHealth && <Band column={before} />}
      </td>
      <td className="whitespace-nowrap py-1.5 pl-3 text-right font-medium">
        {row.after ? <FigureCell figure={row.after} when="after" /> : <span className="text-muted">–</span>}
        {isHealth && after && <Band column={after} />}
      </td>
    </tr>
  )
}

function Band({ column: { figures } }: { readonly column: FigureColumn }) {
  if (!figures) return null
  return (
    <span className="block">
      <HealthBadge figures={figures} />
    </span>
  )
}

/** The few figures that decide, for the review before a signature. */
export function KeyFigures({
  before,
  after,
}: {
  readonly before: FigureColumn
  readonly after: FigureColumn
}) {
  return <BeforeAfterTable before={before} after={after} fields={KEY_FIELDS} />
}

const KEY_FIELDS: readonly FigureField[] = [
  'health-factor',
  'liquidation-price',
  'leverage',
  'equity-value',
  'debt-amount',
  'net-apy',
]
