'use client'

import { WalletButton } from '../../components/wallet/wallet-button'

export function WalletArea() {
  return <WalletButton />
}
