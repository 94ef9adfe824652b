import type { ReactNode, TdHTMLAttributes } from 'react'

/**
 * Below `md` rows are shown as cards. A changed `display` makes Safari forget that this is a table,
 * so the roles are said outright.
 */
export const TABLE_ROLES = {
  table: { role: 'table' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  cell: { role: 'cell' },
  header: { role: 'columnheader' },
  rowHeader: { role: 'rowheader' },
} as const

type TableProps = { readonly label: string; readonly head: ReactNode; readonly children: ReactNode }

export function CardTable({ label, head, children }: TableProps) {
  return (
    <table
      {...TABLE_ROLES.table}
      aria-label={label}
      className="block w-full border-collapse text-sm md:table"
    >
      <thead {...TABLE_ROLES.group} className="sr-only md:not-sr-only md:table-header-group">
        <tr {...TABLE_ROLES.row} className="border-line border-b text-muted text-xs">
          {head}
        </tr>
      </thead>
      <tbody {...TABLE_ROLES.group} className="grid gap-3 md:table-row-group">
        {children}
      </tbody>
    </table>
  )
}

export function CardRow({ children }: { readonly children: ReactNode }) {
  return (
    <tr
      {...TABLE_ROLES.row}
      className="relative grid grid-cols-2 gap-x-4 gap-y-2 rounded-xl border border-line bg-surface p-4 md:table-row md:rounded-none md:border-0 md:border-line md:border-b md:bg-transparent md:hover:bg-raised"
    >
      {children}
    </tr>
  )
}

type CellProps = TdHTMLAttributes<HTMLTableCellElement> & {
  /** The column's name, shown inside the card on a phone. */
  readonly label?: string
  readonly isNumeric?: boolean
}

export function CardCell({ label, isNumeric = false, className = '', children, ...props }: CellProps) {
  return (
    <td
      {...TABLE_ROLES.cell}
      className={`min-w-0 md:table-cell md:px-3 md:py-2.5 md:align-middle ${isNumeric ? 'tabular-nums md:whitespace-nowrap md:text-right' : ''} ${className}`}
      {...props}
    >
      {label && (
        <span className="block text-muted text-xs md:hidden" aria-hidden="true">
          {label}
        </span>
      )}
      {children}
    </td>
  )
}

type HeaderProps = {
  readonly children: ReactNode
  readonly isNumeric?: boolean
  readonly sort?: { readonly direction: 'ascending' | 'descending' | 'none'; readonly onSort: () => void }
}

export function ColumnHeader({ children, isNumeric = false, sort }: HeaderProps) {
  return (
    <th
      {...TABLE_ROLES.header}
      scope="col"
      aria-sort={sort?.direction}
      className={`px-3 py-2 font-medium ${isNumeric ? 'text-right' : 'text-left'}`}
    >
      {sort ? (
        <>
          {/* Cards show no header: a button in it would take the focus where nobody sees it. */}
          <span className="md:hidden">{children}</span>
          <button
            type="button"
            onClick={sort.onSort}
            className="hidden min-h-6 cursor-pointer items-center gap-1 font-medium hover:text-ink md:inline-flex"
          >
            {children}
            <span aria-hidden="true">{{ ascending: '▲', descending: '▼', none: '↕' }[sort.direction]}</span>
          </button>
        </>
      ) : (
        children
      )}
    </th>
  )
}
