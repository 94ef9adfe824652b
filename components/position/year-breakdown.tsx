import type { ReactNode } from 'react'
import type { YieldSource } from '../../lib/domain/position'
import type { YearOutcome, YearPart } from '../../lib/domain/year-outcome'
import { formatPercent } from '../../lib/format/percent'
import { formatSymbol } from '../../lib/format/symbol'
import { formatYearOutcome, formatYearOutcomeValue } from '../../lib/format/year-outcome'
import { Figure } from '../ui/figure'

type Props = {
  readonly outcome: YearOutcome
  readonly leverageText: string
  /** A pool's share earns trading fees, which nothing here measures. */
  readonly hasTradingFees: boolean
}

/** What a year of nobody's touch is made of: each part on equity, so that the column adds up. */
export function YearBreakdown({ outcome, leverageText, hasTradingFees }: Props) {
  const isOfSeveral = new Set(outcome.parts.flatMap(listCollateral)).size > 1
  return (
    <table className="w-full border-collapse text-sm">
      <caption className="pb-2 text-left text-muted text-xs">
        A year without anybody’s touch, at today’s prices and rates, as a share of your equity at{' '}
        {leverageText}. Rewards wait to be claimed and earn nothing meanwhile. Rates move with every block.
        {hasTradingFees && ' The pool’s trading fees are not measured and not counted.'}
      </caption>
      <tbody>
        {outcome.parts.map((part) => (
          <Part key={keyOf(part)} label={describePart(part, isOfSeveral)}>
            {part.ratioWad === null ? 'not known' : formatPercent(part.ratioWad, { isSigned: true })}
          </Part>
        ))}
        <Part label="Net APY" isSum>
          <Figure field="year-outcome" value={formatYearOutcomeValue(outcome)}>
            {formatYearOutcome(outcome)}
          </Figure>
        </Part>
      </tbody>
    </table>
  )
}

function Part({
  label,
  isSum = false,
  children,
}: {
  readonly label: string
  readonly isSum?: boolean
  readonly children: ReactNode
}) {
  return (
    <tr className={`border-line border-t ${isSum ? 'font-semibold' : ''}`}>
      <th scope="row" className={`py-1.5 text-left ${isSum ? 'font-semibold' : 'font-normal text-muted'}`}>
        {label}
      </th>
      <td className="py-1.5 pl-3 text-right tabular-nums">{children}</td>
    </tr>
  )
}

function keyOf(part: YearPart): string {
  if (part.kind === 'charge') return `charge-${part.label}`
  if (part.kind === 'interest') return part.kind
  return `${part.of.address}-${part.source.kind}-${part.source.asset?.address}`
}

function listCollateral(part: YearPart): readonly string[] {
  return part.kind === 'yield' ? [part.of.address] : []
}

/** Which collateral it comes from is said where several bring something. */
function describePart(part: YearPart, isOfSeveral: boolean): string {
  switch (part.kind) {
    case 'yield':
      return isOfSeveral
        ? `${describeSource(part.source)}, of ${formatSymbol(part.of)}`
        : describeSource(part.source)
    case 'interest':
      return 'Interest on the debt'
    case 'charge':
      return part.label
  }
}

function describeSource({ kind, asset }: YieldSource): string {
  switch (kind) {
    case 'reward':
      return asset ? `Rewards in ${formatSymbol(asset)}` : 'Rewards'
    case 'share-growth':
      return 'Growth of each share'
    case 'trading-fees':
      return 'Trading fees'
    case 'interest':
      return 'Interest from borrowers'
  }
}
