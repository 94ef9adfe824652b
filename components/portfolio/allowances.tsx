import { useMemo } from 'react'
import type { Allowance } from '../../lib/domain/wallet'
import { formatAddress } from '../../lib/format/address'
import { formatExactTokenAmount } from '../../lib/format/amount'
import { formatSymbol } from '../../lib/format/symbol'
import { outcomeGuards } from '../../lib/plan/outcome-guards'
import { listAllowances, planRevoke } from '../../lib/plan/plan-revoke'
import { makeTolerance } from '../../lib/plan/tolerance'
import type { AccountSnapshot } from '../../lib/protocols/protocol'
import { tellPlaceOf } from '../../lib/queries/place'
import { type TransactionRequest, useTransaction } from '../transaction/transaction-context'
import { useReplan } from '../transaction/use-replan'
import { Button } from '../ui/button'
import { Card } from '../ui/card'

/** What a stopped plan has left to be taken, with the way to take it back. Nothing where there is nothing. */
export function Allowances({ account }: { readonly account: AccountSnapshot }) {
  const allowances = useMemo(() => listAllowances(account), [account])
  if (allowances.length === 0) return null
  const place = tellPlaceOf(account.markets)
  return (
    <Card
      title="What may still be taken from your wallet"
      aside={place && <span className="text-muted text-xs">{place}</span>}
    >
      <div className="grid gap-3">
        <p className="text-muted text-sm">
          An approval was given for a transaction that did not follow. The next one with that contract uses it
          up or resets it; until then the contract may take as much, and nobody else.
        </p>
        <ul className="grid gap-2">
          {allowances.map((allowance) => (
            <Row
              key={`${allowance.asset.address}-${allowance.spender}`}
              account={account}
              allowance={allowance}
            />
          ))}
        </ul>
      </div>
    </Card>
  )
}

function Row({ account, allowance }: { readonly account: AccountSnapshot; readonly allowance: Allowance }) {
  const { review } = useTransaction()
  const makeRequest = (): TransactionRequest | null => {
    const result = planRevoke(account, allowance, makeTolerance(account.markets.block))
    if (!result.ok) return null
    return {
      title: `Take back what may be taken of your ${formatSymbol(allowance.asset)}`,
      planned: { plan: result.plan, markets: account.markets, guards: outcomeGuards },
      inputsKey: `revoke|${account.markets.chainId}|${allowance.asset.address}|${allowance.spender}`,
      replan,
      renderFigures: () => null,
      renderOutcome: () => null,
      findNext: () => ({ href: '/portfolio', label: 'Show the portfolio' }),
    }
  }
  const replan = useReplan(makeRequest)
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 text-sm">
      <span className="min-w-0 break-words">
        {allowance.spenderName} <span title={allowance.spender}>{formatAddress(allowance.spender)}</span> may
        take <span className="font-medium tabular-nums">{formatExactTokenAmount(allowance)}</span>
      </span>
      <Button
        size="small"
        aria-label={`Take back ${formatSymbol(allowance.asset)}`}
        onClick={() => {
          const request = makeRequest()
          if (request) review(request)
        }}
      >
        Take back
      </Button>
    </li>
  )
}
