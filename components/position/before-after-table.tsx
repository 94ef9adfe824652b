import type { FigureField } from '../ui/figure'
import { ComparisonTable, NoFigure } from './comparison-table'
import { FigureCell } from './figure-cell'
import type { FigureText } from './figure-texts'
import { HealthBadge } from './health-badge'
import { type FigureColumn, listPreviewRows } from './preview-rows'

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
  const rows = listPreviewRows(before, after).filter((row) => !fields || fields.includes(row.before.field))
  return (
    <ComparisonTable
      comparison={{
        caption: words.caption,
        columns: [words.before, words.after],
        rows: rows.map((row) => ({
          key: row.key,
          label: row.label,
          meaning: row.meaning,
          cells: [
            <Cell key="before" figure={row.before} when="before" column={before} />,
            <Cell key="after" figure={row.after} when="after" column={after} />,
          ],
        })),
      }}
    />
  )
}

type CellProps = {
  readonly figure: FigureText | null
  readonly when: 'before' | 'after'
  readonly column: FigureColumn | null
}

function Cell({ figure, when, column }: CellProps) {
  if (!figure) return <NoFigure />
  return (
    <>
      <FigureCell figure={figure} when={when} />
      {figure.field === 'health-factor' && column?.figures && (
        <span className="block">
          <HealthBadge figures={column.figures} />
        </span>
      )}
    </>
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
