export type RouteBudget = {
  readonly route: string
  /** First-load JavaScript, gzip, in kB of 1000 bytes. */
  readonly scriptKb: number
  /** JSON-RPC calls until the page has settled. */
  readonly rpcCalls: number
}

const SCRIPT_KB = 240
/** Reading a position by its link alone takes one more call than the portfolio: whose is it? */
const OWNER_CALLS = 1
/** Asked once a connection: figures of another chain would look like any others. */
const CHAIN_CALLS = 1
/** What there is, what it says now, and how fast shares grow. */
const MARKET_CALLS = 3 + CHAIN_CALLS
/** Besides: which accounts there are. */
const ACCOUNT_CALLS = MARKET_CALLS + 1

/** What a first visit may cost. Whatever the shell reads of the chain is within these figures. */
export const budgets = {
  farms: { route: '/', scriptKb: SCRIPT_KB, rpcCalls: MARKET_CALLS },
  farm: { route: '/farm', scriptKb: SCRIPT_KB, rpcCalls: MARKET_CALLS },
  portfolio: { route: '/portfolio', scriptKb: SCRIPT_KB, rpcCalls: ACCOUNT_CALLS },
  lend: { route: '/lend', scriptKb: SCRIPT_KB, rpcCalls: MARKET_CALLS },
  position: { route: '/position', scriptKb: SCRIPT_KB, rpcCalls: ACCOUNT_CALLS + OWNER_CALLS },
} as const satisfies Record<string, RouteBudget>
