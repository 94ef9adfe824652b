import type { ComparisonLook } from './comparison-table'

/** On a phone each name stands above its figures: for more than two columns, or wide figures. */
export function stack(columns: number): ComparisonLook {
  return {
    table: 'block sm:table',
    head: 'block sm:table-header-group',
    corner: 'sr-only sm:not-sr-only',
    body: 'block sm:table-row-group',
    row: `grid sm:table-row ${columns > 2 ? 'grid-cols-3' : 'grid-cols-2'}`,
    cell: 'pl-1 sm:pl-3',
    name: 'col-span-full pt-1 sm:table-cell sm:py-1.5',
    figure: 'pb-1 pl-1 sm:table-cell sm:py-1.5 sm:pl-3',
  }
}
