import { computeFigures } from '../../lib/domain/figures'
import type { Liquidation, LiquidationLoss } from '../../lib/domain/liquidated'
import { formatAddress } from '../../lib/format/address'
import { formatSymbol } from '../../lib/format/symbol'
import { formatTime } from '../../lib/format/time'
import { formatPrice, formatUsd, formatUsdValue } from '../../lib/format/usd'
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
  const { equityE8 } = computeFigures(position, position.rates)
  const words = WORDS[data.extent]
  return (
    <section aria-label="Liquidation" className="grid gap-3">
      <Notice tone="warning" title={words.title}>
        <When liquidation={data} />
        {data.loss ? (
          <Cost loss={data.loss} />
        ) : (
          ' The node no longer knows the state of that block, so what it cost cannot be said here.'
        )}{' '}
        {words.left} worth{' '}
        <Figure field="liquidation-rest" value={formatUsdValue(equityE8)}>
          {formatUsd(equityE8)}
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

function When({ liquidation }: { readonly liquidation: Liquidation }) {
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
          <Figure field="liquidated-price" value={formatUsdValue(priceE8)} asset={formatSymbol(asset)}>
            {formatPrice(priceE8)}
          </Figure>
        </span>
      ))}
      .
    </>
  )
}

function Cost({ loss: { equityBeforeE8, equityAfterE8, costE8 } }: { readonly loss: LiquidationLoss }) {
  if (equityBeforeE8 <= 0n) {
    return ' It owed more than it held by then, so nothing of it was yours any more.'
  }
  return (
    <>
      {' '}
      At the prices of that block {formatUsd(equityBeforeE8)} of it were yours before and{' '}
      {formatUsd(equityAfterE8)} after: the liquidator’s premium and the protocol’s fee cost{' '}
      <Figure field="liquidation-cost" value={formatUsdValue(costE8)}>
        {formatUsd(costE8, { rounding: 'up' })}
      </Figure>
      .
    </>
  )
}
