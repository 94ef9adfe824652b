import type { SimulationIssues } from '../domain/issue-of-simulation'
import type { Sentences } from './issue-text'
import { tellAmount, tellReason } from './issue-values'
import { formatRefusalReason } from './refusal-reason'

const UNDONE =
  'so the chain undid all of it. Your tokens have not moved, apart from the network fee where it was sent.'
const SLIPPAGE = {
  price: {
    title: 'The price moved too far',
    text: `The trade would have brought less than the least you accepted, ${UNDONE}`,
    again: 'Review it at the new price.',
  },
  'transfer-fee': {
    title: 'A token keeps a part of each transfer',
    text: `The pools still give what was promised, and less of it arrives than the least you accepted, ${UNDONE} No other price helps: choose another token, or accept as much slippage as it keeps.`,
  },
  unknown: {
    title: 'Less would have arrived than you accepted',
    text: `The price has moved, or a token on the way keeps a part of each transfer, ${UNDONE}`,
    again: 'Review it again: what is promised then is at the new price.',
  },
} as const

/** The sentences for what a simulation found, or the chain's error means. */
export const simulationSentences: Sentences<keyof SimulationIssues> = {
  'simulation-unsupported': () => ({
    title: 'This node cannot rehearse transactions',
    text: 'Without a rehearsal we do not send anything. Your tokens have not moved. Connect through an RPC node that supports eth_simulateV1.',
  }),
  'simulation-failed': ({ reason }, format) => ({
    title: 'The rehearsal failed',
    text: `The chain would have refused this transaction, so nothing was sent.${formatRefusalReason(reason, format)}`,
    again: 'Change the amount or the leverage and try again.',
  }),
  'refused-by-contract': ({ explanation }) => ({
    title: tellReason(explanation),
    text: 'The chain undoes all of it for that reason.',
    again: 'Change the amount or the way, or try again later.',
  }),
  'out-of-gas': () => ({
    title: 'The gas ran out',
    text: 'The gas limit does not suffice for everything in it, so the chain undoes all of it. Leave the limit to the wallet, or raise it there.',
  }),
  'slippage-exceeded': ({ cause }) => SLIPPAGE[cause],
  'deadline-passed': () => ({
    title: 'It took too long',
    text: 'The transaction reached the chain after its deadline and changed nothing. Your tokens have not moved.',
    again: 'Review it again at today’s price.',
  }),
  'debt-changed-this-block': () => ({
    title: 'One change of debt a block',
    text: 'The debt has changed in this block already, and the protocol allows that once. Nothing was sent.',
    again: 'Try again in a few seconds.',
  }),
  'not-enough-collateral': () => ({
    title: 'Not enough collateral',
    text: 'What is left would not cover the debt, so the protocol refuses it. Your tokens have not moved. Choose less leverage or deposit more.',
  }),
  'safe-contracts-unusable': ({ isForeign }) => ({
    title: 'Safe’s contracts are not as they must be',
    text: `This needs a Safe of your own, and on this network ${isForeign ? 'something else stands where Safe’s contracts must be' : 'some of Safe’s contracts are missing'}. Nothing was sent. Try another node in the settings; if it says the same, this cannot be done on this network.`,
  }),
  'network-fee-unaffordable': ({ fee }) => ({
    title: 'Not enough for the network fee',
    text: `The account cannot pay the network fee${fee === null ? '' : ` of about ${tellAmount(fee, 'up')}`}. Nothing was sent. Add some of the network’s own coin.`,
    again: 'Then try again.',
  }),
}
