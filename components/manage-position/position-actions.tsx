import dynamic from 'next/dynamic'
import type { ReactNode } from 'react'
import type { WayOutAction } from '../../lib/plan/search-way'
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

/** A form filled in; the key tells one choice from the same one again. */
export type Suggestion = { readonly key: string; readonly action: WayOutAction }

type Props = {
  readonly source: ManageSource
  /** Only the owner can act; everybody may ask what if. */
  readonly isOwn: boolean
  readonly whatIf: ReactNode
  /** What stands first for somebody who can only look. */
  readonly holdings: ReactNode
  readonly chosenId: string | undefined
  readonly onChoose: (id: string) => void
  /** What a tab's form starts with; null where it starts empty. */
  readonly suggestion: Suggestion | null
}

/** Everything that can be done with a position, a tab each. */
export function PositionActions({ source, isOwn, whatIf, holdings, chosenId, onChoose, suggestion }: Props) {
  const { key, action } = suggestion ?? {}
  const suggested = <Kind extends WayOutAction['kind']>(kind: Kind) =>
    action && isKind(action, kind) ? action : undefined
  const looking = [{ id: 'holdings', label: 'Holdings', panel: holdings }]
  const own = [
    {
      id: 'leverage',
      label: 'Leverage',
      panel: <LeverageTab key={key} source={source} suggestion={suggested('change-leverage')} />,
    },
    {
      id: 'deposit',
      label: 'Deposit',
      panel: <DepositTab key={key} source={source} suggestion={suggested('deposit')} />,
    },
    { id: 'withdraw', label: 'Withdraw', panel: <WithdrawTab source={source} /> },
    { id: 'borrow', label: 'Borrow', panel: <BorrowTab source={source} /> },
    {
      id: 'repay',
      label: 'Repay',
      panel: <RepayTab key={key} source={source} suggestion={suggested('repay')} />,
    },
    {
      id: 'close',
      label: 'Close',
      panel: <CloseTab key={key} source={source} suggestion={suggested('close')} />,
    },
  ]
  return (
    <Tabs
      label="What to do with it"
      chosenId={chosenId}
      onChoose={onChoose}
      tabs={[...(isOwn ? own : looking), { id: 'what-if', label: 'What if', panel: whatIf }]}
    />
  )
}

function isKind<Kind extends WayOutAction['kind']>(
  action: WayOutAction,
  kind: Kind,
): action is Extract<WayOutAction, { readonly kind: Kind }> {
  return action.kind === kind
}
