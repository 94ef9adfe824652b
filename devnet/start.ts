import type { Address } from 'viem'
import { practiceChain } from '../lib/config/chains'
import { practiceEntry } from './accounts'
import { type Anvil, startAnvil } from './anvil'
import type { CompileProgress } from './compile'
import { type Front, listenFront } from './front'
import { loadContracts } from './load-contracts'
import { PortTakenError } from './port-taken'
import { createPracticeMethods } from './practice-methods'
import { createQueue } from './queue'
import { deployScenario } from './scenario'
import { createTransactor } from './transactor'
import { arbitrageUniswapV3 } from './uniswap-v3/arbitrage'

export type PracticeChainOptions = {
  /** 0 for any free port. */
  readonly port?: number
  /** The first practice chain's where left out. */
  readonly chainId?: number
  /** A block each so many seconds besides one for each transaction; 0 for those alone, as tests want it. */
  readonly blockTimeSeconds?: number
  readonly onProgress?: (message: string) => void
  /** Called where the chain ends without having been stopped. */
  readonly onUnexpectedEnd?: () => void
}

export type PracticeChain = {
  readonly url: string
  /** Where the protocol starts: all that the app knows beforehand. */
  readonly entry: Address
  readonly chainId: number
  readonly markets: readonly string[]
  readonly stop: () => Promise<void>
}

export const defaultPort = 8545
export const practiceChainId = practiceChain.id
const defaultBlockTimeSeconds = 12
/** People have lent and borrowed for a week when you arrive: interest and rewards are not all zero. */
const historySeconds = 7 * 86_400

/** Compiles what is not cached, starts the chain, deploys the scenario. Rejects with `PortTakenError`. */
export async function startPracticeChain(options: PracticeChainOptions = {}): Promise<PracticeChain> {
  const { port = defaultPort, chainId = practiceChainId, onProgress = () => {} } = options
  // First of all: a port that is taken should not cost a minute of compiling.
  const front = await listen(port)
  let anvil: Anvil | null = null
  let stopping = false
  const stop = async () => {
    stopping = true
    await Promise.all([front.close(), anvil?.stop()])
  }
  try {
    const artifacts = await loadContracts({ onProgress: (progress) => reportCompile(progress, onProgress) })
    const now = Math.floor(Date.now() / 1000)
    anvil = await startAnvil({
      chainId,
      startSeconds: now - historySeconds,
      blockTimeSeconds: options.blockTimeSeconds ?? defaultBlockTimeSeconds,
    })
    anvil.ended.then(() => {
      if (!stopping) options.onUnexpectedEnd?.()
    })
    const transactor = createTransactor(anvil.url, artifacts)
    const scenario = await deployScenario(transactor, (step) => onProgress(`Deploying ${step}`))
    await transactor.rpc('evm_setTime', [Math.floor(Date.now() / 1000)])
    await transactor.rpc('evm_mine')
    await arbitrageUniswapV3(createQueue(transactor), scenario.tokens, scenario.lending.uniswapV3)
    front.open(anvil.url, createPracticeMethods(transactor, scenario))
    const { usdc, weth } = scenario.markets
    const markets = [usdc.plan.name, weth.plan.name]
    return { url: front.url, entry: practiceEntry, chainId, markets, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function listen(port: number): Promise<Front> {
  try {
    return await listenFront(port)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw await PortTakenError.describe(port)
    }
    throw error
  }
}

function reportCompile({ unit, state, milliseconds }: CompileProgress, report: (message: string) => void) {
  if (state === 'started') report(`Compiling ${unit}`)
  if (state === 'compiled') report(`Compiled ${unit} in ${(milliseconds / 1000).toFixed(1)} s`)
}
