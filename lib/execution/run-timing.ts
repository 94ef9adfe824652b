/** How long a run waits for what, in milliseconds. Tests pass shorter ones. */
export type RunTiming = {
  /** For the person to answer in the wallet; after it the run says so, and still takes a late answer. */
  readonly walletMs: number
  /** For the wallet to answer what it need not ask the person. */
  readonly walletReadMs: number
  /** For the chain to show what a wallet may have sent, before it is called unknown; it is looked for on. */
  readonly settleMs: number
  /** For a transaction to be included before its outcome is called unknown; it is watched on. */
  readonly inclusionMs: number
  /** For the node to answer anything at all before the outcome is called unknown. */
  readonly silenceMs: number
  /** After this long in one page, watching ends; the run stays remembered. */
  readonly watchMs: number
  /** Between two looks at a transaction. */
  readonly pollMs: number
}

const SECOND = 1_000
const MINUTE = 60 * SECOND

export const defaultTiming: RunTiming = {
  walletMs: 3 * MINUTE,
  walletReadMs: 10 * SECOND,
  settleMs: 30 * SECOND,
  inclusionMs: 5 * MINUTE,
  silenceMs: 30 * SECOND,
  watchMs: 60 * MINUTE,
  pollMs: 1.5 * SECOND,
}
