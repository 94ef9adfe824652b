import type { IssueOf } from '../domain/issue'
import type { NodeIssues } from '../domain/issue-of-node'
import type { IssueText, Sentences } from './issue-text'
import { tellReason } from './issue-values'

/** The sentences for a node that does not say how the chain stands: each cause has its own. */
export const nodeSentences: Sentences<keyof NodeIssues> = {
  'rpc-unreachable': () => ({
    title: 'The network cannot be reached',
    text: 'The node does not answer, so figures may be old and nothing new is sent. What you hold is on the chain, whatever this page can see. Check the connection; it is asked again by itself.',
  }),
  'rpc-timeout': () => ({
    title: 'The node takes too long',
    text: 'It was asked and gave no answer in time, so figures may be old and nothing new is sent. It is asked again by itself.',
  }),
  'rpc-busy': () => ({
    title: 'The node is busy',
    text: 'It turns requests away because it gets too many, so figures may be old and nothing new is sent. It is asked again by itself within half a minute.',
  }),
  'rpc-other-chain': ({ expected }) => ({
    title: 'The node answers for another chain',
    text: `Figures from there are not shown, and nothing new is sent. This page needs a node of ${tellReason(expected)}.`,
  }),
  'rpc-nonsense': () => ({
    title: 'The node’s answer makes no sense',
    text: 'What it answered cannot be read, so figures may be old and nothing new is sent. Something else may be answering in its place. It is asked again by itself.',
  }),
  'rpc-incapable': () => ({
    title: 'This node cannot answer what is asked',
    text: 'It lacks a method that Furrow reads with, or does not allow its state overrides. Nothing new is sent. Another node is needed.',
  }),
  'rpc-history-missing': () => ({
    title: 'The node does not have that block',
    text: 'It keeps too little history, or does not have the newest block yet, so nothing new is sent. It is asked again by itself; if that does not help, another node is needed.',
  }),
  'rpc-refused': ({ reason }) => {
    const said = tellReason(reason)
    return {
      title: 'The node refuses to answer',
      text: `It was reached and answered with an error, so figures may be old and nothing new is sent.${said && ` The reason given: “${said}”.`} It is asked again by itself.`,
    }
  },
  'state-behind': ({ block }) => ({
    title: 'Your last transaction is not in these figures yet',
    text: `The node has not shown block ${block} yet, in which your last transaction was included. Until it does, nothing is built on these figures; they are read again by themselves.`,
  }),
  'transaction-taken-back': () => ({
    title: 'The chain has taken this transaction back',
    text: 'The block that it was in is no part of the chain any more, so what it did has not happened. It may still be included again: look at the wallet’s activity and at what you hold before you do it a second time.',
  }),
}

/** The same as `formatIssue`, for pages that have nothing else to say yet: its other sentences are not needed for it. */
export function formatNodeIssue<Code extends keyof NodeIssues>(issue: IssueOf<Code>): IssueText {
  // No other issue is the cause of one of these.
  return nodeSentences[issue.code](issue, () => ({ text: '' }))
}
