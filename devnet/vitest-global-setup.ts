import type { TestProject } from 'vitest/node'
import { startPracticeChain } from './start'

declare module 'vitest' {
  interface ProvidedContext {
    /** The practice chain that all devnet tests share. */
    rpcUrl: string
  }
}

/** One chain for all devnet tests, on a free port, with no block but a transaction's. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const chain = await startPracticeChain({ port: 0, blockTimeSeconds: 0, onProgress: console.log })
  project.provide('rpcUrl', chain.url)
  return chain.stop
}
