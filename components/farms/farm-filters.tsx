import { useId } from 'react'
import type { Farm } from '../../lib/domain/farm'
import { max, WAD } from '../../lib/domain/math'
import { formatMultiple } from '../../lib/format/multiple'
import { protocolsRead } from '../../lib/queries/place'
import { DIRECTION_WORDS, FORM_WORDS } from '../position/farm-words'
import { Select } from '../ui/select'
import { Slider } from '../ui/slider'
import { keysOf } from './filter-query'
import type { FarmFilter, SortDirection } from './list-farms'

/** Where no market was read yet. */
const FALLBACK_MAX_TENTHS = 50

type Props = {
  readonly filter: FarmFilter
  readonly onFilter: (filter: FarmFilter) => void
  readonly leverageTenths: number
  readonly onLeverage: (tenths: number) => void
  readonly sort: SortDirection
  readonly onSort: (sort: SortDirection) => void
  readonly farms: readonly Farm[]
}

export function FarmFilters(props: Props) {
  const { filter, onFilter, leverageTenths, onLeverage, sort, onSort, farms } = props
  const id = useId()
  const highest = farms.reduce((most, farm) => max(most, farm.maxLeverageWad), 0n)
  const maxTenths = highest === 0n ? FALLBACK_MAX_TENTHS : Number((highest * 10n) / WAD)
  const leverageText = formatMultiple((BigInt(leverageTenths) * WAD) / 10n)
  const forms = keysOf(FORM_WORDS).filter((form) => farms.some((farm) => farm.forms.includes(form)))
  const directions = keysOf(DIRECTION_WORDS).filter((d) => farms.some((farm) => farm.direction === d))
  return (
    <search className="grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-[1fr_auto_auto_auto_16rem]">
      <label htmlFor={`${id}-search`} className="grid gap-1 text-muted text-xs">
        Search
        <input
          id={`${id}-search`}
          type="search"
          value={filter.search}
          onChange={(event) => onFilter({ ...filter, search: event.target.value })}
          placeholder="Token or protocol"
          className="min-h-9 min-w-0 rounded-lg border border-line-strong bg-surface px-3 text-ink text-sm placeholder:text-muted"
        />
      </label>
      <div className="grid grid-cols-2 gap-3 lg:contents">
        {protocolsRead.length > 1 && (
          <label
            htmlFor={`${id}-protocol`}
            className="col-span-2 grid gap-1 text-muted text-xs lg:col-span-1"
          >
            Protocol
            <Select
              id={`${id}-protocol`}
              value={filter.protocol}
              onChange={(protocol) => onFilter({ ...filter, protocol })}
              options={[ALL, ...protocolsRead.map(({ id: value, name: label }) => ({ value, label }))]}
            />
          </label>
        )}
        <label htmlFor={`${id}-form`} className="grid gap-1 text-muted text-xs">
          Form
          <Select
            id={`${id}-form`}
            value={filter.form}
            onChange={(form) => onFilter({ ...filter, form: forms.find((f) => f === form) ?? 'all' })}
            options={[ALL, ...forms.map((form) => ({ value: form, label: FORM_WORDS[form] }))]}
          />
        </label>
        <label htmlFor={`${id}-direction`} className="grid gap-1 text-muted text-xs">
          Direction
          <Select
            id={`${id}-direction`}
            value={filter.direction}
            onChange={(value) =>
              onFilter({ ...filter, direction: directions.find((d) => d === value) ?? 'all' })
            }
            options={[ALL, ...directions.map((d) => ({ value: d, label: DIRECTION_WORDS[d] }))]}
          />
        </label>
      </div>
      {/* With a header the table sorts by it; cards have none. */}
      <label htmlFor={`${id}-order`} className="grid gap-1 text-muted text-xs sm:col-span-2 md:hidden">
        Order
        <Select
          id={`${id}-order`}
          value={sort}
          onChange={(value) => onSort(value === 'ascending' ? 'ascending' : 'descending')}
          options={ORDERS}
        />
      </label>
      <div className="grid gap-1 sm:col-span-2 lg:col-span-1">
        <span className="flex justify-between text-muted text-xs" aria-hidden="true">
          Compare at leverage <span className="font-semibold text-ink tabular-nums">{leverageText}</span>
        </span>
        <Slider
          label="Compare at leverage"
          min={10}
          max={maxTenths}
          step={1}
          value={Math.min(leverageTenths, maxTenths)}
          valueText={leverageText}
          onChange={onLeverage}
        />
      </div>
    </search>
  )
}

const ORDERS: readonly { readonly value: SortDirection; readonly label: string }[] = [
  { value: 'descending', label: 'Highest net APY first' },
  { value: 'ascending', label: 'Lowest net APY first' },
]

const ALL = { value: 'all', label: 'All' } as const
