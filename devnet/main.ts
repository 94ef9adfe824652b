import { parseArgs } from 'node:util'
import { PortTakenError } from './port-taken'
import { isAlive, readParents } from './processes'
import { defaultPort, practiceChainId, startPracticeChain } from './start'

const usage = `The practice chain. Options:
  --port N         port of the RPC (default: DEVNET_PORT, or ${defaultPort})
  --chain-id N     of a second chain beside the first (default: ${practiceChainId})
  --block-time N   seconds between blocks without transactions; 0 for none (default: 12)`

async function main(): Promise<void> {
  const { port, chainId, blockTimeSeconds } = readOptions()
  const startedAt = Date.now()
  const say = (message: string) =>
    console.log(`${((Date.now() - startedAt) / 1000).toFixed(1)} s  ${message}`)
  const starting = startPracticeChain({
    port,
    chainId,
    blockTimeSeconds,
    onProgress: say,
    onUnexpectedEnd: () => fail('The chain ended unexpectedly.'),
  })
  // Before the chain stands, leaving is enough: anvil ends with this process.
  let leave: () => Promise<void> = async () => {}
  const stop = () => {
    leave().finally(() => process.exit(0))
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  process.on('SIGHUP', stop)
  stopWithParent(stop)

  const chain = await starting
  leave = chain.stop
  say('The practice chain is ready.')
  console.log(`
  RPC URL   ${chain.url}
  Chain id  ${chain.chainId}
  Entry     ${chain.entry}
  Markets   ${chain.markets.join(', ')}

Press Ctrl-C to stop it.`)
}

/** Whoever started this process may end without telling it; npm puts a shell in between that would live on. */
function stopWithParent(stop: () => void): void {
  const parent = process.ppid
  const npm = process.env.npm_lifecycle_event ? readParents().get(parent) : undefined
  setInterval(() => {
    if (process.ppid !== parent || (npm && !isAlive(npm))) stop()
  }, 500).unref()
}

function readOptions(): { port: number; chainId: number; blockTimeSeconds?: number } {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string' },
        'chain-id': { type: 'string' },
        'block-time': { type: 'string' },
        help: { type: 'boolean' },
      },
    })
    if (values.help) {
      console.log(usage)
      process.exit(0)
    }
    const port = readNumber('port', values.port ?? (process.env.DEVNET_PORT || String(defaultPort)), 65_535)
    const chainId = readNumber('chain id', values['chain-id'] ?? String(practiceChainId), 4_294_967_295)
    const blockTime = values['block-time']
    if (blockTime === undefined) return { port, chainId }
    return { port, chainId, blockTimeSeconds: readNumber('block time', blockTime, 86_400) }
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : error}\n\n${usage}`)
  }
}

function readNumber(name: string, text: string, max: number): number {
  if (!/^\d+$/.test(text) || Number(text) > max) throw new Error(`${text} is not a ${name} from 0 to ${max}.`)
  return Number(text)
}

function fail(message: string): never {
  console.error(message)
  process.exit(1)
}

main().catch((error: unknown) => {
  if (error instanceof PortTakenError) fail(error.message)
  fail(error instanceof Error ? (error.stack ?? error.message) : String(error))
})
