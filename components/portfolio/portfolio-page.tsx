'use client'

import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import type { ReactNode } from 'react'
import type { Address } from '../../lib/domain/asset'
import { formatAddress } from '../../lib/format/address'
import { readAddress } from '../../lib/format/typed-address'
import '../../lib/queries/accounts-at-once'
import { useOwner } from '../../lib/queries/owner'
import { AccountPositions } from './account-positions'
import { NobodyConnected } from './nobody-connected'

const NotAnAddress = dynamic(() => import('./not-an-address').then((module) => module.NotAnAddress), {
  ssr: false,
})

export function PortfolioPage() {
  const watched = useSearchParams().get('address')
  const connected = useOwner()
  if (watched === null) {
    if (connected) return <Frame>{<AccountPositions owner={connected} isOwn />}</Frame>
    return (
      <Frame>
        <NobodyConnected />
      </Frame>
    )
  }
  const address = readAddress(watched)
  if (!address) {
    return (
      <Frame>
        <NotAnAddress given={watched} />
      </Frame>
    )
  }
  const isOwn = connected?.toLowerCase() === address.toLowerCase()
  return (
    <Frame watched={isOwn ? null : address}>
      <AccountPositions owner={address} isOwn={isOwn} />
    </Frame>
  )
}

function Frame({
  children,
  watched = null,
}: {
  readonly children: ReactNode
  readonly watched?: Address | null
}) {
  return (
    <div className="grid gap-6">
      <header className="grid gap-1">
        <h1 className="font-semibold text-2xl">Portfolio</h1>
        {watched && (
          <p className="break-words text-muted text-sm">
            You are watching <span title={watched}>{formatAddress(watched)}</span>. Nothing here can be
            signed.{' '}
            <Link prefetch={false} href="/portfolio" className="text-accent underline">
              Back to your own
            </Link>
          </p>
        )}
      </header>
      {children}
    </div>
  )
}
