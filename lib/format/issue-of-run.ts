import type { Issue } from '../domain/issue'
import { readAmount, readText } from './issue-details'
import type { IssueText } from './issue-text'
import { formatCause, formatRefusalReason } from './refusal-reason'

type RunIssueCode =
  | 'rejected-by-wallet'
  | 'wallet-not-responding'
  | 'wallet-answer-unseen'
  | 'sending-unknown'
  | 'wallet-failed'
  | 'wallet-locked'
  | 'wallet-network-unknown'
  | 'wrong-network'
  | 'wrong-account'
  | 'allowance-too-low'
  | 'allowance-raised'
  | 'review-expired'
  | 'batch-reverted'
  | 'batch-partly-reverted'
  | 'plan-unfinished'
  | 'given-up'
  | 'transaction-reverted'
  | 'transaction-replaced'
  | 'receipt-unknown'

/**
 * The sentence for what went wrong between review and chain. Speaks of the step it happened at alone: what was
 * done before it is `formatStop`'s to say. "Not sent" stands only where it is proven.
 */
export function formatRunIssue(code: RunIssueCode, issue: Issue, cause: IssueText | null): IssueText {
  const text = readText(issue, 'reason')
  const reason = text === null ? '' : ` The reason given: “${text}”.`
  switch (code) {
    case 'rejected-by-wallet':
      return {
        title: 'You declined',
        text: 'You declined this step in the wallet, so it was not sent. Steps confirmed before it stay done. Start again whenever you like.',
      }
    case 'wallet-not-responding':
      return {
        title: 'The wallet does not answer',
        text: 'We do not know whether it was sent. Open the wallet: confirm or reject the request there, and look at its activity before you try again.',
      }
    case 'wallet-answer-unseen':
      return {
        title: 'The wallet was asked, and the page was left before it answered',
        text: 'We do not know whether it was sent. The chain has shown nothing of it so far; the wallet may still hold the request. Open the wallet and confirm or reject it there. If the chain includes it, it is shown here.',
      }
    case 'sending-unknown':
      return {
        title: 'Not known whether it was sent',
        text: `We do not know whether it was sent: the wallet’s answer does not say, and the chain has shown nothing of it so far.${text === null ? '' : ` The wallet said: “${text}”.`} It may still come, so do not send it again: look at the wallet’s activity first.`,
      }
    case 'wallet-failed':
      return {
        title: 'The wallet reported an error',
        text: `The wallet did not send this step.${reason} Look at the wallet’s activity, then try again.`,
      }
    case 'wallet-locked':
      return {
        title: 'The wallet is locked or disconnected',
        text: 'It lets this page see no account, so this step was not sent. Unlock the wallet, connect it again where it asks for that, and try again.',
      }
    case 'wallet-network-unknown':
      return {
        title: 'The wallet does not say which network it is on',
        text: `Without that nothing is asked of it, so this step was not sent.${reason} Open the wallet, see that it works, and try again.`,
      }
    case 'wrong-network':
      return {
        title: 'The wallet is on another network',
        text: `This step was not sent. Switch the wallet to ${readText(issue, 'expected') ?? 'this app’s network'} and try again.`,
      }
    case 'wrong-account':
      return {
        title: 'The wallet is on another account',
        text: 'This was prepared for another account, so this step was not sent. Switch the wallet back, or start again with the account you want.',
      }
    case 'allowance-too-low':
      return {
        title: 'The approval is too small',
        text: `${describeAllowance(issue)} The step that needs it was not sent. Start again and approve the whole amount shown.`,
      }
    case 'allowance-raised':
      return {
        title: 'More was approved than is needed',
        text: `${describeAllowance(issue)} What is not used stays allowed until you take it back.`,
      }
    case 'review-expired':
      return {
        title: 'The review is too old',
        text: 'Its deadline passed before this step was sent, and the chain would have refused it. Review it again at today’s price.',
      }
    case 'batch-reverted':
      return {
        title: 'The wallet reports that it was undone',
        text: 'By the wallet’s word all of it was undone, and only the network fee was spent; the chain does not confirm that. Look at your position and at the wallet’s activity before you start again.',
      }
    case 'batch-partly-reverted':
      return {
        title: 'A part of it may have happened',
        text: 'The wallet reports that some of the steps went through and others were undone. Look at your position, your balances and the wallet’s activity before you do anything else; do not send it again as it is.',
      }
    case 'plan-unfinished':
      return {
        title: 'Only a part of it was done',
        text: 'This step is in the chain and stays. As far as this browser remembers, the steps after it were not sent. Start again for the rest: what is done is not asked for twice.',
      }
    case 'given-up':
      return {
        title: 'You gave up on this',
        text: 'The wallet is asked for nothing more of it. Start again whenever you like.',
      }
    case 'transaction-reverted':
      return {
        title: 'The chain refused the transaction',
        text: `Everything in it was undone; only the network fee was spent.${cause ? formatCause(cause) : formatRefusalReason(issue)} Look at the figures again before you retry.`,
      }
    case 'transaction-replaced':
      return {
        title: 'The transaction was replaced',
        text: 'Another transaction of the account took its place in the chain, so this one will not happen. Look at the wallet’s activity and your position before you go on.',
      }
    case 'receipt-unknown':
      return {
        title: 'Not known whether it went through',
        text: 'It was handed over for sending, and the chain has not included it so far. It may still come, so do not send it again: look at the wallet’s activity or at your position first.',
      }
  }
}

function describeAllowance(issue: Issue): string {
  const allowed = readAmount(issue, 'allowed')
  const needed = readAmount(issue, 'needed', 'up')
  return allowed && needed
    ? `The wallet approved ${describeAllowed(issue, allowed)}, and ${needed} were asked for.`
    : 'The wallet approved another amount of this token than was asked for.'
}

/** Wallets write "unlimited" as the largest number there is: its 78 digits say nothing. */
function describeAllowed({ details }: Issue, text: string): string {
  const allowed = details?.allowed
  const isEndless = typeof allowed === 'object' && allowed.amount >= 2n ** 128n
  return isEndless ? 'an amount without limit' : text
}
