import type { ReactNode } from 'react'
import { InfoTip } from '../ui/info-tip'
import { TABLE_ROLES } from '../ui/table'

export type ComparisonRow = {
  readonly key: string
  readonly label: string
  /** What the figure means, where a newcomer may not know. */
  readonly meaning?: string
  /** One for each column. */
  readonly cells: readonly ReactNode[]
}

export type ComparisonLook = Readonly<
  Record<'table' | 'head' | 'corner' | 'body' | 'row' | 'cell' | 'name' | 'figure', string>
>

const PLAIN: ComparisonLook = {
  table: '',
  head: '',
  corner: '',
  body: '',
  row: '',
  cell: 'pl-3',
  name: 'py-1.5',
  figure: 'whitespace-nowrap py-1.5 pl-3',
}

export type Comparison = {
  /** What is compared, for whoever cannot see it. */
  readonly caption: string
  readonly columns: readonly string[]
  readonly rows: readonly ComparisonRow[]
  /** As rows of a plain table where left out. */
  readonly look?: ComparisonLook
}

/** Figures side by side: before and after, now and in a scenario, promised and actual. The last column is what counts. */
export function ComparisonTable({ comparison }: { readonly comparison: Comparison }) {
  const { caption, columns, rows, look = PLAIN } = comparison
  return (
    <table {...TABLE_ROLES.table} className={`w-full border-collapse text-sm ${look.table}`}>
      <caption className="sr-only">{caption}</caption>
      <thead {...TABLE_ROLES.group} className={look.head}>
        <tr {...TABLE_ROLES.row} className={`text-muted text-xs ${look.row}`}>
          <th {...TABLE_ROLES.header} scope="col" className={look.corner}>
            <span className="sr-only">Figure</span>
          </th>
          {columns.map((title) => (
            <th
              key={title}
              {...TABLE_ROLES.header}
              scope="col"
              className={`py-1 text-right align-bottom font-medium ${look.cell}`}
            >
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...TABLE_ROLES.group} className={look.body}>
        {rows.map(({ key, label, meaning, cells }) => (
          <tr key={key} {...TABLE_ROLES.row} className={`border-line border-t align-baseline ${look.row}`}>
            <th
              {...TABLE_ROLES.rowHeader}
              scope="row"
              className={`text-left font-normal text-muted ${look.name}`}
            >
              {label}
              {meaning && <InfoTip about={label}>{meaning}</InfoTip>}
            </th>
            {columns.map((title, i) => (
              <td
                key={title}
                {...TABLE_ROLES.cell}
                className={`text-right tabular-nums ${look.figure} ${i === columns.length - 1 ? 'font-medium' : 'text-muted'}`}
              >
                {cells[i]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A figure that did not come out as promised, as the eye sees it. */
export function Differs() {
  return <span className="block text-warn text-xs">differs</span>
}

/** Where there is nothing to compare with. */
export function NoFigure() {
  return <span className="text-muted">–</span>
}
