import type { AssetAmount } from '../../lib/domain/asset'
import { formatTokenAmount } from '../../lib/format/amount'
import { formatDecimal } from '../../lib/format/decimal'
import { formatSymbol } from '../../lib/format/symbol'
import { Figure } from '../ui/figure'

/** What the wallet has of an asset, beside the field that takes some of it. */
export function WalletBalance({ asset, amount }: AssetAmount) {
  return (
    <>
      Balance{' '}
      <Figure
        field="wallet-balance"
        value={formatDecimal(amount, asset.decimals)}
        asset={formatSymbol(asset)}
      >
        {formatTokenAmount({ asset, amount })}
      </Figure>
    </>
  )
}
