'use client'

import dynamic from 'next/dynamic'
import { useEffect, useSyncExternalStore } from 'react'
import {
  announcePracticeWallet,
  isPracticeWalletKept,
  practiceApprovals,
} from '../../lib/execution/practice-wallet/announce'
import { usePracticeNetworks } from '../../lib/queries/practice'

const PracticeWalletDialog = dynamic(
  () => import('./practice-wallet-dialog').then((module) => module.PracticeWalletDialog),
  { ssr: false },
)

/** Offers the practice wallet where a chain is one of practice, and puts its questions to the person. */
export function PracticeWallet() {
  const isOffered = usePracticeNetworks().length > 0
  const approval = useSyncExternalStore(practiceApprovals.subscribe, practiceApprovals.current, () => null)

  useEffect(() => {
    if (isOffered || isPracticeWalletKept()) announcePracticeWallet()
  }, [isOffered])

  if (!approval) return null
  return (
    <PracticeWalletDialog
      key={approval.id}
      approval={approval}
      onAnswer={(isApproved) => practiceApprovals.answer(approval.id, isApproved)}
    />
  )
}
