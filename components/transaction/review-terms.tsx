import type { ReactNode } from 'react'
import { isAddressEqual } from 'viem'
import { useChains } from 'wagmi'
import type { AssetAmount } from '../../lib/domain/asset'
import { formatTokenAmount } from '../../lib/format/amount'
import { formatSymbol } from '../../lib/format/symbol'
import type { TransactionPlan } from '../../lib/plan/plan'
import type { AccountSnapshot } from '../../lib/protocols/protocol'
import { nativeCoinOf } from '../../lib/queries/native-coin'
import type { ProvenSimulation } from './transaction-context'

type Props = { readonly plan: TransactionPlan; readonly simulation: ProvenSimulation | null }

/** What leaves and enters the wallet, on which network where there are several, what it costs, and until when it holds. */
export function ReviewTerms({ plan, simulation }: Props) {
  const chains = useChains()
  const changes = simulation ? plan.walletChanges.map((c) => readChange(simulation, c)) : plan.walletChanges
  return (
    <dl className="grid gap-1.5 text-sm">
      {changes
        .filter(({ amount }) => amount !== 0n)
        .map(({ asset, amount }) => (
          <Term key={asset.address} label={`${formatSymbol(asset)} in your wallet`}>
            {amount > 0n ? '+' : '−'}
            {formatTokenAmount(
              { asset, amount: amount < 0n ? -amount : amount },
              { rounding: amount < 0n ? 'up' : 'down' },
            )}
          </Term>
        ))}
      {chains.length > 1 && <Term label="Network">{chains.find(({ id }) => id === plan.chainId)?.name}</Term>}
      <Term label="Network fee">
        {simulation
          ? `about ${formatTokenAmount({ asset: nativeCoinOf(plan.chainId), amount: simulation.networkFeeWei }, { rounding: 'up' })}`
          : '–'}
      </Term>
      {/* What lends, takes back an approval or empties a Safe trades nothing, and its pool asks for no deadline: neither would protect anybody. */}
      {'poolId' in plan.intent || plan.intent.kind === 'revoke' || plan.intent.kind === 'sweep' || (
        <>
          <Term label="Slippage tolerance">{`${plan.slippageBps / 100n}.${(plan.slippageBps % 100n).toString().padStart(2, '0')}%`}</Term>
          <Term label="Must be included before">{formatTime(plan.deadlineSeconds)}</Term>
        </>
      )}
    </dl>
  )
}

function Term({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-3">
      <dt className="text-muted">{label}</dt>
      <dd className="text-right font-medium tabular-nums">{children}</dd>
    </div>
  )
}

/** The change that the chain's own answer shows, in place of our estimate. */
function readChange(simulation: ProvenSimulation, { asset }: AssetAmount): AssetAmount {
  return { asset, amount: readBalance(simulation.after, asset) - readBalance(simulation.before, asset) }
}

function readBalance(account: AccountSnapshot, asset: AssetAmount['asset']): bigint {
  return account.wallet.find((held) => isAddressEqual(held.asset.address, asset.address))?.balance ?? 0n
}

/** The reader's own time of day, with the date where it is not today. */
function formatTime(seconds: bigint): string {
  const date = new Date(Number(seconds) * 1_000)
  const isToday = date.toDateString() === new Date().toDateString()
  return isToday
    ? date.toLocaleTimeString('en-GB', { timeStyle: 'short' })
    : date.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })
}
