import type { ReactNode } from 'react'
import { formatAddress } from '../../lib/format/address'
import { formatTokenAmount } from '../../lib/format/amount'
import { listWords } from '../../lib/format/list-words'
import type { EarnedBefore, LeftInSafe } from '../../lib/plan/list-left'
import { outcomeGuards } from '../../lib/plan/outcome-guards'
import type { PlanResult } from '../../lib/plan/plan'
import { planManage } from '../../lib/plan/plan-manage'
import { planSweep } from '../../lib/plan/plan-sweep'
import { makeTolerance } from '../../lib/plan/tolerance'
import type { AccountSnapshot } from '../../lib/protocols/protocol'
import { useAdapterOrSuspend } from '../../lib/queries/adapter'
import { findPlace, tellNetwork, tellPlaceOf } from '../../lib/queries/place'
import { type TransactionRequest, useTransaction } from '../transaction/transaction-context'
import { useReplan } from '../transaction/use-replan'
import { Button } from '../ui/button'
import { Card } from '../ui/card'

type Props = {
  readonly left: readonly LeftInSafe[]
  readonly earned: readonly EarnedBefore[]
  /** Where the person is, to go back there once it is done. */
  readonly here: { readonly href: string; readonly label: string }
}

/** What is somebody's outside of any position, with the way to have it. Nothing where there is nothing. */
export function LeftInSafes({ left, earned, here }: Props) {
  if (left.length + earned.length === 0) return null
  return (
    <Card title="Yours, and in no position">
      <div className="grid gap-3">
        <p className="text-muted text-sm">
          {left.length > 0 && 'What lies in your Safe was sent there, or left over. '}
          {earned.length > 0 && 'Rewards are from positions that are closed. '}
          It counts for no debt, and is yours alone.
        </p>
        <ul className="grid gap-2">
          {left.map((one) => (
            <Lying key={keyOf(one.account, one.safe.address)} of={one} here={here} />
          ))}
          {earned.map((one) => (
            <Unclaimed key={keyOf(one.account, one.holder.address)} of={one} here={here} />
          ))}
        </ul>
      </div>
    </Card>
  )
}

function keyOf({ markets }: AccountSnapshot, address: string): string {
  return `${markets.protocol}-${markets.chainId}-${address}`
}

/** What lies in a Safe goes to its owner as it is: the code of no protocol is needed for it. */
function Lying({ of, here }: { readonly of: LeftInSafe } & Pick<Props, 'here'>) {
  const { account, safe } = of
  const found = findPlace(account.markets)
  const network = found ? tellNetwork(found) : null
  const what = nameAll(of.left)
  return (
    <Row
      {...{ account, here }}
      plan={() => planSweep(of, makeTolerance(account.markets.block))}
      title={`Send ${what} from your Safe to your wallet`}
      inputsKey={`sweep|${account.markets.chainId}|${safe.address}|${what}`}
      button="Send to my wallet"
      label={`Send ${what} to my wallet`}
    >
      In Safe <Short address={safe.address} />
      <Aside>{network}</Aside>: <What>{what}</What>
    </Row>
  )
}

/** Rewards are claimed by themselves: where who pays them is out of funds, what lies in the Safe is not held back. */
function Unclaimed({ of, here }: { readonly of: EarnedBefore } & Pick<Props, 'here'>) {
  const { account, holder, earned } = of
  const adapter = useAdapterOrSuspend(account.markets)
  const { owner, markets } = account
  const { positionId } = earned
  const what = nameAll(earned.rewards)
  return (
    <Row
      {...{ account, here }}
      plan={() => {
        const intent = { kind: 'claim', use: 'wallet', positionId, owner } as const
        return planManage(adapter, account, intent, makeTolerance(markets.block))
      }}
      title="Claim rewards to your wallet"
      inputsKey={`claim|${positionId}`}
      button="Claim rewards"
      label={`Claim ${what} to my wallet`}
    >
      Earned in {holder.kind === 'safe' ? 'Safe' : 'your account'} <Short address={holder.address} />
      <Aside>{tellPlaceOf(markets)}</Aside>, not claimed: <What>{what}</What>
    </Row>
  )
}

type RowProps = Pick<Props, 'here'> & {
  readonly account: AccountSnapshot
  readonly plan: () => PlanResult
  readonly title: string
  readonly inputsKey: string
  readonly button: string
  /** The button's whole name: there may be several. */
  readonly label: string
  readonly children: ReactNode
}

function Row({ account, here, plan, title, inputsKey, button, label, children }: RowProps) {
  const { review } = useTransaction()
  const makeRequest = (): TransactionRequest | null => {
    const result = plan()
    if (!result.ok) return null
    return {
      title,
      planned: { plan: result.plan, markets: account.markets, guards: outcomeGuards },
      inputsKey,
      replan,
      renderFigures: () => null,
      renderOutcome: () => null,
      findNext: () => here,
    }
  }
  const replan = useReplan(makeRequest)
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 text-sm">
      <span className="min-w-0 break-words">{children}</span>
      <Button
        size="small"
        aria-label={label}
        onClick={() => {
          const request = makeRequest()
          if (request) review(request)
        }}
      >
        {button}
      </Button>
    </li>
  )
}

function Short({ address }: { readonly address: LeftInSafe['safe']['address'] }) {
  return <span title={address}>{formatAddress(address)}</span>
}

function Aside({ children }: { readonly children: string | null }) {
  return children && ` (${children})`
}

function What({ children }: { readonly children: string }) {
  return <span className="font-medium tabular-nums">{children}</span>
}

function nameAll(amounts: LeftInSafe['left']): string {
  return listWords(
    amounts.map((one) => formatTokenAmount(one)),
    'and',
  )
}
