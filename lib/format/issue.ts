import type { Issue } from '../domain/issue'
import { formatHealthFactor } from './health-factor'
import { readAmount, readRatio, readText } from './issue-details'
import { formatLendingIssue } from './issue-of-lending'
import { formatOwnWords } from './issue-of-market'
import { formatNodeIssue } from './issue-of-node'
import { formatOracleIssue } from './issue-of-oracle'
import { formatOutcomeIssue } from './issue-of-outcome'
import { formatPositionIssue } from './issue-of-position'
import { formatRunIssue } from './issue-of-run'
import type { IssueText } from './issue-text'
import { formatMultiple } from './multiple'
import { formatPercent } from './percent'
import { formatRefusalReason } from './refusal-reason'
import { askWhichNumber } from './typed-number'

/** The sentence for an issue. Exhaustive: a code without words does not compile. */
export function formatIssue(issue: Issue): IssueText {
  const amount = (name: string, before = '', after = '') => around(readAmount(issue, name), before, after)
  switch (issue.code) {
    case 'amount-missing':
      return { text: 'Enter an amount.' }
    case 'amount-not-a-number':
      return { text: 'This is not an amount. Write it like 1000.5.' }
    case 'number-ambiguous': {
      const whole = readText(issue, 'whole') ?? 'thousands'
      const decimal = readText(issue, 'decimal') ?? 'decimals'
      return { text: askWhichNumber({ whole, decimal }) }
    }
    case 'amount-negative':
      return { text: 'An amount cannot be negative. Enter one above 0.' }
    case 'amount-zero':
      return { text: 'The amount is 0. Enter one above 0.' }
    case 'amount-too-many-decimals':
      return {
        text: `This token has ${readText(issue, 'decimals') ?? 'fewer'} decimals. Leave out the digits beyond them.`,
      }
    case 'amount-too-large':
      return { text: 'No token has that many units. Enter a smaller amount.' }
    case 'amount-over-balance':
      if (hasNone(issue))
        return {
          text: `This is more than you have${amount('balance', ': ')}. Get some first, or choose another asset.`,
        }
      return { text: `This is more than you have${amount('balance', ': ')}. Enter a smaller amount.` }
    case 'leverage-not-a-number':
      return { text: 'This is not a multiple. Write it like 2.5.' }
    case 'leverage-below-minimum': {
      const least = readRatio(issue, 'minimumWad', (wad) => formatMultiple(wad)) ?? '1.00x'
      return { text: `Leverage starts at ${least} here. Choose more.` }
    }
    case 'leverage-over-maximum': {
      const most = readRatio(issue, 'maximumWad', (wad) => formatMultiple(wad, 'down'))
      return { text: `This market allows ${most ? `${most} at most` : 'less leverage'}. Choose less.` }
    }
    case 'debt-below-minimum':
      return {
        title: 'Too small a loan',
        text: `The debt would be${amount('debt', ' ') || ' less'}; the market lends ${readAmount(issue, 'minimum', 'up') ?? 'more'} at least. Change the amount or the leverage, or owe nothing.`,
      }
    case 'debt-over-maximum':
      return {
        title: 'Too large a loan',
        text: `The debt would be${amount('debt', ' ') || ' more'}; the market lends ${readAmount(issue, 'maximum') ?? 'less'} at most to one position. Choose a smaller amount or less leverage.`,
      }
    case 'pool-liquidity-too-low':
    case 'lending-limit-reached':
    case 'quota-limit-reached':
    case 'market-paused':
    case 'market-expired':
    case 'market-permissioned':
    case 'borrowing-forbidden':
    case 'collateral-forbidden':
    case 'collateral-forbidden-held':
    case 'collateral-worthless':
    case 'too-many-collaterals':
    case 'safe-price-too-low':
    case 'no-route':
    case 'venue-gone':
    case 'trade-too-large':
    case 'trade-too-small':
    case 'vault-full':
      return formatOwnWords(issue)
    case 'price-impact-high':
      return {
        title: 'The trade moves the price',
        text: `It would lose${percent(issue, ' about ')} to its own size. A smaller amount loses less.`,
      }
    case 'price-impact-too-high':
      return {
        title: 'The trade is too large for its pool',
        text: `It would lose${percent(issue, ' about ')} to its own size at once, so it is not built. Choose a smaller amount.`,
      }
    case 'health-factor-low':
      return {
        title: 'Close to liquidation',
        text: `The health factor would be ${health(issue)}; under 1.00 anybody may liquidate the position. Less debt or more collateral keeps more distance.`,
      }
    case 'health-factor-too-low':
      return {
        title: 'Too close to liquidation',
        text: `The health factor would be ${health(issue)}: interest and one price update could liquidate it, so it is not built. Choose less leverage or a smaller amount.`,
      }
    case 'outcome-moved':
    case 'value-lost':
    case 'leverage-over-asked':
      return formatOutcomeIssue(issue.code, issue)
    case 'price-unavailable':
    case 'price-stale':
    case 'price-diverging':
      return formatOracleIssue(issue.code, issue)
    case 'yield-unmeasured':
      return {
        title: 'Yield not measured yet',
        text: 'The node did not let us measure how fast a vault’s shares grow, so what rests on it has no yield here. It concerns figures only; your tokens are not affected. Look again later, or choose another node.',
      }
    case 'position-gone':
      return {
        title: 'The position is no longer there',
        text: 'It was closed, or it never belonged to this account. Nothing was sent. Look at your portfolio for what you hold now.',
      }
    case 'proceeds-below-debt':
      return {
        title: 'The sale would not repay the debt',
        text: `Everything sold would bring${amount('proceeds', ' ')}, the debt is${amount('debt', ' ') || ' more'}. Nothing was sent. Add collateral or repay part of the debt first.`,
      }
    case 'debt-zero':
    case 'health-factor-under-floor':
    case 'repay-over-debt':
    case 'nothing-to-claim':
    case 'no-equity':
    case 'leverage-unchanged':
    case 'leverage-unreachable':
      return formatPositionIssue(issue.code, issue)
    case 'pool-gone':
    case 'pool-paused':
    case 'supply-too-small':
    case 'nothing-supplied':
    case 'withdrawal-over-supply':
    case 'withdrawal-over-liquidity':
      return formatLendingIssue(issue.code, issue)
    case 'simulation-unsupported':
      return {
        title: 'This node cannot rehearse transactions',
        text: 'Without a rehearsal we do not send anything. Your tokens have not moved. Connect through an RPC node that supports eth_simulateV1.',
      }
    case 'simulation-failed':
      return {
        title: 'The rehearsal failed',
        text: `The chain would have refused this transaction, so nothing was sent.${formatRefusalReason(issue)} Change the amount or the leverage and try again.`,
      }
    case 'refused-by-contract':
      return {
        title: readText(issue, 'explanation') ?? 'A contract refused it',
        text: 'The chain undoes all of it for that reason. Change the amount or the way, or try again later.',
      }
    case 'out-of-gas':
      return {
        title: 'The gas ran out',
        text: 'The gas limit does not suffice for everything in it, so the chain undoes all of it. Leave the limit to the wallet, or raise it there.',
      }
    case 'slippage-exceeded':
      return {
        title: 'The price moved too far',
        text: `The trade would have brought less than the least you accepted, so the chain undid all of it. Your tokens have not moved, apart from the network fee where it was sent. Review it at the new price.${issue.details?.mayBeFee ? ' If it fails again and again, a token may keep a part of each transfer: no price helps then.' : ''}`,
      }
    case 'deadline-passed':
      return {
        title: 'It took too long',
        text: 'The transaction reached the chain after its deadline and changed nothing. Your tokens have not moved. Review it again at today’s price.',
      }
    case 'debt-changed-this-block':
      return {
        title: 'One change of debt a block',
        text: 'The debt has changed in this block already, and the protocol allows that once. Nothing was sent. Try again in a few seconds.',
      }
    case 'not-enough-collateral':
      return {
        title: 'Not enough collateral',
        text: 'What is left would not cover the debt, so the protocol refuses it. Your tokens have not moved. Choose less leverage or deposit more.',
      }
    case 'network-fee-unaffordable':
      return {
        title: 'Not enough for the network fee',
        text: `The account cannot pay the network fee${amount('fee', ' of about ')}. Nothing was sent. Add some of the network’s own coin and try again.`,
      }
    case 'rejected-by-wallet':
    case 'wallet-not-responding':
    case 'wallet-answer-unseen':
    case 'sending-unknown':
    case 'wallet-failed':
    case 'wallet-locked':
    case 'wallet-network-unknown':
    case 'wrong-network':
    case 'wrong-account':
    case 'allowance-too-low':
    case 'allowance-raised':
    case 'review-expired':
    case 'batch-reverted':
    case 'batch-partly-reverted':
    case 'plan-unfinished':
    case 'given-up':
    case 'transaction-reverted':
    case 'transaction-replaced':
    case 'receipt-unknown':
      return formatRunIssue(issue.code, issue, issue.cause ? formatIssue(issue.cause) : null)
    case 'rpc-unreachable':
    case 'rpc-timeout':
    case 'rpc-busy':
    case 'rpc-other-chain':
    case 'rpc-nonsense':
    case 'rpc-incapable':
    case 'rpc-history-missing':
    case 'rpc-refused':
    case 'state-behind':
    case 'transaction-taken-back':
      return formatNodeIssue(issue.code, issue)
  }
}

function hasNone({ details }: Issue): boolean {
  const balance = details?.balance
  return typeof balance === 'object' && balance.amount === 0n
}

function around(text: string | null, before: string, after: string): string {
  return text === null ? '' : `${before}${text}${after}`
}

function percent(issue: Issue, before: string): string {
  return around(
    readRatio(issue, 'priceImpactWad', (wad) => formatPercent(wad, { rounding: 'up' })),
    before,
    '',
  )
}

function health(issue: Issue): string {
  return readRatio(issue, 'healthFactorWad', formatHealthFactor) ?? 'too low'
}
