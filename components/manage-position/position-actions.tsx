import dynamic from 'next/dynamic'
import type { ReactNode } from 'react'
import { Skeleton } from '../ui/skeleton'
import { Tabs } from '../ui/tabs'
import type { ManageSource } from './use-planner'
import type { TabChoice } from './use-tab-choice'

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
  readonly choice: TabChoice
  readonly whatIf: ReactNode
  /** What stands first for somebody who can only look. */
  readonly holdings: ReactNode
}

/** Everything that can be done with a position, a tab each. */
export function PositionActions({ source, isOwn, choice, whatIf, holdings }: Props) {
  const { suggested } = choice
  // The person is taken to each suggestion's first field, also to the same one again.
  const key = suggested?.count
  const isSuggested = (tab: string) => suggested?.tab === tab
  const looking = [{ id: 'holdings', label: 'Holdings', panel: holdings }]
  const own = [
    {
      id: 'leverage',
      label: 'Leverage',
      panel: <LeverageTab key={key} source={source} isSuggested={isSuggested('leverage')} />,
    },
    {
      id: 'deposit',
      label: 'Deposit',
      panel: <DepositTab key={key} source={source} isSuggested={isSuggested('deposit')} />,
    },
    { id: 'withdraw', label: 'Withdraw', panel: <WithdrawTab source={source} /> },
    { id: 'borrow', label: 'Borrow', panel: <BorrowTab source={source} /> },
    {
      id: 'repay',
      label: 'Repay',
      panel: <RepayTab key={key} source={source} isSuggested={isSuggested('repay')} />,
    },
    {
      id: 'close',
      label: 'Close',
      panel: <CloseTab key={key} source={source} isSuggested={isSuggested('close')} />,
    },
  ]
  return (
    <Tabs
      label="What to do with it"
      chosenId={choice.chosenId}
      onChoose={choice.choose}
      tabs={[...(isOwn ? own : looking), { id: 'what-if', label: 'What if', panel: whatIf }]}
    />
  )
}
