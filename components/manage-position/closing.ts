import { type Asset, isSameAddress } from '../../lib/domain/asset'
import { hasDebt } from '../../lib/domain/health'
import { listOwed } from '../../lib/domain/position'
import { formatSymbol } from '../../lib/format/symbol'
import { isStaked } from '../position/farm-words'
import type { ManageSource } from './use-planner'

type Closed = Pick<ManageSource, 'position' | 'farm'>

/**
 * What is owed first, the first of it: that needs no further trade. Then what the farm takes as a deposit. Of what is in no
 * farm and owes nothing, what it holds.
 */
export function listReceivable({ position, farm }: Closed): readonly [Asset, ...Asset[]] {
  const [debt] = listOwed(position)
  const held = position.collaterals.filter(({ isDust }) => !isDust).map(({ asset }) => asset)
  const [largest, ...rest] = held
  if (!farm && !hasDebt(position) && largest) return [largest, ...rest]
  const others = farm?.depositAssets.map(({ asset }) => asset) ?? []
  return [debt.asset, ...others.filter(({ address }) => !isSameAddress(address, debt.asset.address))]
}

/** What closing does; `receive` is null for everything as it is. */
export function describeClosing(closed: Closed, receive: Asset | null): string {
  const { rewards, leavesRewards } = closed.position
  const isLeft = leavesRewards && rewards.some(({ amount }) => amount > 0n)
  const left = isLeft ? ' Rewards stay unclaimed: claim them before.' : ''
  return `${describeSale(closed, receive)}${left}`
}

function describeSale({ position, farm }: Closed, receive: Asset | null): string {
  const unstaked = farm && isStaked(farm) ? ', unstaked' : ''
  if (!hasDebt(position)) {
    return receive
      ? `Whatever is not ${formatSymbol(receive)} is sold for it, and all of it goes to your wallet.`
      : `Everything goes to your wallet as it is${unstaked}.`
  }
  return receive
    ? 'Everything is sold for what is owed, all of the debt is repaid as it is in that block, and what is left goes to your wallet.'
    : `Only as much is sold as the debt takes, all of the debt is repaid as it is in that block, and everything else goes to your wallet as it is${unstaked}.`
}
