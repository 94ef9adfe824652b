import { createClient, http } from 'viem'
import { borrower } from '../devnet/accounts'
import { practiceChain } from '../lib/config/chains'
import { protocols } from '../lib/protocols/registry'
import { budgets, type RouteBudget } from './budgets'

export type BenchPage = { readonly budget: RouteBudget; readonly path: string }

/** Somebody who has a position on the practice chain from the start. */
const watched = borrower('lp 3x')

/** A page of each route with something on it: what is there is read from the chain, as the app would. */
export async function findBenchPages(rpcUrl: string): Promise<BenchPage[]> {
  const client = createClient({ chain: practiceChain, transport: http(rpcUrl) })
  const protocol = protocols.find(({ entryOn }) => entryOn(practiceChain.id) !== null)
  if (!protocol) throw new Error('No protocol is on the practice chain')
  const account = await protocol.fetchAccount(client, practiceChain.id, watched)
  const farmId = account.markets.farms[0]?.id
  const positionId = account.positions[0]?.id
  if (!farmId || !positionId) throw new Error('The practice chain has no farm or no position to measure')
  return [
    { budget: budgets.farms, path: '/' },
    { budget: budgets.farm, path: `/farm?id=${encodeURIComponent(farmId)}` },
    { budget: budgets.portfolio, path: `/portfolio?address=${watched}` },
    { budget: budgets.lend, path: '/lend' },
    { budget: budgets.position, path: `/position?id=${encodeURIComponent(positionId)}` },
  ]
}
