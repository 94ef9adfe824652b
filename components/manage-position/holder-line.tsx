import type { Address } from '../../lib/domain/asset'
import type { HolderKind } from '../../lib/domain/holder-kind'
import { CopyAddress } from '../ui/copy-address'

type Props = {
  /** The position's. */
  readonly account: Address
  readonly kind: HolderKind
  readonly isOwn: boolean
}

/** Where a position lives, with the address under which any other interface finds it. */
export function HolderLine({ account, kind, isOwn }: Props) {
  const who = isOwn ? 'your' : 'its owner’s'
  if (kind === 'account') return <p className="text-muted text-sm">{`In ${who} own account`}</p>
  return (
    <div className="flex flex-wrap items-center gap-2 text-muted text-sm">
      <p className="min-w-0">
        {`In ${who} Safe`} <span className="break-all font-mono text-xs">{account}</span>
      </p>
      <CopyAddress address={account} size="small" />
    </div>
  )
}
