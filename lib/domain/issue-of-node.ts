import type { Nothing } from './issue'

/** What keeps the chain from being read, or from being believed. */
export type NodeIssues = {
  'rpc-unreachable': Nothing
  'rpc-timeout': Nothing
  'rpc-busy': Nothing
  /** The chain that is shown, by its name. */
  'rpc-other-chain': { readonly expected: string }
  'rpc-nonsense': Nothing
  'rpc-incapable': Nothing
  'rpc-history-missing': Nothing
  /** The node's own words; untrusted text. */
  'rpc-refused': { readonly reason: string }
  /** The block that the last transaction was included in. */
  'state-behind': { readonly block: bigint }
  'transaction-taken-back': Nothing
}
