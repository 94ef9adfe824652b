import type { Action } from '../domain/action'
import type { Address, Asset, AssetAmount } from '../domain/asset'
import { formatAddress } from './address'
import { formatAmount, formatExactTokenAmount, formatTokenAmount } from './amount'
import { formatPercent } from './percent'
import { formatSymbol } from './symbol'

/** One thing that a transaction does, as a sentence without its full stop: for the review before a signature. */
export function formatAction(action: Action): string {
  switch (action.kind) {
    case 'add-collateral':
      return `Add ${state(action.give)}${action.isFromTrade ? '' : ' from your wallet'} as collateral`
    case 'borrow':
      return `Borrow ${state(action.get)}`
    case 'repay':
      return action.isAll
        ? `Repay all of the ${formatSymbol(action.give.asset)} debt (about ${formatTokenAmount(action.give, { rounding: 'up' })})`
        : `Repay ${state(action.give)} of the debt`
    case 'withdraw':
      if (action.isForTrade) return `Take ${state(action.get)} out of the collateral`
      return action.isAll
        ? `Send all of the ${formatSymbol(action.get.asset)} to your wallet (about ${formatTokenAmount(action.get)})`
        : `Send ${state(action.get)} to your wallet`
    case 'claim':
      return `Claim about ${formatTokenAmount(action.get)} of rewards`
    case 'wrap':
      return `Wrap ${state(action.give)}`
    case 'unwrap': {
      const what = formatSymbol(action.give.asset)
      const as = formatSymbol(action.get.asset)
      return action.isAll
        ? `Unwrap all of the ${what} to ${as} and send it to your wallet (about ${formatTokenAmount(action.get)})`
        : `Unwrap ${state(action.give)} to ${as}`
    }
    case 'supply':
      return `Supply ${state(action.give)} from your wallet to the pool`
    case 'withdraw-supply':
      return action.isAll
        ? `Withdraw all of your ${formatSymbol(action.get.asset)} from the pool to your wallet (about ${formatTokenAmount(action.get)})`
        : `Withdraw ${state(action.get)} from the pool to your wallet`
    case 'set-cap':
      return action.cap.amount === 0n
        ? `Give back the ${action.name} of ${formatSymbol(action.collateral.asset)}`
        : `Let ${formatSymbol(action.collateral.asset)} count as collateral for up to ${state(action.cap)} (its ${action.name})`
    case 'swap':
      return `Swap ${exchanged(action)} on ${action.venue}${fee(action.feeWad)}`
    case 'join-pool':
      return `Put ${state(action.give)} into a pool on ${action.venue} and get ${atLeast(action)}${fee(action.feeWad)}`
    case 'exit-pool':
      return `Take ${state(action.give)} out of its pool on ${action.venue} and get ${atLeast(action)}${fee(action.feeWad)}`
    case 'stake':
      return `Stake ${state(action.give)} in ${action.venue}`
    case 'unstake':
      return `Take ${state(action.get)} out of ${action.venue}`
    case 'vault-deposit':
      return `Put ${state(action.give)} into ${action.venue} and get ${atLeast(action)}`
    case 'vault-redeem':
      return `Redeem ${state(action.give)} from ${action.venue} and get ${atLeast(action)}`
  }
}

/** What an approval allows, with every digit of the amount and the spender's address. */
export function formatApproval(approval: {
  readonly asset: Asset
  readonly amount: bigint
  readonly spender: Address
  /** What the spender is, from code: "Aave pool". */
  readonly spenderName?: string
}): string {
  const { asset, amount, spender, spenderName } = approval
  const who = spenderName ? `${spenderName} ${formatAddress(spender)}` : formatAddress(spender)
  return amount === 0n
    ? `Take back what ${who} may still take of your ${formatSymbol(asset)}`
    : `Allow ${who} to take exactly ${formatExactTokenAmount({ asset, amount })}`
}

/** An amount that is shown whole, or said to be "about" where digits were left out. */
function state(given: AssetAmount): string {
  const { asset, amount } = given
  const isWhole =
    formatAmount(amount, asset.decimals) === formatAmount(amount, asset.decimals, { rounding: 'up' })
  return isWhole ? formatTokenAmount(given) : `about ${formatTokenAmount(given)}`
}

function exchanged(action: Extract<Action, { minimum: bigint }>): string {
  const { give, get, maximum } = action
  if (maximum === undefined) return `${state(give)} for ${atLeast(action)}`
  const most = formatTokenAmount({ asset: give.asset, amount: maximum }, { rounding: 'up' })
  return `at most ${most} for ${state(get)}`
}

function atLeast({ get, minimum }: { readonly get: AssetAmount; readonly minimum: bigint }): string {
  return `at least ${formatTokenAmount({ asset: get.asset, amount: minimum })}`
}

function fee(feeWad: bigint): string {
  return feeWad > 0n ? ` (swap fee ${formatPercent(feeWad, { rounding: 'up' })})` : ''
}
