/**
 * Prints what reading 100 markets of 30 tokens takes, of a double of the chain's answers: requests, their size and gas, and how
 * long the page works on them. `npm run bench:reads`.
 */
import type { Address } from '../../../domain/asset'
import { createBatch } from '../../batch/batch'
import { makeFarmId } from '../ids'
import { convertAccount } from '../read/convert'
import { fetchSnapshot } from '../read/fetch'
import { GAS_OF_CALLS } from '../read/gas-of-calls'
import { planSnapshot } from '../read/read-snapshot'
import { createLargeChain, type LargeRequest } from './large-chain'

const print = (line: string) => void process.stdout.write(`${line}\n`)
const RUNS = 9
const owner: Address = `0x${'0a'.repeat(20)}`

const { client, requests } = createLargeChain({
  markets: 100,
  tokensPerMarket: 30,
  tokens: 300,
  accounts: 10_000,
  owner,
})

function tell(name: string, made: readonly LargeRequest[]): void {
  const most = (of: (request: LargeRequest) => number) => Math.max(...made.map(of))
  const kB = (most(({ up }) => up) / 1_000).toFixed(1)
  const gas = (most((request) => request.gas) / 1e6).toFixed(1)
  const prices = made.flatMap(({ feeds }) => feeds).length
  print(`${name}: ${made.length} requests, at most ${kB} kB up and ${gas}M gas each, ${prices} prices`)
}

/** Median of several, in ms. What is kept by a market's own object is made anew each time. */
function time(work: () => unknown): string {
  const times = Array.from({ length: RUNS }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  }).sort((a, b) => a - b)
  return `${times[Math.floor(RUNS / 2)]?.toFixed(0)} ms`
}

const raw = await fetchSnapshot(client, 31337, owner)
tell('first visit', requests.splice(0))
await fetchSnapshot(client, 31337, owner)
tell('then', requests.splice(0))
const [market] = raw.markets
const scope = market && { farmId: makeFarmId(31337, market.creditManager, market.underlying) }
await fetchSnapshot(client, 31337, owner, { scope })
tell('of one farm', requests.splice(0))

const plan = () => {
  const batch = createBatch({ gasOf: GAS_OF_CALLS })
  planSnapshot(batch, raw.structure, { owner, accounts: [] })
  return batch.pages()
}
print(`planning the calls: ${time(plan)}`)
const convert = () => {
  const markets = raw.markets.map((market) => ({ ...market }))
  return convertAccount({ ...raw, markets }, {}, 31337, owner)
}
print(`conversion: ${time(convert)}`)
