'use client'

import { useBalance, useChains, useConnection, useDisconnect } from 'wagmi'
import { formatTokenAmount } from '../../lib/format/amount'
import { formatDecimal } from '../../lib/format/decimal'
import { Button } from '../ui/button'
import { CopyAddress } from '../ui/copy-address'
import { Dialog } from '../ui/dialog'
import { Figure } from '../ui/figure'
import { Skeleton } from '../ui/skeleton'

type Props = { readonly address: `0x${string}`; readonly isOpen: boolean; readonly onClose: () => void }

export function AccountDialog({ address, isOpen, onClose }: Props) {
  const { connector } = useConnection()
  const chains = useChains()
  const { mutate: disconnect } = useDisconnect()
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Your account">
      <dl className="grid gap-4">
        <div className="grid gap-1">
          <dt className="text-muted text-xs">Address</dt>
          <dd className="break-all font-mono text-sm">{address}</dd>
        </div>
        <div className="flex flex-wrap gap-x-8 gap-y-4">
          <div className="grid gap-1">
            <dt className="text-muted text-xs">For network fees</dt>
            <dd className="text-lg">
              {chains.map(({ id, name }) => (
                <span key={id} className="block">
                  <NativeBalance address={address} chainId={id} />
                  {chains.length > 1 && <span className="text-muted text-sm"> on {name}</span>}
                </span>
              ))}
            </dd>
          </div>
          <div className="grid gap-1">
            <dt className="text-muted text-xs">Wallet</dt>
            <dd className="text-lg">{connector?.name ?? 'Unknown'}</dd>
          </div>
        </div>
      </dl>
      <div className="mt-6 flex flex-wrap gap-2">
        <CopyAddress address={address} />
        <Button
          onClick={() => {
            onClose()
            disconnect({})
          }}
        >
          Disconnect
        </Button>
      </div>
    </Dialog>
  )
}

/** Our own, since RainbowKit's balance expects a field that wagmi 3 no longer has. */
function NativeBalance({ address, chainId }: Pick<Props, 'address'> & { readonly chainId: number }) {
  const { data, isError } = useBalance({ address, chainId })
  if (isError) return <span className="text-muted text-sm">The chain did not answer.</span>
  if (!data) return <Skeleton className="h-5 w-28" />
  const asset = { address, symbol: data.symbol, name: data.symbol, decimals: data.decimals }
  return (
    <Figure field="wallet-balance" asset={data.symbol} value={formatDecimal(data.value, data.decimals)}>
      {formatTokenAmount({ asset, amount: data.value })}
    </Figure>
  )
}
