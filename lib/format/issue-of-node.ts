import type { Issue, NodeIssueCode } from '../domain/issue'
import { readText } from './issue-details'
import type { IssueText } from './issue-text'

/** The sentences for a node that does not say how the chain stands: each cause has its own. */
export function formatNodeIssue(code: NodeIssueCode | 'transaction-taken-back', issue: Issue): IssueText {
  switch (code) {
    case 'rpc-unreachable':
      return {
        title: 'The network cannot be reached',
        text: 'The node does not answer, so figures may be old and nothing new is sent. What you hold is on the chain, whatever this page can see. Check the connection; it is asked again by itself.',
      }
    case 'rpc-timeout':
      return {
        title: 'The node takes too long',
        text: 'It was asked and gave no answer in time, so figures may be old and nothing new is sent. It is asked again by itself.',
      }
    case 'rpc-busy':
      return {
        title: 'The node is busy',
        text: 'It turns requests away because it gets too many, so figures may be old and nothing new is sent. It is asked again by itself within half a minute.',
      }
    case 'rpc-other-chain':
      return {
        title: 'The node answers for another chain',
        text: `Figures from there are not shown, and nothing new is sent. This page needs a node of ${readText(issue, 'expected') ?? 'the chain that it shows'}.`,
      }
    case 'rpc-nonsense':
      return {
        title: 'The node’s answer makes no sense',
        text: 'What it answered cannot be read, so figures may be old and nothing new is sent. Something else may be answering in its place. It is asked again by itself.',
      }
    case 'rpc-incapable':
      return {
        title: 'This node cannot answer what is asked',
        text: 'It lacks a method that Furrow reads with, or does not allow its state overrides. Nothing new is sent. Another node is needed.',
      }
    case 'rpc-history-missing':
      return {
        title: 'The node does not have that block',
        text: 'It keeps too little history, or does not have the newest block yet, so nothing new is sent. It is asked again by itself; if that does not help, another node is needed.',
      }
    case 'rpc-refused': {
      const reason = readText(issue, 'reason')
      return {
        title: 'The node refuses to answer',
        text: `It was reached and answered with an error, so figures may be old and nothing new is sent.${reason === null ? '' : ` The reason given: “${reason}”.`} It is asked again by itself.`,
      }
    }
    case 'transaction-taken-back':
      return {
        title: 'The chain has taken this transaction back',
        text: 'The block that it was in is no part of the chain any more, so what it did has not happened. It may still be included again: look at the wallet’s activity and at what you hold before you do it a second time.',
      }
    case 'state-behind': {
      const block = readText(issue, 'block')
      return {
        title: 'Your last transaction is not in these figures yet',
        text: `The node has not shown ${block ? `block ${block}` : 'the block'} yet, in which your last transaction was included. Until it does, nothing is built on these figures; they are read again by themselves.`,
      }
    }
  }
}
