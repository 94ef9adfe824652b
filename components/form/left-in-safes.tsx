import { formatAddress } from '../../lib/format/address'
import { formatTokenAmount } from '../../lib/format/amount'
import { listWords } from '../../lib/format/list-words'
import { outcomeGuards } from '../../lib/plan/outcome-guards'
import { type LeftInSafe, planSweep } from '../../lib/plan/plan-sweep'
import { makeTolerance } from '../../lib/plan/tolerance'
import { tellPlaceOf } from '../../lib/queries/place'
import { type TransactionRequest, useTransaction } from '../transaction/transaction-context'
import { useReplan } from '../transaction/use-replan'
import { Button } from '../ui/button'
import { Card } from '../ui/card'

type Props = {
  readonly found: readonly LeftInSafe[]
  /** Where the person is, to go back there once it is done. */
  readonly here: { readonly href: string; readonly label: string }
}

/** What lies in the owner's Safes beside their positions, with the way to have it. Nothing where there is nothing. */
export function LeftInSafes({ found, here }: Props) {
  if (found.length === 0) return null
  return (
    <Card title="In your Safe, and in no position">
      <div className="grid gap-3">
        <p className="text-muted text-sm">
          It was sent there, or was left over. It earns nothing, counts for no debt, and is yours alone.
        </p>
        <ul className="grid gap-2">
          {found.map((one) => (
            <Row
              key={`${one.account.markets.protocol}-${one.account.markets.chainId}-${one.safe.address}`}
              of={one}
              here={here}
            />
          ))}
        </ul>
      </div>
    </Card>
  )
}

function Row({ of, here }: { readonly of: LeftInSafe } & Pick<Props, 'here'>) {
  const { account, safe, left } = of
  const { review } = useTransaction()
  const what = listWords(
    left.map((one) => formatTokenAmount(one)),
    'and',
  )
  const makeRequest = (): TransactionRequest | null => {
    const result = planSweep(of, makeTolerance(account.markets.block))
    if (!result.ok) return null
    return {
      title: `Send ${what} from your Safe to your wallet`,
      planned: { plan: result.plan, markets: account.markets, guards: outcomeGuards },
      inputsKey: `sweep|${account.markets.chainId}|${safe.address}|${what}`,
      replan,
      renderFigures: () => null,
      renderOutcome: () => null,
      findNext: () => here,
    }
  }
  const replan = useReplan(makeRequest)
  const place = tellPlaceOf(account.markets)
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 text-sm">
      <span className="min-w-0 break-words">
        In Safe <span title={safe.address}>{formatAddress(safe.address)}</span>
        {place && ` (${place})`}: <span className="font-medium tabular-nums">{what}</span>
      </span>
      <Button
        size="small"
        aria-label={`Send ${what} to my wallet`}
        onClick={() => {
          const request = makeRequest()
          if (request) review(request)
        }}
      >
        Send to my wallet
      </Button>
    </li>
  )
}
