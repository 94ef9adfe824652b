import type { LendView } from '../../lib/plan/lend-view'
import { FigureCell } from '../position/figure-cell'
import { InfoTip } from '../ui/info-tip'
import { Skeleton } from '../ui/skeleton'
import { TABLE_ROLES } from '../ui/table'
import { type LendRow, listLendRows } from './lend-figures'

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

/** Figures of lending side by side: now and after, or promised and actual. On a phone each name stands above its figures. */
export function LendTable({ caption, columns, subject }: Props) {
  const row = `grid ${columns.length > 2 ? 'grid-cols-3' : 'grid-cols-2'} sm:table-row`
  const label = 'col-span-full text-left sm:table-cell'
  return (
    <table {...TABLE_ROLES.table} className="block w-full border-collapse text-sm sm:table">
      <caption className="sr-only">{caption}</caption>
      <thead {...TABLE_ROLES.group} className="block sm:table-header-group">
        <tr {...TABLE_ROLES.row} className={`text-muted text-xs ${row}`}>
          <th {...TABLE_ROLES.header} scope="col" className="sr-only sm:not-sr-only">
            <span className="sr-only">Figure</span>
          </th>
          {columns.map(({ title }) => (
            <th
              key={title}
              {...TABLE_ROLES.header}
              scope="col"
              className="py-1 pl-1 text-right align-bottom sm:pl-3 font-medium"
            >
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...TABLE_ROLES.group} className="block sm:table-row-group">
        {listLendRows(subject.supplied).map((figure) => (
          <tr
            key={figure.key}
            {...TABLE_ROLES.row}
            className={`border-line border-t py-1 align-baseline sm:py-0 ${row}`}
          >
            <th
              {...TABLE_ROLES.rowHeader}
              scope="row"
              className={`font-normal text-muted sm:py-1.5 ${label}`}
            >
              {figure.label}
              {figure.meaning && <InfoTip about={figure.label}>{figure.meaning}</InfoTip>}
            </th>
            {columns.map((column) => (
              <td
                key={column.title}
                {...TABLE_ROLES.cell}
                className={`pl-1 text-right sm:table-cell sm:pl-3 sm:py-1.5 ${column.when === 'before' ? 'text-muted' : 'font-medium'}`}
              >
                <Cell row={figure} column={column} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Cell({ row, column }: { readonly row: LendRow; readonly column: LendColumn }) {
  const { view, when, isLoading, promised } = column
  if (isLoading) return <Skeleton className="ml-auto h-4 w-14" />
  if (!view) return <span className="text-muted">–</span>
  const figure = row.textOf(view)
  // As the eye sees them: a block of interest in the last digits is no news.
  const isOff = promised !== undefined && row.textOf(promised).text !== figure.text
  return (
    <>
      <FigureCell figure={figure} when={when} />
      {isOff && <span className="block text-warn text-xs">differs</span>}
    </>
  )
}
