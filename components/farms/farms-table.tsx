import { formatMultiple } from '../../lib/format/multiple'
import { Skeleton } from '../ui/skeleton'
import { CardCell, CardRow, CardTable, ColumnHeader } from '../ui/table'
import { FarmRow } from './farm-row'
import type { FarmRowData, SortDirection } from './list-farms'

/** As many rows as a small market has: the layout hardly moves when they arrive. */
const SKELETON_ROWS = ['a', 'b', 'c', 'd', 'e', 'f'] as const

type Props = {
  /** null while nothing was read. */
  readonly rows: readonly FarmRowData[] | null
  readonly leverageWad: bigint
  readonly sort: SortDirection
  readonly onSort: () => void
}

export function FarmsTable({ rows, leverageWad, sort, onSort }: Props) {
  return (
    <div aria-busy={rows === null}>
      <CardTable
        label="Farms"
        head={
          <>
            <ColumnHeader>Farm</ColumnHeader>
            <ColumnHeader>Direction</ColumnHeader>
            <ColumnHeader isNumeric sort={{ direction: sort, onSort }}>
              Net APY at {formatMultiple(leverageWad)}
            </ColumnHeader>
            <ColumnHeader isNumeric>Farm yield</ColumnHeader>
            <ColumnHeader isNumeric>Borrow rate</ColumnHeader>
            <ColumnHeader isNumeric>Max leverage</ColumnHeader>
            <ColumnHeader isNumeric>Left to borrow</ColumnHeader>
          </>
        }
      >
        {rows
          ? rows.map((row) => (
              <FarmRow key={row.farm.id} row={row} isLimited={row.leverageWad < leverageWad} />
            ))
          : SKELETON_ROWS.map((key) => <SkeletonRow key={key} />)}
      </CardTable>
    </div>
  )
}

function SkeletonRow() {
  return (
    <CardRow>
      <CardCell className="col-span-2">
        <Skeleton className="h-10 w-56 max-w-full" />
      </CardCell>
      {['direction', 'net', 'yield', 'borrow', 'max', 'left'].map((key) => (
        <CardCell key={key} isNumeric>
          <Skeleton className="h-4 w-16" />
        </CardCell>
      ))}
    </CardRow>
  )
}
