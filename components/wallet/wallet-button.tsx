'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useConnection } from 'wagmi'
import { formatAddress } from '../../lib/format/address'
import { Button } from '../ui/button'
import { requestConnect, useConnectRequests } from './connect-requests'
import { useReturningWalletConnect } from './rainbowkit/wallet-connect'

/** The wallets' modal is half as large as the whole app, so it is fetched when somebody asks for it. */
const ConnectModal = dynamic(
  () => import('./rainbowkit/connect-modal').then((module) => module.ConnectModal),
  {
    ssr: false,
  },
)

const AccountDialog = dynamic(() => import('./account-dialog').then((module) => module.AccountDialog), {
  ssr: false,
})

export function WalletButton() {
  const { address, status } = useConnection()
  const requests = useConnectRequests()
  useReturningWalletConnect()
  const [isAccountOpen, setAccountOpen] = useState(false)
  const [isModalReady, setModalReady] = useState(false)

  if (address) {
    return (
      <>
        <Button aria-haspopup="dialog" onClick={() => setAccountOpen(true)} className="font-mono">
          <span className="size-2 flex-none rounded-full bg-ok" aria-hidden="true" />
          {formatAddress(address)}
        </Button>
        {isAccountOpen && <AccountDialog address={address} isOpen onClose={() => setAccountOpen(false)} />}
      </>
    )
  }

  const isLoading = requests > 0 && !isModalReady
  return (
    <>
      <Button
        variant="primary"
        aria-haspopup="dialog"
        aria-busy={isLoading || status === 'reconnecting'}
        disabled={status === 'reconnecting'}
        onClick={requestConnect}
      >
        Connect wallet
      </Button>
      {requests > 0 && <ConnectModal requests={requests} onReady={() => setModalReady(true)} />}
    </>
  )
}
