import { computeFigures } from '../../lib/domain/figures'
import type { Liquidation, LiquidationLoss } from '../../lib/domain/liquidated'
import type { Unit } from '../../lib/domain/unit'
import { formatAddress } from '../../lib/format/address'
import { formatSymbol } from '../../lib/format/symbol'
import { formatTime } from '../../lib/format/time'
import { formatExactValue, formatPrice, formatValue } from '../../lib/format/value'
import { useLiquidation } from '../../lib/queries/liquidation'
import { Figure } from '../ui/figure'
import { Notice } from '../ui/notice'
import type { ManageSource } from './use-planner'
import { WithdrawRest } from './withdraw-rest'

type Props = {
  readonly source: ManageSource
  /** Only the owner can take what is left. */
  readonly isOwn: boolean
}

/** That a position was liquidated: when, at what price, what it cost, and what is left of it. */
export function LiquidatedNotice({ source, isOwn }: Props) {
  const { position, account } = source
  const { data } = useLiquidation(position, account)
  if (!data) return null
  const { equityE8, unit } = computeFigures(position, position.rates)
  const words = WORDS[data.extent]
  return (
    <section aria-label="Liquidation" className="grid gap-3">
      <Notice tone="warning" title={words.title}>
        <When liquidation={data} unit={unit} />
        {data.loss ? (
          <Cost loss={data.loss} unit={unit} />
        ) : (
          ' The node no longer knows the state of that block, so what it cost cannot be said here.'
        )}{' '}
        {words.left} worth{' '}
        <Figure field="liquidation-rest" value={formatExactValue(equityE8)}>
          {formatValue(equityE8, { unit })}
        </Figure>{' '}
        now, unclaimed rewards apart.
      </Notice>
      {isOwn && data.extent === 'whole' && <WithdrawRest source={source} />}
    </section>
  )
}

const WORDS = {
  whole: {
    title: 'This position was liquidated',
    did: 'sold its collateral and repaid its debt',
    left: 'Nothing is owed any more. What is left is',
  },
  part: {
    title: 'A part of this position was liquidated',
    did: 'took a part of its collateral and repaid a part of its debt',
    left: 'The rest is still yours, and still owes. It is',
  },
} as const

type Counted = { readonly unit?: Unit }

function When({ liquidation, unit }: Counted & { readonly liquidation: Liquidation }) {
  const { timestamp, blockNumber, liquidator, extent, loss } = liquidation
  return (
    <>
      On{' '}
      <Figure field="liquidated-at" value={timestamp.toString()}>
        {formatTime(timestamp)}
      </Figure>
      , in block {blockNumber.toString()}, {formatAddress(liquidator)} {WORDS[extent].did}
      {loss?.prices.map(({ asset, priceE8 }, i) => (
        <span key={asset.address}>
          {i === 0 ? ', with ' : ' and '}
          {formatSymbol(asset)} at{' '}
          <Figure field="liquidated-price" value={formatExactValue(priceE8)} asset={formatSymbol(asset)}>
            {formatPrice(priceE8, { unit })}
          </Figure>
        </span>
      ))}
      .
    </>
  )
}

function Cost({ loss, unit }: Counted & { readonly loss: LiquidationLoss }) {
  const { equityBeforeE8, equityAfterE8, costE8 } = loss
  if (equityBeforeE8 <= 0n) {
    return ' It owed more than it held by then, so nothing of it was yours any more.'
  }
  return (
    <>
      {' '}
      At the prices of that block {formatValue(equityBeforeE8, { unit })} of it were yours before and{' '}
      {formatValue(equityAfterE8, { unit })} after: the liquidator’s premium and the protocol’s fee cost{' '}
      <Figure field="liquidation-cost" value={formatExactValue(costE8)}>
        {formatValue(costE8, { rounding: 'up', unit })}
      </Figure>
      .
    </>
  )
}
