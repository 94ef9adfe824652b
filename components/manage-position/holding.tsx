import type { ReactNode } from 'react'
import type { Asset } from '../../lib/domain/asset'
import { formatSymbol } from '../../lib/format/symbol'
import { TokenIcon } from '../ui/token-icon'

type Props = {
  readonly asset: Asset
  readonly amount: string
  readonly value: string
  readonly children: ReactNode
}

/** One asset in a list: how much, and what it is worth. */
export function Holding({ asset, amount, value, children }: Props) {
  return (
    <li className="flex items-center gap-3 text-sm">
      <TokenIcon address={asset.address} symbol={asset.symbol} size={28} />
      <span className="min-w-0 flex-1">
        <span className="block font-medium">{formatSymbol(asset)}</span>
        <span className="block text-muted text-xs">{children}</span>
      </span>
      <span className="whitespace-nowrap text-right tabular-nums">
        <span className="block font-medium">{amount}</span>
        <span className="block text-muted text-xs">{value}</span>
      </span>
    </li>
  )
}
