export type RouteBudget = {
  readonly route: string
  /** First-load JavaScript, gzip, in kB of 1000 bytes. */
  readonly scriptKb: number
  /** JSON-RPC calls until the page has settled. */
  readonly rpcCalls: number
}

const SCRIPT_KB = 240
/** All three readers, and what of them accounts take: over what every route should keep (docs/benchmarks.md). */
const PORTFOLIO_SCRIPT_KB = 242
/** Reading a position by its link alone takes one more call than an account: whose is it? */
const OWNER_CALLS = 1
/** Asked once a connection: figures of another chain would look like any others. */
const CHAIN_CALLS = 1
/** What there is, what it says now, and how fast shares grow. */
const MARKET_CALLS = 3
/** Besides, of a lending pool: which pools its assets are traded in, and where their liquidity changes. */
const LENDING_CALLS = MARKET_CALLS + 2
/** Besides, of a market with accounts of its own: which there are. */
const ACCOUNT_CALLS = MARKET_CALLS + 1
/** Of Gearbox, Aave and Spark, where nothing is traded. */
const POOL_CALLS = 3 * MARKET_CALLS
/** Of the same, with what is. */
const LIST_CALLS = MARKET_CALLS + 2 * LENDING_CALLS + CHAIN_CALLS

/** What a first visit may cost. Whatever the shell reads of the chain is within these figures. */
export const budgets = {
  farms: { route: '/', scriptKb: SCRIPT_KB, rpcCalls: LIST_CALLS },
  farm: { route: '/farm', scriptKb: SCRIPT_KB, rpcCalls: MARKET_CALLS + CHAIN_CALLS },
  portfolio: { route: '/portfolio', scriptKb: PORTFOLIO_SCRIPT_KB, rpcCalls: LIST_CALLS + 1 },
  lend: { route: '/lend', scriptKb: SCRIPT_KB, rpcCalls: POOL_CALLS + CHAIN_CALLS },
  position: { route: '/position', scriptKb: SCRIPT_KB, rpcCalls: ACCOUNT_CALLS + OWNER_CALLS + CHAIN_CALLS },
} as const satisfies Record<string, RouteBudget>
