import dynamic from 'next/dynamic'
import type { ReactNode } from 'react'
import { Skeleton } from '../ui/skeleton'
import { Tabs } from '../ui/tabs'
import type { ManageSource } from './use-planner'

/** Each form comes when its tab is chosen: who only looks loads none. */
const loading = () => <Skeleton className="h-96 w-full rounded-xl" />
const LeverageTab = dynamic(() => import('./leverage-tab').then((m) => m.LeverageTab), {
  loading,
  ssr: false,
})
const DepositTab = dynamic(() => import('./deposit-tab').then((m) => m.DepositTab), { loading, ssr: false })
const WithdrawTab = dynamic(() => import('./withdraw-tab').then((m) => m.WithdrawTab), {
  loading,
  ssr: false,
})
const BorrowTab = dynamic(() => import('./borrow-tab').then((m) => m.BorrowTab), { loading, ssr: false })
const RepayTab = dynamic(() => import('./repay-tab').then((m) => m.RepayTab), { loading, ssr: false })
const CloseTab = dynamic(() => import('./close-tab').then((m) => m.CloseTab), { loading, ssr: false })

type Props = {
  readonly source: ManageSource
  /** Only the owner can act; everybody may ask what if. */
  readonly isOwn: boolean
  readonly whatIf: ReactNode
  /** What stands first for somebody who can only look. */
  readonly holdings: ReactNode
  readonly initialId: string | undefined
}

/** Everything that can be done with a position, a tab each. */
export function PositionActions({ source, isOwn, whatIf, holdings, initialId }: Props) {
  const looking = [{ id: 'holdings', label: 'Holdings', panel: holdings }]
  const own = [
    { id: 'leverage', label: 'Leverage', panel: <LeverageTab source={source} /> },
    { id: 'deposit', label: 'Deposit', panel: <DepositTab source={source} /> },
    { id: 'withdraw', label: 'Withdraw', panel: <WithdrawTab source={source} /> },
    { id: 'borrow', label: 'Borrow', panel: <BorrowTab source={source} /> },
    { id: 'repay', label: 'Repay', panel: <RepayTab source={source} /> },
    { id: 'close', label: 'Close', panel: <CloseTab source={source} /> },
  ]
  return (
    <Tabs
      label="What to do with it"
      initialId={initialId}
      tabs={[...(isOwn ? own : looking), { id: 'what-if', label: 'What if', panel: whatIf }]}
    />
  )
}
