import { useId } from 'react'
import { useConnection } from 'wagmi'
import { formatAddress } from '../../lib/format/address'
import { Button } from '../ui/button'
import type { PracticeAction, PracticeRequest } from './use-practice-action'

type Props = { readonly action: PracticeAction }

const DAY_SECONDS = 86_400

const advance = (days: number): PracticeRequest => ({
  control: `Advance ${days} ${days === 1 ? 'day' : 'days'}`,
  run: async (client, { advancePracticeTime }) => {
    await advancePracticeTime(client, days * DAY_SECONDS)
    return `The chain’s clock moved ${days} ${days === 1 ? 'day' : 'days'} ahead. Interest and rewards accrued.`
  },
})

const liquidate: PracticeRequest = {
  control: 'Liquidate unhealthy positions',
  run: async (client, { liquidateOnPracticeChain }) => {
    const liquidated = await liquidateOnPracticeChain(client)
    if (liquidated.length === 0) return 'No position was liquidated: every health factor is 1 or more.'
    const accounts = liquidated.map(formatAddress).join(', ')
    const positions = liquidated.length === 1 ? 'One position was' : `${liquidated.length} positions were`
    return `${positions} liquidated: ${accounts}.`
  },
}

const fund = (account: `0x${string}`): PracticeRequest => ({
  control: 'Get test tokens',
  run: async (client, { fundOnPracticeChain }) => {
    await fundOnPracticeChain(client, account)
    return `Test tokens are in ${formatAddress(account)}, with ETH for network fees.`
  },
})

const CHAIN_REQUESTS = [advance(1), advance(30), liquidate] as const

export function ChainActions({ action }: Props) {
  const { address } = useConnection()
  const reasonId = useId()
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-2">
        {CHAIN_REQUESTS.map((request) => (
          <ActionButton key={request.control} action={action} control={request.control} request={request} />
        ))}
        <ActionButton
          action={action}
          control="Get test tokens"
          request={address ? fund(address) : null}
          describedBy={address ? undefined : reasonId}
        />
        {!address && (
          <p id={reasonId} className="text-muted text-xs">
            Connect a wallet to get test tokens.
          </p>
        )}
      </div>
      {[...CHAIN_REQUESTS.map(({ control }) => control), 'Get test tokens'].map((control) => {
        const error = action.errorOf(control)
        return (
          error && (
            <p key={control} role="alert" className="text-danger text-sm">
              {control}: {error}
            </p>
          )
        )
      })}
    </div>
  )
}

type ActionButtonProps = Props & {
  readonly control: string
  readonly request: PracticeRequest | null
  readonly describedBy?: string
}

function ActionButton({ action, control, request, describedBy }: ActionButtonProps) {
  return (
    <Button
      aria-busy={action.pendingControl === control}
      aria-describedby={describedBy}
      disabled={request === null || action.pendingControl !== null}
      onClick={() => request && action.start(request)}
    >
      {control}
    </Button>
  )
}
