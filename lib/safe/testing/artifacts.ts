import { createRequire } from 'node:module'
import type { Hex } from 'viem'

const require = createRequire(import.meta.url)

type Artifact = { readonly bytecode: Hex; readonly deployedBytecode: Hex }

/** One of Safe's contracts as its package ships it: `Safe.sol/Safe`. */
export function artifactOf(path: string): Artifact {
  return require(`@safe-global/safe-contracts/build/artifacts/contracts/${path}.json`)
}
