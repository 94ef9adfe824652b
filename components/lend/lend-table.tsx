import type { LendView } from '../../lib/plan/lend-view'
import { ComparisonTable, Differs, NoFigure } from '../position/comparison-table'
import { FigureCell } from '../position/figure-cell'
import { stack } from '../position/stacked-look'
import { Skeleton } from '../ui/skeleton'
import { type LendRow, listLendRows } from './lend-rows'

export type LendColumn = {
  readonly title: string
  readonly when?: 'before' | 'after'
  /** null where there is nothing to show yet. */
  readonly view: LendView | null
  readonly isLoading?: boolean
  /** What was promised; where the eye sees another figure, it is said. */
  readonly promised?: LendView
}

type Props = {
  readonly caption: string
  readonly columns: readonly [LendColumn, ...LendColumn[]]
  /** Any view of the pool: its asset names the rows. */
  readonly subject: LendView
}

/** Figures of lending side by side: now and after, or promised and actual. */
export function LendTable({ caption, columns, subject }: Props) {
  return (
    <ComparisonTable
      comparison={{
        caption,
        columns: columns.map(({ title }) => title),
        look: stack(columns.length),
        rows: listLendRows(subject).map((row) => ({
          key: row.key,
          label: row.label,
          meaning: row.meaning,
          cells: columns.map((column) => <Cell key={column.title} row={row} column={column} />),
        })),
      }}
    />
  )
}

function Cell({ row, column }: { readonly row: LendRow; readonly column: LendColumn }) {
  const { view, when, isLoading, promised } = column
  if (isLoading) return <Skeleton className="ml-auto h-4 w-14" />
  if (!view) return <NoFigure />
  const figure = row.textOf(view)
  // As the eye sees them: a block of interest in the last digits is no news.
  const isOff = promised !== undefined && row.textOf(promised).text !== figure.text
  return (
    <>
      <FigureCell figure={figure} when={when} />
      {isOff && <Differs />}
    </>
  )
}
