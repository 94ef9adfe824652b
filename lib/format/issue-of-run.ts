import type { RunIssues } from '../domain/issue-of-run'
import type { Sentences } from './issue-text'
import { tellAmount, tellReason } from './issue-values'
import { formatRefusalReason } from './refusal-reason'
import { formatSigningDifference } from './signing-difference'

/** One alone may make all that follow differ: more tell nobody more. */
const MOST_DIFFERENCES = 3

/**
 * The sentences for what went wrong between review and chain. They speak of the step it happened at alone: what was
 * done before it is `formatStop`'s to say. "Not sent" stands only where it is proven.
 */
export const runSentences: Sentences<keyof RunIssues> = {
  'rejected-by-wallet': () => ({
    title: 'You declined',
    text: 'You declined this step in the wallet, so it was not sent.',
    again: 'Start again whenever you like.',
  }),
  'wallet-not-responding': () => ({
    title: 'The wallet does not answer',
    text: 'We do not know whether it was sent. Open the wallet: confirm or reject the request there, and look at its activity before you try again.',
  }),
  'wallet-answer-unseen': () => ({
    title: 'The wallet was asked, and the page was left before it answered',
    text: 'We do not know whether it was sent. The chain has shown nothing of it so far; the wallet may still hold the request. Open the wallet and confirm or reject it there. If the chain includes it, it is shown here.',
  }),
  'sending-unknown': ({ reason }) => ({
    title: 'Not known whether it was sent',
    text: `We do not know whether it was sent: the wallet’s answer does not say, and the chain has shown nothing of it so far.${tellSaid('The wallet said', reason)} It may still come, so do not send it again: look at the wallet’s activity first.`,
  }),
  'wallet-failed': ({ reason }) => ({
    title: 'The wallet reported an error',
    text: `The wallet did not send this step.${tellSaid('The reason given', reason)} Look at the wallet’s activity first.`,
    again: 'Then try again.',
  }),
  'wallet-locked': () => ({
    title: 'The wallet is locked or disconnected',
    text: 'It lets this page see no account, so this step was not sent. Unlock the wallet, and connect it again where it asks for that.',
    again: 'Then try again.',
  }),
  'wallet-network-unknown': ({ reason }) => ({
    title: 'The wallet does not say which network it is on',
    text: `Without that nothing is asked of it, so this step was not sent.${tellSaid('The reason given', reason)} Open the wallet and see that it works.`,
    again: 'Then try again.',
  }),
  'wrong-network': ({ expected }) => ({
    title: 'The wallet is on another network',
    text: `This step was not sent. Switch the wallet to ${tellReason(expected)}.`,
    again: 'Then try again.',
  }),
  'wrong-account': () => ({
    title: 'The wallet is on another account',
    text: 'This was prepared for another account, so this step was not sent.',
    again: 'Switch the wallet back, or start again with the account you want.',
  }),
  'allowance-too-low': ({ amounts }) => ({
    title: 'The approval is too small',
    text: `${tellApproved(amounts)} The step that needs it was not sent.`,
    again: 'Start again and approve the whole amount shown.',
  }),
  'allowance-raised': ({ amounts }) => ({
    title: 'More was approved than is needed',
    text: `${tellApproved(amounts)} What is not used stays allowed until you take it back.`,
  }),
  'review-expired': () => ({
    title: 'The review is too old',
    text: 'Its deadline passed before this step was sent, and the chain would have refused it.',
    again: 'Review it again at today’s price.',
  }),
  'batch-reverted': () => ({
    title: 'The wallet reports that it was undone',
    text: 'By the wallet’s word all of it was undone, and only the network fee was spent; the chain does not confirm that. Look at your position and at the wallet’s activity before you start again.',
  }),
  'batch-partly-reverted': () => ({
    title: 'A part of it may have happened',
    text: 'The wallet reports that some of the steps went through and others were undone. Look at your position, your balances and the wallet’s activity before you do anything else; do not send it again as it is.',
  }),
  'plan-unfinished': ({ isCall }) => ({
    title: 'Only a part of it was done',
    text: isCall
      ? 'This step is in the chain, and what it did to your money stays. As far as this browser remembers, the steps after it were not sent. Look at your position and your wallet, and plan from there what is missing: the same again would do this step a second time.'
      : 'This step is in the chain and stays. As far as this browser remembers, the steps after it were not sent.',
    again: isCall ? undefined : 'Start again for the rest: what is done is not asked for twice.',
  }),
  'given-up': () => ({
    title: 'You gave up on this',
    text: 'The wallet is asked for nothing more of it.',
    again: 'Start again whenever you like.',
  }),
  'transaction-reverted': ({ reason }, format) => ({
    title: 'The chain refused the transaction',
    text: `Everything in it was undone; only the network fee was spent.${formatRefusalReason(reason, format)}`,
    again: 'Look at the figures again before you retry.',
  }),
  'transaction-replaced': () => ({
    title: 'The transaction was replaced',
    text: 'Another transaction of the account took its place in the chain, so this one will not happen. Look at the wallet’s activity and your position before you go on.',
  }),
  'signing-differs': ({ differences }) => ({
    title: 'This is not what you were shown',
    text: `The wallet would have been asked for something else (${differences.slice(0, MOST_DIFFERENCES).map(formatSigningDifference).join('; ')}), so it was not asked, and this step was not sent. Reload the page and plan this again. If it comes back, sign nothing here: something may have changed this page, or Furrow has a fault.`,
  }),
  'receipt-unknown': () => ({
    title: 'Not known whether it went through',
    text: 'It was handed over for sending, and the chain has not included it so far. It may still come, so do not send it again: look at the wallet’s activity or at your position first.',
  }),
  'signature-unsupported': ({ name }) => ({
    title: 'This needs a signature that is not asked for here',
    text: `It works only with a signature for ${name}, which Furrow asks no wallet for. Nothing was sent. Use the protocol’s own page for it.`,
  }),
}

/** What a wallet said, as a sentence with a space before it; '' where it said nothing. */
function tellSaid(who: string, text: string): string {
  const said = tellReason(text)
  return said && ` ${who}: “${said}”.`
}

function tellApproved(amounts: RunIssues['allowance-too-low']['amounts']): string {
  if (amounts === null) return 'The wallet approved another amount of this token than was asked for.'
  const { allowed, needed } = amounts
  // Wallets write "unlimited" as the largest number there is: its 78 digits say nothing.
  const approved = allowed.amount >= 2n ** 128n ? 'an amount without limit' : tellAmount(allowed)
  return `The wallet approved ${approved}, and ${tellAmount(needed, 'up')} were asked for.`
}
