import type { YieldSource } from '../../lib/domain/position'
import type { AprBreakdown } from '../../lib/domain/rates'
import { formatPercent } from '../../lib/format/percent'
import { formatSymbol } from '../../lib/format/symbol'

type Props = {
  readonly breakdown: AprBreakdown
  readonly netApyWad: bigint | null
  readonly leverageText: string
}

/** Where the net comes from: each part on equity, so that the column adds up. */
export function ApyBreakdown({ breakdown, netApyWad, leverageText }: Props) {
  return (
    <table className="w-full border-collapse text-sm">
      <caption className="pb-2 text-left text-muted text-xs">
        A year at today’s rates, as a share of your equity at {leverageText}. Rates move with every block.
      </caption>
      <tbody>
        {breakdown.yields.map(({ source, aprWad }) => (
          <Part
            key={`${source.kind}-${source.asset?.address}`}
            label={describeSource(source)}
            ratioWad={aprWad}
          />
        ))}
        <Part label="Interest on the debt" ratioWad={breakdown.borrowAprWad} />
        {breakdown.quotaAprWad !== 0n && <Part label="Quota fee" ratioWad={breakdown.quotaAprWad} />}
        <Part label="Net APR" ratioWad={breakdown.netAprWad} isSum />
        {netApyWad !== null && <Part label="Net APY, compounded monthly" ratioWad={netApyWad} isSum />}
      </tbody>
    </table>
  )
}

function Part({
  label,
  ratioWad,
  isSum = false,
}: {
  readonly label: string
  readonly ratioWad: bigint
  readonly isSum?: boolean
}) {
  return (
    <tr className={`border-line border-t ${isSum ? 'font-semibold' : ''}`}>
      <th scope="row" className={`py-1.5 text-left ${isSum ? 'font-semibold' : 'font-normal text-muted'}`}>
        {label}
      </th>
      <td className="py-1.5 pl-3 text-right tabular-nums">{formatPercent(ratioWad, { isSigned: true })}</td>
    </tr>
  )
}

function describeSource({ kind, asset }: YieldSource): string {
  switch (kind) {
    case 'reward':
      return asset ? `Rewards in ${formatSymbol(asset)}` : 'Rewards'
    case 'share-growth':
      return 'Growth of the vault share'
    case 'trading-fees':
      return 'Trading fees'
  }
}
